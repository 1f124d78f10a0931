"""A run of a notice by e-mail whose sender is killed again and again (SIGKILL).

    run.py ASSENT CUSTOMERS KILLS [SEED]

A mail server on this machine keeps what it gets. At last everybody has the notice. Whoever has it twice was listed as uncertain, and both
e-mails have the same Message-ID. The ledger says of each customer once that the notice was given, and a new plan leaves them all out.
"""

import csv
import email
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/mail_servers"))
from sink import Sink  # noqa: E402

MAPPING = """
[account]
column = "account"
[state]
constant = "active"
[kind]
constant = "residential"
[language]
column = "language"
[time_zone]
constant = "Asia/Beirut"
[email]
column = "email"
[[services]]
constant = "mobile"
"""

WAYS = """
customer_page = "page.toml"
[email]
from = "privacy@carrier.example"
name = "Example Telecom"
returns_domain = "returns.carrier.example"
return_keys = "return.keys"
[email.relay]
host = "127.0.0.1"
port = {port}
security = "none"
[[email.dkim]]
selector = "s1"
key = "dkim.pem"
"""

PAGE = """
address = "https://choices.carrier.example"
carrier = "Example Telecom"
keys = "page.keys"
"""


class Carrier:
    def __init__(self, assent, folder, customers, port):
        self.assent, self.folder = assent, folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSENT_")}
        self.environment |= {"ASSENT_LEDGER": "sent.ledger", "ASSENT_ACTOR": "planner"}
        languages = ["en", "ar", "fr"]
        with open(folder / "base.csv", "w", encoding="utf-8") as base, open(folder / "permissions.csv", "w", encoding="utf-8") as permissions:
            base.write("account,language,email\n")
            permissions.write("account,choice,evidence\n")
            for i in range(customers):
                base.write(f"A-{i},{languages[i % 3]},customer-{i}@example.net\n")
                permissions.write(f"A-{i},email_permission,form-{i}\n")
        (folder / "mapping.toml").write_text(MAPPING)
        (folder / "ways.toml").write_text(WAYS.format(port=port))
        (folder / "page.toml").write_text(PAGE)
        (folder / "page.keys").write_text(os.urandom(32).hex() + "\n")
        (folder / "return.keys").write_text(os.urandom(32).hex() + "\n")
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", "dkim.pem"], cwd=folder, check=True)
        self.run("init")
        self.run("import", "customers", "--mapping", "mapping.toml", "base.csv")
        self.run("record", "answers", "permissions.csv")
        self.run("notice", "publish", ROOT / "notices/tra/opt-out.toml", "--carrier", ROOT / "notices/carrier.toml")

    def run(self, *words, status=0):
        done = subprocess.run([self.assent, *map(str, words)], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert done.returncode == status, (words, done.returncode, done.stdout[-800:], done.stderr[-800:])
        return done.stdout

    def plan(self, status=0):
        notice = json.loads(self.run("notice", "list", "--json"))["notices"][0]
        return json.loads(self.run("outreach", "plan", "base.csv", "--notice", notice["notice"], "--version", notice["version"], "--by",
                                   "email", "--plan", "plan.csv", "--left-out", "left-out.csv", "--json", status=status))

    def sender(self, run):
        return subprocess.Popen([self.assent, "outreach", "send", run, "--plan", "plan.csv", "--ways", "ways.toml", "--look-at",
                                 "look-at.csv", "--json"], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)


def main(assent, customers, kills, seed):
    choose = random.Random(seed)
    sink = Sink()
    with tempfile.TemporaryDirectory() as name:
        carrier = Carrier(assent, pathlib.Path(name), customers, sink.port)
        run = carrier.plan()["run"]
        carrier.run("outreach", "approve", run, "--actor", "reviewer")
        begun = time.monotonic()
        killed = 0
        while True:
            before = len(sink.kept)
            sender = carrier.sender(run)
            if killed < kills:
                # Somewhere within its share of the customers.
                share = (customers - before) // (kills - killed + 1)
                sink.wait_for(lambda kept: len(kept) >= before + max(1, choose.randrange(2 * share + 1)), 20)
                time.sleep(choose.random() / 50)
                sender.kill()
                killed += sender.wait() == -9
                sender.communicate()
                if killed < kills and sender.returncode == -9:
                    continue
                if sender.returncode == -9:
                    continue
            out, err = sender.communicate(timeout=600)
            assert sender.returncode in (0, 4), err[-800:]
            told = json.loads(out)
            break
        took = time.monotonic() - begun
        assert told["end"] == "finished", told
        with open(carrier.folder / "look-at.csv", encoding="utf-8") as file:
            looked_at = {row["account"]: row["what"] for row in csv.DictReader(file)}
        names = {}
        for _, recipient, text in sink.kept:
            message = email.message_from_bytes(text)
            assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and message["DKIM-Signature"], message.items()
            names.setdefault(recipient.decode(), []).append(message["Message-ID"])
        twice = 0
        for i in range(customers):
            got = names.get(f"customer-{i}@example.net", [])
            assert got, f"nobody sent anything to customer {i}"
            assert len(set(got)) == 1, f"customer {i} got it under two names"
            if len(got) > 1:
                twice += 1
                assert looked_at.get(f"A-{i}") == "uncertain", f"customer {i} got it {len(got)} times and is not listed"
        again = carrier.plan(status=4)
        assert again["planned"] == 0 and again["left_out"]["already_given"] == customers, again
        print(f"{customers} customers, the sender killed {killed} times: nobody left out, {twice} got it twice and are listed, "
              f"{len(looked_at)} listed as uncertain, {took:.1f} s")
    sink.stop()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
