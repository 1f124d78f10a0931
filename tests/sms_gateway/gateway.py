"""A real Kannel (scripts/install-packages --tests unpacks it): its bearer box and SMS box on loopback, and the network behind them, which speaks the lines of its fake SMSC."""

import pathlib
import socket
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "served"))
from server import ROOT, patiently  # noqa: E402

PROGRAMS = ROOT / "build/packages/kannel/usr/sbin"
CARRIER = "1234"


def free_ports(count):
    """All free at the same time, and so different."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Network:
    """The fake SMSC's other side: it delivers what phones write, and keeps what phones get."""

    def __init__(self, port):
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.got = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        with self.connection.makefile("rb") as lines:
            try:
                for line in lines:
                    self.got.append(line.rstrip(b"\n").decode("latin-1"))
            except OSError:
                pass

    def write(self, sender, text):
        """A phone sends a text: as letters where it can, else as UCS-2."""
        if text.isascii():
            kind, data = "text", text
        else:
            kind, data = "ucs2", "".join(f"%{byte:02X}" for byte in text.encode("utf-16-be"))
        self.connection.sendall(f"{sender} {CARRIER} {kind} {data}\n".encode("latin-1"))

    def parts_for(self, number):
        """What a phone got, each as its header of concatenation and its text."""
        return self.parts_of([line for line in self.got if line.split(" ", 2)[1] == number])

    @staticmethod
    def parts_of(lines):
        parts = []
        for line in lines:
            words = line.split(" ", 3)
            header = b""
            rest = " ".join(words[2:])
            if words[2] == "udh":
                encoded, rest = words[3].split(" ", 1)
                header = urllib.parse.unquote_to_bytes(encoded.replace("+", " "))
            kind, data = rest.split(" ", 1) if " " in rest else (rest, "")
            raw = urllib.parse.unquote_to_bytes(data.replace("+", " "))
            # A part of a longer text is "data" in either alphabet. Only UCS-2 has bytes below the line feed.
            wide = kind == "ucs2" or (kind == "data" and min(raw, default=32) < 10)
            parts.append((header, raw.decode("utf-16-be" if wide else "latin-1")))
        return parts

    def texts(self):
        """What each phone got first, its parts joined, if all are there."""
        parts = {}
        for line in list(self.got):
            number = line.split(" ", 2)[1]
            parts.setdefault(number, []).append(line)
        return {number: text for number in parts if (text := self.joined(parts[number])) is not None}

    def joined(self, lines):
        first, read = None, {}
        for header, text in self.parts_of(lines):
            if not header:
                return text
            first = first or header[3]
            if header[3] == first:
                read[header[5]] = text
                if len(read) == header[4]:
                    return "".join(text for _, text in sorted(read.items()))
        return None

    def close(self):
        self.connection.shutdown(socket.SHUT_RDWR)
        self.reader.join()
        self.connection.close()


class Kannel:
    """Both boxes. What phones write is posted to `messages`, and the user `assent` may send."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.admin, self.boxes, self.smsc, self.sendsms = free_ports(4)
        (self.folder / "kannel.password").write_text("only-here\n", encoding="utf-8")
        self.conf = self.folder / "kannel.conf"
        self.running, self.logs, self.network = [], [], None

    def start(self, messages):
        self.conf.write_text(f"""
group = core
admin-port = {self.admin}
admin-interface = 127.0.0.1
admin-password = only-here
smsbox-port = {self.boxes}
smsbox-interface = 127.0.0.1
log-level = 1

group = smsc
smsc = fake
smsc-id = network
host = 127.0.0.1
port = {self.smsc}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {self.boxes}
sendsms-port = {self.sendsms}
sendsms-interface = 127.0.0.1
log-level = 1
http-request-retry = 100
http-queue-delay = 1

group = sendsms-user
username = assent
password = only-here
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
accepted-smsc = network
post-url = "{messages}"
send-sender = true
max-messages = 0
""", encoding="utf-8")
        self.box("bearerbox", self.boxes)
        patiently(lambda: listens(self.smsc))
        self.network = Network(self.smsc)
        self.box("smsbox", self.sendsms)

    def box(self, program, port):
        self.logs.append((self.folder / program).open("wb"))
        process = subprocess.Popen([PROGRAMS / program, self.conf], stdout=self.logs[-1], stderr=self.logs[-1], cwd=self.folder)
        self.running.append(process)
        patiently(lambda: process.poll() is None and listens(port))

    def stop(self):
        # Parents end after their children: the SMS box before the bearer box.
        for number, process in enumerate(reversed(self.running)):
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:  # a box that waits for the other
                process.kill()
                process.wait()
            if number == 0 and self.network:
                self.network.close()
        for log in self.logs:
            log.close()
