"""A real `assentd` with a small ledger, in its own folder, and the callers that may ask it."""

import base64
import hashlib
import http.client
import json
import os
import pathlib
import queue
import re
import signal
import ssl
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAPPING = ROOT / "tests/served/mapping.toml"
PATIENCE = 60  # seconds, for things that must happen and have no fixed time


def api_key(role, partner=""):
    """A key, and its lines in the access file."""
    secret = os.urandom(32)
    name = hashlib.sha256(secret + b"assent api key id").hexdigest()[:16]
    key = "ak_" + name + "_" + base64.urlsafe_b64encode(secret).decode().rstrip("=")
    digest = hashlib.sha256(key.encode()).hexdigest()
    entry = f'[[api_key]]\nid = "{name}"\nsha256 = "{digest}"\ncaller = "{role}-1"\nrole = "{role}"\n'
    return key, entry + (f'partner = "{partner}"\n' if partner else "")


class Response:
    def __init__(self, got):
        self.status = got.status
        self.headers = got.headers
        self.text = got.read().decode()

    def json(self):
        return json.loads(self.text)


class Server:
    """Begin with `with Server(...) as server`."""

    ROLES = ("service", "agent", "campaign_manager", "supervisor", "compliance", "administrator")

    def __init__(self, assent, assentd, folder, customers=200, settings="", access=""):
        self.assent_program, self.program, self.folder = assent, assentd, pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSENT_")}
        self.environment |= {"ASSENT_LEDGER": str(self.folder / "carrier.ledger"), "ASSENT_ACTOR": "test"}
        self.keys = {}
        entries = access
        for role in self.ROLES:
            self.keys[role], entry = api_key(role)
            entries += entry
        self.keys["partner"], entry = api_key("partner", "PX")
        (self.folder / "access.toml").write_text(entries + entry, encoding="utf-8")
        self.rules = self.folder / "regimes"
        self.rules.mkdir(exist_ok=True)
        for pack in (ROOT / "regimes").glob("*.toml"):
            (self.rules / pack.name).write_bytes(pack.read_bytes())
        if "[camara]" not in settings:
            (self.folder / "camara.key").write_text(os.urandom(32).hex(), encoding="utf-8")
            (self.folder / "camara.toml").write_bytes((ROOT / "examples/camara.toml").read_bytes())
        self.config = self.folder / "assentd.toml"
        self.config.write_text(
            'ledger = "carrier.ledger"\nregimes = "regimes"\n'
            f'catalogue = "{ROOT}/catalogues/default.toml"\n{settings}\n'
            + ("" if "[camara]" in settings else '[camara]\nfile = "camara.toml"\n') +
            '[access]\nfile = "access.toml"\n[authzen]\n'
            f'policy = "{ROOT}/examples/authzen-certification.toml"\n'
            + ("" if "[[listen]]" in settings else "[[listen]]\nport = 0\n"),
            encoding="utf-8")
        self.assent("init")
        rows = "".join(f"A-{i},mobile\n" for i in range(customers))
        (self.folder / "customers.csv").write_text("account,services\n" + rows, encoding="utf-8")
        self.assent("import", "customers", "--mapping", MAPPING, self.folder / "customers.csv")
        self.process = None

    def assent(self, *arguments, status=0):
        done = subprocess.run([self.assent_program, *map(str, arguments)], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, (arguments, done.returncode, done.stderr)
        return done.stdout

    def start(self):
        assert self.process is None or self.process.poll() is not None, "it runs already"
        with (self.folder / "err").open("a", encoding="utf-8") as err:
            self.process = subprocess.Popen([self.program, "--config", self.config], env=self.environment, stdout=subprocess.PIPE,
                                            stderr=err, text=True)
        # The log is read as it comes: the server waits for those who do not read it.
        self.events = queue.SimpleQueue()
        self.reader = threading.Thread(target=self.read_log, args=(self.process.stdout, self.events))
        self.reader.start()
        started = self.until("started")
        self.port, self.ports = started["ports"][0], started["ports"]
        return self

    def read_log(self, lines, events):
        with lines, (self.folder / "log").open("a", encoding="utf-8") as log:
            for text in lines:
                log.write(text)
                # The last line of a server that was killed may be half a line.
                if text.endswith("\n") and (line := json.loads(text))["event"] != "request":
                    events.put(line)
        events.put(None)

    def until(self, event):
        """Reads the log until that event."""
        while True:
            line = self.events.get(timeout=PATIENCE)
            assert line, "the server has ended: " + (self.folder / "err").read_text(encoding="utf-8")
            if line["event"] == event:
                return line

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(timeout=PATIENCE)
        self.reader.join()
        return self.process.returncode

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()
        self.reader.join()

    def connection(self, tls=None, port=None):
        if tls is None:
            return http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        return http.client.HTTPSConnection("localhost", port or self.port, timeout=PATIENCE, context=tls)

    def ask(self, method, path, body=None, role="service", headers=(), connection=None):
        fields = dict(headers)
        if role:
            fields["Authorization"] = "Bearer " + self.keys[role]
        if body is not None:
            fields.setdefault("Content-Type", "application/json")
        text = body if body is None or isinstance(body, (str, bytes)) else json.dumps(body)
        own = connection or self.connection()
        own.request(method, path, text, fields)
        response = Response(own.getresponse())
        if connection is None:
            own.close()
        return response

    def post(self, path, body, **more):
        return self.ask("POST", path, body, **more)


class Issuer:
    """One of access tokens (RFC 9068), whose key the access file itself has."""

    def __init__(self, folder):
        self.key = pathlib.Path(folder) / "issuer.key"
        self.key.parent.mkdir(parents=True, exist_ok=True)
        self.openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", self.key)

    @staticmethod
    def openssl(*arguments, data=b""):
        return subprocess.run(["openssl", *map(str, arguments)], input=data, check=True, capture_output=True).stdout

    @staticmethod
    def base64url(data):
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    def access(self):
        """The table for the server's access file."""
        modulus = bytes.fromhex(self.openssl("rsa", "-in", self.key, "-noout", "-modulus").decode().strip().split("=")[1])
        keys = {"keys": [{"kty": "RSA", "n": self.base64url(modulus), "e": "AQAB"}]}
        return f"[[issuer]]\nissuer = \"https://id.example\"\naudience = \"assent\"\nalgorithm = \"RS256\"\nkeys = '{json.dumps(keys)}'\n"

    def token(self, **claims):
        now = int(time.time())
        claims = {"iss": "https://id.example", "aud": "assent", "sub": "someone", "client_id": "portal", "jti": os.urandom(8).hex(),
                  "iat": now, "exp": now + 3600} | claims
        signed = self.base64url(b'{"typ":"at+jwt","alg":"RS256"}') + "." + self.base64url(json.dumps(claims).encode())
        return signed + "." + self.base64url(self.openssl("dgst", "-sha256", "-sign", self.key, data=signed.encode()))


def granted():
    """Which scope is granted to which role, as docs/access.md says: the scopes in their order, each with its roles."""
    rows = [[cell.strip() for cell in line.strip("| \n").split("|")]
            for line in (ROOT / "docs/access.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| (scope|`[a-z-]+:[a-z-]+`) \|", line)]
    return {row[0].strip("`"): [role for role, cell in zip(rows[0][1:], row[1:]) if cell == "yes"] for row in rows[1:]}


def every_interface(assent, folder):
    """The settings with which a server in that folder serves everything that it can. Makes the files that they name."""
    folder = pathlib.Path(folder)
    (folder / "campaigns").mkdir(parents=True)
    for each in (ROOT / "examples/campaigns").glob("*.toml"):
        (folder / "campaigns" / each.name).write_bytes(each.read_bytes())
    subprocess.run([assent, "key", "create", folder / "signing.key"], check=True, capture_output=True)
    (folder / "events.key").write_text(os.urandom(32).hex() + "\n", encoding="utf-8")
    return (f'campaigns = "campaigns"\n[signing]\nkey = "signing.key"\n[scrubs]\nfolder = "scrubs"\n'
            f'[tmf644]\nmapping = "{ROOT}/examples/tmf644.toml"\n[tmf_listener]\nmapping = "{ROOT}/examples/tmf-listener.toml"\n'
            '[events]\naddress = "https://assent.example"\nkey = "events.key"\nreceivers = ["https://receiver.example/"]\n[sms]\ncountry = "LB"\n[ivr]\ncountry = "LB"\n')


def patiently(holds):
    """Asks again and again until it holds, within the time that things may take."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never held"


def certificates(folder):
    """A certificate authority, a server's certificate and a client's, by the openssl program."""
    folder = pathlib.Path(folder)

    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=Test authority",
            "-keyout", folder / "ca.key", "-out", folder / "ca.pem")
    for name, extension in (("localhost", "subjectAltName=DNS:localhost"), ("billing", "extendedKeyUsage=clientAuth")):
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}", "-keyout", folder / f"{name}.key",
                "-out", folder / f"{name}.csr")
        (folder / f"{name}.ext").write_text(extension + "\n", encoding="utf-8")
        openssl("x509", "-req", "-days", "2", "-in", folder / f"{name}.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
                "-CAcreateserial", "-extfile", folder / f"{name}.ext", "-out", folder / f"{name}.pem")


def tls_context(folder, client=""):
    context = ssl.create_default_context(cafile=str(pathlib.Path(folder) / "ca.pem"))
    if client:
        context.load_cert_chain(str(pathlib.Path(folder) / f"{client}.pem"), str(pathlib.Path(folder) / f"{client}.key"))
    return context
