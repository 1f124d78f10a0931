"""A notice leaves as letters: planned, approved, sent, printed, mailed; then its waiting period runs.

    run.py ASSENT CUSTOMERS

The sender is killed in between. Each customer has one letter, in their language, whose code is that of their own page. The manifest starts the
clock on the day of mailing, and an approval by silence counts when the waiting period and the regime's days of mail are over.
"""

import csv
import datetime
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

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
[address]
lines = ["street", "town"]
country = "LB"
[[services]]
constant = "mobile"
"""

WAYS = """
customer_page = "page.toml"
[letters]
folder = "jobs"
"""

PAGE = """
address = "https://choices.carrier.example"
carrier = "Example Telecom"
keys = "page.keys"
"""

SENDER = """
country = "LB"
line = { en = "Example Telecom, 1 Example Street, Beirut", fr = "Example Télécom, 1 Example Street, Beyrouth", ar = "شركة المثال للاتصالات، بيروت" }
at_code = { en = "Your page: scan the code", fr = "Votre page : scannez le code", ar = "صفحتك: امسح الرمز" }
"""

LANGUAGES = ["en", "ar", "fr"]


class Carrier:
    def __init__(self, assent, folder, customers):
        self.assent, self.folder = assent, folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSENT_")}
        self.environment |= {"ASSENT_LEDGER": "letters.ledger", "ASSENT_ACTOR": "planner"}
        with open(folder / "base.csv", "w", encoding="utf-8") as base:
            base.write("account,language,street,town\n")
            for i in range(customers):
                town = "بيروت" if i % 3 == 1 else "1100 Beirut"
                base.write(f"A-{i},{LANGUAGES[i % 3]},{i} Example Street,{town}\n")
            base.write(f"A-wide,en,{'W' * 90},Beirut\n")
        (folder / "mapping.toml").write_text(MAPPING)
        (folder / "ways.toml").write_text(WAYS)
        (folder / "page.toml").write_text(PAGE)
        (folder / "sender.toml").write_text(SENDER)
        (folder / "page.keys").write_text(os.urandom(32).hex() + "\n")
        (folder / "jobs").mkdir()
        self.run("init")
        self.run("import", "customers", "--mapping", "mapping.toml", "base.csv")
        self.run("notice", "publish", ROOT / "notices/tra/opt-out.toml", "--carrier", ROOT / "notices/carrier.toml")

    def run(self, *words, status=0):
        done = subprocess.run([self.assent, *map(str, words)], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert done.returncode == status, (words, done.returncode, done.stdout[-800:], done.stderr[-800:])
        return done.stdout

    def lines(self):
        """The whole lines of all jobs."""
        texts = [job.read_bytes() for job in sorted((self.folder / "jobs").glob("*.jsonl"))]
        return [json.loads(line) for text in texts for line in text.split(b"\n")[:-1]]

    def send_and_kill(self, run, kills, seed):
        """Sends the run, and kills the sender whenever the jobs have grown enough."""
        choose = random.Random(seed)
        words = [self.assent, "outreach", "send", run, "--plan", "plan.csv", "--ways", "ways.toml", "--look-at", "look-at.csv", "--json"]
        killed = 0
        while True:
            before = len(self.lines())
            sender = subprocess.Popen(words, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if killed < kills:
                goal = before + choose.randrange(1, 60)
                while sender.poll() is None and len(self.lines()) < goal:
                    pass
                sender.kill()
            out, err = sender.communicate(timeout=300)
            if sender.returncode == -9:
                killed += 1
                continue
            assert sender.returncode in (0, 4), err[-800:]
            return json.loads(out), killed


def text_of(letter):
    return letter["subject"] + "\n" + "".join("\n" + each + "\n" for each in letter["paragraphs"])


def rows_of(file):
    with open(file, encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def page_text(folder, file, page):
    done = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), file, "-"], cwd=folder, capture_output=True, check=True)
#Marks of direction are the reader's own.
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", done.stdout.decode())


def decision(carrier, account, at):
    done = subprocess.run([carrier.assent, "decide", "--account", account, "--offer", "internet", "--at", at, "--json"],
                          cwd=carrier.folder, env=carrier.environment, capture_output=True, text=True)
    assert done.returncode in (0, 2), done.stderr
    return json.loads(done.stdout)


def main(assent, customers):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        carrier = Carrier(assent, folder, customers)
        notice = json.loads(carrier.run("notice", "list", "--json"))["notices"][0]
        which = ["--notice", notice["notice"], "--version", notice["version"]]
        plan = ["outreach", "plan", "base.csv", *which, "--by", "mail", "--plan", "plan.csv", "--left-out", "left-out.csv", "--json"]
        run = json.loads(carrier.run(*plan))["run"]
        carrier.run("outreach", "approve", run, "--actor", "reviewer")
        sent, killed = carrier.send_and_kill(run, 5, 1)
        assert sent["end"] == "finished", sent

        letters = {}
        for letter in carrier.lines():
            letters[letter["queued"]] = letter
        assert len({each["account"] for each in letters.values()}) == customers + 1 == len(letters), "each customer has one letter"
        for job in (folder / "jobs").glob("*"):
            assert job.stat().st_mode & 0o777 == 0o600, job
        waiting = json.loads(carrier.run("outreach", "list", "--json"))["runs"][0]["letters_waiting"]
        assert waiting == customers + 1, waiting
        again = json.loads(carrier.run(*plan, status=4))
        assert again["planned"] == 0 and again["left_out"]["waits_in_another_run"] == customers + 1, again

        mailing = datetime.date.today() + datetime.timedelta(days=1)
        jobs = sorted(str(job.relative_to(folder)) for job in (folder / "jobs").glob("*.jsonl"))
        make = ["letters", "make", *jobs, "--sender", "sender.toml", "--output", "letters.pdf", "--manifest", "manifest.csv",
                "--mailing", mailing, "--pages-per-file", 100, "--json"]
        made = json.loads(carrier.run(*make, status=4))
        assert made["letters"] == customers and made["left_out"] == 1, made
        assert [row["account"] for row in rows_of(folder / "manifest.csv.left-out.csv")] == ["A-wide"]
        for file in made["files"]:
            pdf = (folder / file["file"]).read_bytes()
            assert len(pdf) == file["bytes"] and hashlib.sha256(pdf).hexdigest() == file["sha256"], file
            assert file["pages"] <= 100, file
        manifest = rows_of(folder / "manifest.csv")
        assert len(manifest) == customers and len({row["account"] for row in manifest}) == customers
        for row in manifest:
            letter = letters[row["queued"]]
            assert letter["account"] == row["account"] and letter["language"] == row["language"]
            assert hashlib.sha256(text_of(letter).encode()).hexdigest() == row["sha256"]
        for row in [next(row for row in manifest if row["language"] == language) for language in LANGUAGES]:
            letter = letters[row["queued"]]
            text = page_text(folder, row["file"], row["page"])
            assert letter["to"][0] in text, (row, text)
            if row["language"] != "ar":
                # A hyphen at the end of a line is lost when the text is taken out; in print it stands there.
                assert letter["page"].replace("-", "") in re.sub("[-\n]", "", text), (letter["page"], text)
        carrier.run(*make, status=4)
        assert rows_of(folder / "manifest.csv") == manifest, "the same jobs are the same letters"

#The day of mailing starts the clock.
        account = next(row["account"] for row in manifest if row["language"] == "en")
        assert decision(carrier, account, f"{mailing + datetime.timedelta(days=60)}T12:00:00Z")["decision"] == "deny"
        give = ["notice", "give", "manifest.csv", *which, "--by", "mail", "--sent", mailing, "--json"]
        assert json.loads(carrier.run(*give))["recorded"] == customers
        assert json.loads(carrier.run(*give))["already"] == customers
        waiting = json.loads(carrier.run("outreach", "list", "--json"))["runs"][0]["letters_waiting"]
        assert waiting == 1, "the letter that was not printed waits"
        # 30 days to refuse, 3 of mail; the day of mailing does not count.
        last, first = (decision(carrier, account, f"{mailing + datetime.timedelta(days=day)}T12:00:00Z") for day in (33, 34))
        assert (last["decision"], last["reason"]) == ("deny", "waiting_period"), last
        assert (first["decision"], first["reason"]) == ("permit", "opt_out_deemed"), first
        print(f"{customers} letters of {len(jobs)} jobs, the sender killed {killed} times: {made['pages']} pages, "
              f"{sum(file['bytes'] for file in made['files']) / made['pages']:.0f} bytes a page; silence counts from day 34 after mailing")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]))
