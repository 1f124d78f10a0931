"""A carrier with one customer for each thing to try, its customer's page served by a real `assentd`, and a gateway that gets the codes."""

import base64
import hashlib
import hmac
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/served"))

from server import Server  # noqa: E402

MAPPING = """[account]
column = "account"
[state]
constant = "active"
[kind]
constant = "residential"
[time_zone]
constant = "Asia/Beirut"
[language]
column = "language"
[[telephone]]
column = "telephone"
country = "LB"
[[services]]
column = "services"
"""
CUSTOMERS = 40


class Gateway:
    """A program of the carrier's that sends text messages: it checks who asks, and keeps what it was given."""

    def __init__(self):
        self.key = os.urandom(32)
        self.messages = []
        gateway = self

        class Post(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
                right = "v1," + base64.b64encode(hmac.new(gateway.key, signed, hashlib.sha256).digest()).decode()
                taken = hmac.compare_digest(right, self.headers["webhook-signature"])
                if taken:
                    gateway.messages.append(json.loads(body))
                self.send_response(202 if taken else 401)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Post)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/codes"

    def code(self):
        """The digits of the last message."""
        return re.search(r"\d{4} \d{4}", self.messages[-1]["text"]).group()

    def end(self):
        self.server.shutdown()
        self.server.server_close()


class World:
    def __init__(self, assent, assentd, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.gateway = Gateway()
        settings = (ROOT / "examples/customer-page.toml").read_text(encoding="utf-8")
        assert "https://gateway.carrier.example/codes" in settings and "at_most = 3" in settings
        settings = settings.replace("https://gateway.carrier.example/codes", self.gateway.address).replace("at_most = 3", "at_most = 20")
        self.settings = self.folder / "customer-page.toml"
        self.settings.write_text(settings, encoding="utf-8")
        self.keys = self.folder / "customer-page.keys"
        self.keys.write_text(os.urandom(32).hex() + "\n", encoding="utf-8")
        (self.folder / "codes.key").write_text(self.gateway.key.hex() + "\n", encoding="utf-8")
        self.server = Server(assent, assentd, self.folder, customers=1, settings='[customer_page]\nfile = "customer-page.toml"')
        self.fill()
        self.server.start()

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def fill(self):
        assent = self.server.assent
        rows = "".join(f"C-{i},+96131234{i:02},{('en', 'ar', 'fr')[i % 3]},mobile\n" for i in range(CUSTOMERS))
        assent("import", "customers", "--mapping", self.write("page-mapping.toml", MAPPING),
               self.write("page-customers.csv", "account,telephone,language,services\n" + rows))
        ago = "2026-01-05T08:00:00Z"
        assent("notice", "publish", ROOT / "examples/camara-notice.toml", "--at", ago)
        assent("notice", "publish", ROOT / "examples/notice.toml", "--at", ago)
        partners = (("acme", "Acme Offers & Tours", "joint_venture_partner"), ("cedar", "شركة الأرز للعروض", "joint_venture_partner"),
                    ("boutiques", "Boutiques du Littoral", "agent"), ("print", "Print & Post", "independent_contractor"))
        for party, name, recipient in partners:
            assent("record", "partner", "--party", party, "--name", name, "--recipient", recipient, "--at", ago)
            assent("record", "agreement", "--party", party, "--from", "2026-01-01", "--to", "2099-12-31",
                   "--clauses", "purpose_limit,no_onward_disclosure,safeguards", "--evidence", "contract")
        # The notice has no French text.
        accounts = "account\n" + "".join(f"C-{i}\n" for i in range(CUSTOMERS) if i % 3 != 2)
        given = self.write("page-given.csv", accounts)
        assent("notice", "give", given, "--notice", self.notice(), "--version", self.version(), "--by", "mail", "--sent", "2026-01-10")
        assent("scrub", ROOT / "examples/campaigns/new-service.toml", given, "--permitted", self.folder / "yes.csv", "--refused", self.folder / "no.csv")

    def notice(self):
        return re.search(r'^id = "(.*)"', (ROOT / "examples/notice.toml").read_text(encoding="utf-8"), re.MULTILINE).group(1)

    def version(self):
        return re.search(r'^version = "(.*)"', (ROOT / "examples/notice.toml").read_text(encoding="utf-8"), re.MULTILINE).group(1)

    def link(self, account, purpose="refuse", *more):
        """The address, at this machine instead of the carrier's."""
        done = subprocess.run([self.server.assent_program, "page", "link", account, "--purpose", purpose, "--settings", str(self.settings),
                               "--quiet", *map(str, more)], capture_output=True, text=True, check=True)
        address = done.stdout.strip()
        assert account not in address, address
        return address.replace("https://choices.carrier.example", f"http://127.0.0.1:{self.server.port}")

    def add_key(self):
        """A new key before the others; the running server reads it."""
        self.keys.write_text(os.urandom(32).hex() + "\n" + self.keys.read_text(encoding="utf-8"), encoding="utf-8")
        got = self.server.post("/v1/rules/reload", None, role="administrator")
        assert got.status in (200, 204), got.text

    def history(self, account):
        got = self.server.post("/v1/history", {"account": account}, role="compliance")
        assert got.status == 200, got.text
        return got.json()["entries"]

    def refusals(self, account):
        return [each for each in self.history(account) if each["kind"] == "opt_out"]

    def end(self):
        status = self.server.end()
        self.gateway.end()
        return status
