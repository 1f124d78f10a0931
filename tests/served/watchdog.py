"""Does the watchdog notice that customers cannot refuse, against a real `assentd`? As docs/watchdog.md says.

    watchdog.py ASSENT ASSENTD

Exit status 0: all is as described.
"""

import email
import json
import os
import pathlib
import socketserver
import subprocess
import sys
import tempfile
import threading
import unittest

from server import ROOT, Server

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]

SETTINGS = """carrier = "Example Telecom"
calendar = "us-federal.toml"
time_zone = "America/New_York"
every_seconds = 60
within_seconds = 3
[alarm]
command = ["sh", "-c", 'echo "$@" >> alarms', "alarm"]
[[probe]]
channel = "web"
by = "web"
account = "A-1"
mechanism = "the link in our notices"
campaigns = ["*"]
customer_page = "customer-page.toml"
server = "http://127.0.0.1:PORT"
[[probe]]
channel = "api"
by = "api"
account = "A-2"
mechanism = "our application"
campaigns = ["another one"]
server = "http://127.0.0.1:PORT"
key = "service.key"
"""
EMAIL = """[[probe]]
channel = "email"
by = "email"
account = "A-3"
mechanism = "e-mail to our address"
campaigns = []
relay = "127.0.0.1"
port = MAIL
security = "none"
from = "watch@carrier.example"
to = "stop@carrier.example"
"""


class Mail(socketserver.StreamRequestHandler):
    """A relay that hands each message to `took`."""

    def handle(self):
        def say(text):
            self.wfile.write(text.encode() + b"\r\n")

        say("220 relay")
        for line in self.rfile:
            word = line.decode().split(" ")[0].strip().upper()
            if word == "DATA":
                say("354 go on")
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line)
                self.server.took(email.message_from_bytes(b"".join(lines)))
                say("250 taken")
            elif word == "QUIT":
                say("221 bye")
                return
            else:
                say("250 fine")


class Watchdog(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        (self.path / "customer-page.toml").write_text('address = "https://choices.carrier.example"\ncarrier = "Example Telecom"\n'
                                                      'keys = "customer-page.keys"\n', encoding="utf-8")
        (self.path / "customer-page.keys").write_text(os.urandom(32).hex() + "\n", encoding="utf-8")
        (self.path / "us-federal.toml").write_bytes((ROOT / "calendars/us-federal.toml").read_bytes())
        self.server = Server(ASSENT, ASSENTD, self.path, customers=5, settings='[customer_page]\nfile = "customer-page.toml"').start()
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())
        (self.path / "service.key").write_text(self.server.keys["service"] + "\n", encoding="utf-8")
        (self.path / "service.key").chmod(0o600)
        self.write(SETTINGS)

    def write(self, settings, **more):
        settings = settings.replace("PORT", str(self.server.port))
        for name, value in more.items():
            settings = settings.replace(name, str(value))
        (self.path / "watchdog.toml").write_text(settings, encoding="utf-8")

    def run_assent(self, *words, status=0):
        done = subprocess.run([ASSENT, *map(str, words)], env=self.server.environment, capture_output=True, text=True, check=False, cwd=self.path)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertNotIn("A-1", done.stdout + done.stderr)
        self.assertNotIn("ak_", done.stdout + done.stderr)
        return done.stdout, done.stderr

    def once(self, status=0):
        out, _ = self.run_assent("watchdog", "run", "--once", "--json", status=status)
        return {each["channel"]: each["state"] for each in json.loads(out)["channels"]}

    def failures(self):
        return json.loads(self.run_assent("watchdog", "failures", "--json")[0])["failures"]

    def scrub(self, name, status=0):
        (self.path / "campaign.toml").write_text(f'name = "{name}"\nregime = "tra"\npurpose = "marketing"\nrecipient = "carrier"\n'
                                                 'information = ["contact"]\n', encoding="utf-8")
        (self.path / "list.csv").write_text("account\nA-4\n", encoding="utf-8")
        return self.run_assent("scrub", "campaign.toml", "list.csv", "--permitted", "yes.csv", "--refused", "no.csv", "--quiet", status=status)

    def test_a_stopped_server_is_noticed_and_holds_campaigns(self):
        self.assertEqual(self.once(), {"web": "healthy", "api": "healthy"})
        self.assertEqual(self.once(), {"web": "healthy", "api": "healthy"}, "each time with a refusal of its own")
        log = self.server.assent("ledger", "log", "--account", "A-1", "--json").splitlines()
        self.assertEqual(sum(json.loads(line)["kind"] == "opt_out" for line in log), 2)
        self.assertEqual(self.failures(), [])
        self.scrub("spring")

        self.server.end()
        self.assertEqual(self.once(status=4), {"web": "failed", "api": "failed"})
        web, api = self.failures()
        alarms = (self.path / "alarms").read_text(encoding="utf-8").splitlines()
        self.assertEqual([line.split()[:3] for line in alarms], [["failed", "web", web["failure"]], ["failed", "api", api["failure"]]])
        self.assertEqual(self.once(status=4), {"web": "failed", "api": "failed"})
        self.assertEqual(len((self.path / "alarms").read_text(encoding="utf-8").splitlines()), 2, "one alarm for one failure")
        (self.path / "yes.csv").unlink()
        _, said = self.scrub("spring", status=3)
        self.assertIn(f"assent watchdog close {web['failure']}", said)
        self.assertFalse((self.path / "yes.csv").exists())

        _, said = self.run_assent("watchdog", "letter", web["failure"], "--output", "letter.txt", status=4)
        self.assertIn("the remedy", said)
        letter = (self.path / "letter.txt").read_text(encoding="utf-8")
        self.assertIn(web["letter_due"], letter)
        for number in range(1, 8):
            self.assertIn(f"\n{number}. ", letter)

        self.server.start()
        self.write(SETTINGS)
        self.assertEqual(self.once(), {"web": "healthy", "api": "healthy"})
        self.assertTrue(all(each["recovered"] for each in self.failures()))
        self.scrub("spring", status=3)
        self.run_assent("watchdog", "close", web["failure"], "--remedy", "the server was started", "--in-place", "2026-06-01")
        self.scrub("spring")
        self.scrub("another one", status=3)
        self.run_assent("watchdog", "release", api["failure"], "--because", "the application is not used for it")
        self.scrub("another one")

    def test_an_email_that_nobody_reads_is_a_failure(self):
        class Relay(socketserver.ThreadingTCPServer):
            daemon_threads = True

        with Relay(("127.0.0.1", 0), Mail) as relay:
            threading.Thread(target=relay.serve_forever, daemon=True).start()
            got = []

            def read(message):
                got.append(message)
                self.server.assent("record", "opt-out", "--account", "A-3", "--channel", "email")

            relay.took = read
            self.write(SETTINGS.split("[[probe]]")[0] + EMAIL, MAIL=relay.server_address[1])
            self.assertEqual(self.once(), {"email": "healthy"})
            self.assertEqual(got[0]["To"], "<stop@carrier.example>")
            self.assertEqual(got[0].get_payload().strip(), "STOP")
            relay.took = got.append
            self.assertEqual(self.once(status=4), {"email": "failed"})
            self.assertEqual(self.failures()[0]["what"], "the ledger does not show the refusal")
            relay.shutdown()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
