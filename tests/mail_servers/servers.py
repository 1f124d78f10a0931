"""Postfix, OpenSMTPD and Exim of Debian 12, unpacked beside the build, each with its own configuration on a free port of this machine.

They expect users and folders of their own. The test gives them both in a namespace for mounts: what is mounted there is seen by nobody
else, and gone with the test.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

LIBRARIES = "usr/lib/x86_64-linux-gnu"
USERS = ("postfix", "postdrop", "opensmtpd", "opensmtpq", "Debian-exim")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_users(work):
    """Adds the servers' users to what this namespace has as /etc/passwd and /etc/group."""
    for name, line in (("passwd", "{0}:x:{1}:{1}::/nonexistent:/usr/sbin/nologin"), ("group", "{0}:x:{1}:")):
        text = pathlib.Path("/etc", name).read_text()
        for number, user in enumerate(USERS):
            text += line.format(user, 64100 + number) + "\n"
        copy = work / name
        copy.write_text(text)
        subprocess.run(["mount", "--bind", str(copy), f"/etc/{name}"], check=True)


def empty_folder(path):
    """An empty folder at `path`, in this namespace only."""
    folder = pathlib.Path(path)
    while not folder.exists() and not folder.parent.exists():
        folder = folder.parent
    if not folder.exists():
        # Its parent is covered, so that nothing is made outside.
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder.parent)], check=True)
        pathlib.Path(path).mkdir(parents=True)
    else:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", path], check=True)


class Server:
    """One server; it passes everything on to 127.0.0.1 at `sink`."""

    def __init__(self, packages, work, sink):
        self.packages = packages
        self.work = work
        self.sink = sink
        self.port = free_port()
        self.process = None
        self.log = work / "log"
        work.mkdir(parents=True)
        work.chmod(0o755)

    def start(self, command, environment=None):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env={**os.environ, **(environment or {})}, start_new_session=True
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                    if connection.recv(3) == b"220":
                        return
            except OSError:
                # The server says nothing when it is ready: the next try is the only way to see it.
                select_briefly()
        raise RuntimeError(f"{type(self).__name__} does not answer:\n{self.log.read_text(errors='replace')}")

    def stop(self):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def select_briefly():
    import select

    select.select([], [], [], 0.05)


class Postfix(Server):
    def run(self):
        root = self.packages / "postfix"
        libraries = f"{root}/usr/lib/postfix"
        queue, data = self.work / "queue", self.work / "data"
        for name in ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"):
            (queue / name).mkdir(parents=True)
            shutil.chown(queue / name, "postfix")
            (queue / name).chmod(0o700)
        for name in ("public", "maildrop", "pid"):
            (queue / name).mkdir()
        for name in ("public", "maildrop"):
            shutil.chown(queue / name, "postfix", "postdrop")
        data.mkdir()
        shutil.chown(data, "postfix")
        (self.work / "main.cf").write_text(
            f"""compatibility_level = 3.7
queue_directory = {queue}
data_directory = {data}
daemon_directory = {root}/usr/lib/postfix/sbin
command_directory = {root}/usr/sbin
shlib_directory = {libraries}
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.example.com
mydestination =
local_recipient_maps =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{self.sink}
smtp_dns_support_level = disabled
smtputf8_enable = yes
maillog_file = {self.work}/maillog
maillog_file_prefixes = {self.work}
export_environment = TZ MAIL_CONFIG LANG LD_LIBRARY_PATH
import_environment = MAIL_CONFIG LD_LIBRARY_PATH
"""
        )
        services = f"127.0.0.1:{self.port} inet n - n - - smtpd\n"
        for line in (
            "pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr",
            "rewrite unix - - n - - trivial-rewrite", "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce",
            "trace unix - - n - 0 bounce", "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap",
            "smtp unix - - n - - smtp", "relay unix - - n - - smtp", "error unix - - n - - error",
            "retry unix - - n - - error", "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache",
            "tlsmgr unix - - n 1000? 1 tlsmgr", "postlog unix-dgram n - n - 1 postlogd",
        ):
            services += line + "\n"
        (self.work / "master.cf").write_text(services)
        self.start(
            [f"{root}/usr/lib/postfix/sbin/master", "-c", str(self.work), "-d"],
            {"LD_LIBRARY_PATH": libraries, "MAIL_CONFIG": str(self.work)},
        )


class Exim(Server):
    def run(self):
        root = self.packages / "exim"
        # Not setuid: then the system's loader finds the library that is unpacked beside it.
        program = self.work / "exim4"
        shutil.copyfile(f"{root}/usr/sbin/exim4", program)
        program.chmod(0o755)
        spool = self.work / "spool"
        spool.mkdir()
        shutil.chown(spool, "Debian-exim", "Debian-exim")
        configuration = self.work / "exim.conf"
        configuration.write_text(
            f"""exim_path = {program}
deliver_drop_privilege = true
spool_directory = {spool}
log_file_path = {self.work}/%slog
primary_hostname = relay.example.com
daemon_smtp_ports = {self.port}
local_interfaces = 127.0.0.1
acl_smtp_rcpt = accept
acl_smtp_data = accept
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
tls_advertise_hosts =
queue_run_max = 1
keep_environment = LD_LIBRARY_PATH
begin routers
sink:
  driver = manualroute
  route_list = * 127.0.0.1
  transport = sink
  self = send
begin transports
sink:
  driver = smtp
  port = {self.sink}
  hosts_avoid_tls = *
"""
        )
        configuration.chmod(0o644)
        for log in ("mainlog", "rejectlog", "paniclog"):
            (self.work / log).touch()
            shutil.chown(self.work / log, "Debian-exim", "Debian-exim")
        self.start(
            [str(program), "-C", str(configuration), "-bdf", "-q1m"],
            {"LD_LIBRARY_PATH": str(self.packages / "libidn" / LIBRARIES)},
        )


class OpenSMTPD(Server):
    def run(self):
        root = self.packages / "opensmtpd"
        for folder in ("/var/lib/opensmtpd", "/var/spool/smtpd", "/var/run"):
            empty_folder(folder)
        pathlib.Path("/var/lib/opensmtpd/empty").mkdir(mode=0o755)
        spool = pathlib.Path("/var/spool/smtpd")
        spool.chmod(0o711)
        for name, owner, group, mode in (
            ("corrupt", "opensmtpq", "root", 0o700), ("incoming", "opensmtpq", "root", 0o700), ("queue", "opensmtpq", "root", 0o700),
            ("purge", "opensmtpq", "root", 0o700), ("temporary", "opensmtpq", "root", 0o700), ("offline", "root", "opensmtpq", 0o770),
        ):
            (spool / name).mkdir()
            shutil.chown(spool / name, owner, group)
            (spool / name).chmod(mode)
        configuration = self.work / "smtpd.conf"
        configuration.write_text(
            f"""listen on 127.0.0.1 port {self.port} hostname relay.example.com
action "sink" relay host smtp://127.0.0.1:{self.sink}
match from any for any action "sink"
"""
        )
        self.start([f"{root}/usr/sbin/smtpd", "-d", "-f", str(configuration)])
