"""One notice, from the list of customers to the scrub of day 31: by e-mail, text message and letter, in three languages.

    run.py ASSENT ASSENTD CUSTOMERS [SEED]

E-mails go through a real Postfix, text messages through a real Kannel. Customers of data/telco answer in every way that they have: bounces,
automatic replies, replies, complaints, one click, the page, STOP, letters. Then a scrub asks on days 30, 31, 33 and 34, and its every row is
compared with what customers.py says: it knows what each customer did, and never asks the product. Ends with 77 where no namespace for mounts
can be had (Postfix needs users and folders of its own).
"""

import base64
import collections
import csv
import datetime
import email
import email.message
import email.policy
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zoneinfo

if "ASSENT_OWN_MOUNTS" not in os.environ:
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode != 0:
        print("no namespace for mounts can be had here: nothing is tested")
        sys.exit(77)
    os.environ["ASSENT_OWN_MOUNTS"] = "1"
    os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / each) for each in ("served", "sms_gateway", "mail_servers")]
from customers import customers, expected  # noqa: E402
from gateway import Kannel  # noqa: E402
from server import Server, api_key, patiently  # noqa: E402
from servers import Postfix, make_users  # noqa: E402
from sink import Sink  # noqa: E402

ZONE = zoneinfo.ZoneInfo("Asia/Beirut")
PAGE = "https://choices.carrier.example"
RETURNS = "returns.carrier.example"

MAPPING = """[account]
column = "account"
[state]
column = "state"
[kind]
constant = "residential"
[language]
column = "language"
[time_zone]
constant = "Asia/Beirut"
[email]
column = "email"
[telephone]
column = "telephone"
[address]
lines = ["street", "city"]
country = "LB"
[[services]]
constant = "local"
"""

WAYS = """customer_page = "page.toml"
[email]
from = "privacy@carrier.example"
name = "Example Telecom"
returns_domain = "{returns}"
return_keys = "return.keys"
[email.relay]
host = "127.0.0.1"
port = {relay}
security = "none"
[[email.dkim]]
selector = "s1"
key = "dkim.pem"
[sms]
gateway = "http://127.0.0.1:{gateway}"
user = "assent"
password = "kannel.password"
from = "1234"
parts = 10
report_to = "http://127.0.0.1:{server}"
report_key = "kannel.key"
[letters]
folder = "letters"
"""

SENDER = """country = "LB"
line = { en = "Example Telecom, 1 Example Street, Beirut", fr = "Example Télécom, 1 Example Street, Beyrouth", ar = "شركة المثال للاتصالات، بيروت" }
at_code = { en = "Your page: scan the code", fr = "Votre page : scannez le code", ar = "صفحتك: امسح الرمز" }
"""


class Carrier:
    """The server, the mail server, the gateway, and the ledger that they share."""

    def __init__(self, assent, assentd, folder, customers):
        self.folder, self.customers, self.manifests = folder, customers, []
        (folder / "letters").mkdir()
        self.sink = Sink()
        make_users(folder)
        self.postfix = Postfix(ROOT / "build/packages", folder / "postfix", self.sink.port)
        self.kannel = Kannel(folder)
        self.key, entry = api_key("service")
        self.write("kannel.key", self.key + "\n")
        entry = entry.replace('caller = "service-1"', 'caller = "kannel"') + 'scopes = ["replies:record"]\n'
        self.write("page.toml", f'address = "{PAGE}"\ncarrier = "Example Telecom"\nkeys = "page.keys"\n')
        for name in ("page.keys", "return.keys"):
            self.write(name, os.urandom(32).hex() + "\n")
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", folder / "dkim.pem"], check=True)
        settings = ('[customer_page]\nfile = "page.toml"\n'
                    f'[sms]\ngateway = "http://127.0.0.1:{self.kannel.sendsms}"\nuser = "assent"\npassword = "kannel.password"\n'
                    'from = "1234"\ncountry = "LB"\nreverse_en = "To allow it again, call 1234."\n'
                    'reverse_fr = "Pour l\'autoriser, appelez le 1234."\nreverse_ar = "للسماح به من جديد اتصلوا على 1234."\n')
        self.server = Server(assent, assentd, folder, customers=1, settings=settings, access=entry)

    def __enter__(self):
        self.postfix.run()
        self.server.start()
        self.kannel.start(f"http://kannel:{self.key[20:]}@127.0.0.1:{self.server.port}/v1/sms/messages?id=%I")
        self.write("outreach.toml", WAYS.format(returns=RETURNS, relay=self.postfix.port, gateway=self.kannel.sendsms, server=self.server.port))
        return self

    def __exit__(self, *_):
        self.kannel.stop()
        self.server.end()
        self.postfix.stop()
        self.sink.stop()

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def assent(self, *words, status=0):
        done = subprocess.run([self.server.assent_program, *map(str, words)], cwd=self.folder, env=self.server.environment, capture_output=True,
                              text=True, check=False)
        assert done.returncode == status, (words, done.returncode, done.stdout[-800:], done.stderr[-800:])
        return done.stdout

    def rows(self, name, columns, rows):
        with open(self.folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        return self.folder / name

    def read(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def bring_in(self):
        self.write("mapping.toml", MAPPING)
        base = self.rows("base.csv", ["account", "state", "language", "email", "telephone", "street", "city"],
                         [[each.account, "active" if each.active else "former", each.language, each.email, each.telephone,
                           f"Street {each.number}", "Beirut"] for each in self.customers])
        self.assent("import", "customers", "--mapping", "mapping.toml", base)
        permissions = self.rows("permissions.csv", ["account", "choice", "evidence"],
                                [[each.account, "email_permission", f"form-{each.number}"] for each in self.customers if each.email])
        self.assent("record", "answers", permissions)
        for notice in ("opt-out", "opt-out-sms"):
            self.assent("notice", "publish", ROOT / f"notices/tra/{notice}.toml", "--carrier", ROOT / "notices/carrier.toml")

    def plan(self, name, customers, notice, *ways, left_out):
        listed = self.rows(f"{name}.csv", ["account"], [[each.account] for each in customers])
        told = json.loads(self.assent("outreach", "plan", listed, "--notice", notice, "--version", "1", *(word for way in ways for word in ("--by", way)),
                                      "--plan", f"{name}.plan.csv", "--left-out", f"{name}.left-out.csv", "--json", status=4 if left_out else 0))
        assert {reason: count for reason, count in told["left_out"].items() if count} == left_out, told
        self.assent("outreach", "approve", told["run"], "--actor", "reviewer")
        return told

    def send(self, name, told):
        sent = json.loads(self.assent("outreach", "send", told["run"], "--plan", f"{name}.plan.csv", "--json"))
        assert sent["end"] == "finished", sent
        return sent

    def print_letters(self, name, mailed):
        """The print shop's batch; the manifest says who gets one, and the day of mailing starts the clock."""
        self.write("sender.toml", SENDER)
        earlier = [word for each in self.manifests for word in ("--except", each)]
        made = json.loads(self.assent("letters", "make", *sorted((self.folder / "letters").iterdir()), "--sender", "sender.toml", "--output",
                                      f"{name}.pdf", "--manifest", f"{name}.manifest.csv", "--mailing", mailed, *earlier, "--json"))
        self.manifests.append(f"{name}.manifest.csv")
        self.assent("notice", "give", f"{name}.manifest.csv", "--notice", "opt-out", "--version", "1", "--by", "mail", "--sent", mailed)
        return made["letters"]

    def post(self, link, fields, expect):
        """What a browser or a mail program sends to the address of a notice."""
        assert link.startswith(PAGE), link
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        body = urllib.parse.urlencode(fields) if fields is not None else None
        connection.request("POST" if fields is not None else "GET", link.removeprefix(PAGE), body,
                           {"Host": "choices.carrier.example"} | ({"Content-Type": "application/x-www-form-urlencoded"} if fields is not None else {}))
        got = connection.getresponse()
        text = got.read().decode()
        connection.close()
        assert got.status == expect, (got.status, text[:400])

    def replies_read(self):
        got = self.server.ask("GET", "/metrics").text
        return sum(int(float(count)) for count in re.findall(r"^assent_sms_read_as_\w+_total (\S+)$", got, re.MULTILINE))

    def report_failure(self, account):
        """What the gateway calls when the network says that a text message failed."""
        life = [json.loads(line) for line in self.assent("ledger", "log", "--account", account, "--json").splitlines()]
        given = [each["entry"] for each in life if each["kind"] == "notice_given"][-1]
        basic = base64.b64encode(f"kannel:{self.key}".encode()).decode()
        got = self.server.ask("GET", f"/v1/sms/reports/{given.replace('/', '-')}?type=2", role=None, headers={"Authorization": "Basic " + basic})
        assert got.status == 200, got.text

    def links_of_letters(self):
        """The addresses behind the codes on the letters, as the jobs have them."""
        found = {}
        for job in (self.folder / "letters").iterdir():
            for line in job.read_text(encoding="utf-8").splitlines():
                letter = json.loads(line)
                found[letter["account"]] = letter["page"]
        return found

    def visit(self, does, link):
        """What a customer does on the page, if they go there."""
        if does == "page_looked_at":
            self.post(link, None, 200)
        elif does == "page_all":
            self.post(link, None, 200)
            self.post(link, {"refuse": "all"}, 200)
        elif does == "page_part":
            self.post(link, [("refuse", "part"), ("scope", "joint_venture_partner"), ("scope", "agent")], 200)


def reply(notice, text, subject=None, **fields):
    """What a mail program makes of it when somebody answers."""
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"] = str(notice["To"]), str(notice["Reply-To"] or notice["From"])
    made["Subject"] = subject or "Re: " + str(notice["Subject"])
    made["Message-ID"] = f"<answer.{notice['Message-ID'].strip('<>')}>"
    made["In-Reply-To"] = str(notice["Message-ID"])
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return bytes(made)


def complaint(notice, sender):
    """A report of a mailbox provider, RFC 5965."""
    line = "\r\n"
    return line.join([
        "From: abuse@customers.example.net", f"To: {sender}", "Subject: complaint", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=feedback-report; boundary="part"', "", "--part", "Content-Type: text/plain", "",
        "A customer of ours says that this was not wanted.", "--part", "Content-Type: message/feedback-report", "", "Feedback-Type: abuse",
        "User-Agent: reports/1", "Version: 1", "", "--part", "Content-Type: message/rfc822", ""]).encode() + b"\r\n" + notice + b"\r\n--part--\r\n"


def main(assent, assentd, count, seed):
    people = customers(count, seed)
    active = [each for each in people if each.active]
    with tempfile.TemporaryDirectory(prefix="assent-day-31-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        begun = time.monotonic()
        with Carrier(assent, assentd, folder, people) as carrier:
            steps(carrier, people, active)
            today = datetime.datetime.now(ZONE).date()
        told = compare(carrier, people, today)
        print(f"{len(people)} customers of the file, {count} of them still customers; {time.monotonic() - begun:.0f} s; no row differs")
        for day, reasons in told.items():
            print(f"  {day}: " + ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items())))


def steps(carrier, people, active):
    carrier.bring_in()
    former = collections.Counter(each.channel == "sms" for each in people if not each.active)

    # Out: e-mails and letters, and the text of its own for text messages.
    texts = carrier.plan("texts", [each for each in people if each.channel == "sms"], "opt-out-sms", "sms", left_out={"former_customer": former[True]})
    others = carrier.plan("others", [each for each in people if each.channel != "sms"], "opt-out", "email", "mail",
                          left_out={"former_customer": former[False]})
    print(f"planned: {texts['planned']} text messages, {others['planned']} e-mails and letters", flush=True)
    carrier.send("texts", texts)
    carrier.send("others", others)
    mailed = datetime.datetime.now(ZONE).date()
    letters = carrier.print_letters("others", mailed)
    print(f"sent; {letters} letters printed", flush=True)

    # Back: what did not arrive.
    emailed = [each for each in active if each.channel == "email"]
    failing = {each.email for each in emailed if each.does in ("no_mailbox", "full_mailbox")}
    returned = f"@{RETURNS}".encode()

    def complete(kept):
        arrived = sum(not to.endswith(returned) for _, to, _ in kept)
        return arrived >= len(emailed) - len(failing) and len(kept) - arrived >= len(failing)

    kept = carrier.sink.wait_for(complete, 300)
    assert complete(kept), len(kept)
    mailbox = folder_of(carrier.folder / "returns")
    notices = {}
    for number, (_, to, text) in enumerate(kept):
        if to.endswith(returned):
            deliver(mailbox, f"bounce-{number}", to.decode(), text)
        else:
            assert to.decode() not in notices, "somebody got it twice"
            notices[to.decode()] = text
    for each in emailed:
        if each.email in failing:
            continue
        raw = notices[each.email]
        notice = email.message_from_bytes(raw, policy=email.policy.default)
        assert notice.get_body(("plain",)).get_content().strip(), each
        link = re.search(r"<(https:[^>]*)>", str(notice["List-Unsubscribe"])).group(1)
        answer_to = email.utils.parseaddr(str(notice["Reply-To"] or notice["From"]))[1]
        if each.does.startswith("reply"):
            deliver(mailbox, f"reply-{each.number}", answer_to, reply(notice, each.said))
        elif each.does == "machine_answers":
            deliver(mailbox, f"machine-{each.number}", answer_to, reply(notice, "I am away until Monday.", "Automatic reply",
                                                                        Auto_Submitted="auto-replied"))
        elif each.does == "complaint":
            deliver(mailbox, f"complaint-{each.number}", answer_to, complaint(raw, answer_to))
        elif each.does == "one_click":
            carrier.post(link, {"List-Unsubscribe": "One-Click"}, 200)
        else:
            carrier.visit(each.does, link)
    carrier.assent("email", "receive", "--keys", "return.keys", mailbox.parent, "--json")
    print(f"e-mail: {len(notices)} arrived, {len(list(mailbox.iterdir()))} messages left unread", flush=True)

    # Back: text messages.
    texted = [each for each in active if each.channel == "sms"]
    patiently(lambda: carrier.kannel.network.texts().keys() >= {each.telephone for each in texted})
    received = carrier.kannel.network.texts()
    for each in texted:
        if each.said:
            carrier.kannel.network.write(each.telephone, each.said)
        elif each.does.startswith("page"):
            carrier.visit(each.does, re.search(re.escape(PAGE) + r"/[\w/-]+", received[each.telephone]).group())
    patiently(lambda: carrier.replies_read() >= sum(bool(each.said) for each in texted))
    for each in texted:
        if each.does == "not_delivered":
            carrier.report_failure(each.account)
    print(f"text messages: {len(received)} telephones reached, {carrier.replies_read()} replies read", flush=True)

    # Whoever's notice did not arrive gets a letter, and the clock starts again.
    carrier.assent("notice", "due", "--list", "due.csv", "--notice", "opt-out", "--notice", "opt-out-sms")
    again = [each for each in active if each.does_with_letter]
    undelivered = {row["account"] for row in carrier.read("due.csv") if row["reason"] == "failed"}
    assert undelivered == {each.account for each in again}, (len(undelivered), len(again), sorted(undelivered ^ {each.account for each in again})[:20])
    follow = carrier.plan("follow", again, "opt-out", "mail", left_out={})
    carrier.send("follow", follow)
    letters = carrier.print_letters("follow", mailed)
    print(f"{letters} letters more to those whose notice did not arrive", flush=True)

    # Back: letters. Their codes lead to the page; what the post brings back is listed, and so is what people write.
    lettered = [(each, each.does_with_letter or each.does) for each in active if each.channel == "mail" or each.does_with_letter]
    links = carrier.links_of_letters()
    for each, does in lettered:
        carrier.visit(does, links[each.account])
    carrier.rows("returned.csv", ["account", "result"], [[each.account, "returned"] for each, does in lettered if does == "returned"])
    carrier.assent("notice", "deliveries", "returned.csv", "--notice", "opt-out", "--version", "1", "--by", "mail")
    carrier.rows("mailroom.csv", ["account", "choice", "evidence"],
                 [[each.account, "opt_out", f"letter-{each.number}"] for each, does in lettered if does == "letter_refuses"])
    carrier.assent("record", "answers", "mailroom.csv", "--channel", "mail")

    # A person reads what was not understood.
    waiting = {row["account"]: row for row in map(json.loads, carrier.assent("reviews", "--json").splitlines())}
    for each in active:
        if each.does == "reply_unclear_reviewed":
            carrier.assent("record", "review", "--account", each.account, "--entry", waiting[each.account]["entry"], "--outcome", "not-a-refusal",
                           "--by", "reader-1", "--actor", "reader-1")


def compare(carrier, people, today):
    """The scrub's every row on four days, and what it should be."""
    carrier.rows("all.csv", ["account"], [[each.account] for each in people])
    told = {}
    for day in (30, 31, 33, 34):
        at = datetime.datetime.combine(today + datetime.timedelta(days=day), datetime.time(12), ZONE).isoformat()
        carrier.assent("scrub", ROOT / "examples/campaigns/new-service.toml", "all.csv", "--permitted", f"yes-{day}.csv", "--refused", f"no-{day}.csv",
                       "--now", at, "--quiet")
        got = {row["account"]: row["reason"] for row in carrier.read(f"no-{day}.csv")}
        got |= {row["account"]: "opt_out_deemed" for row in carrier.read(f"yes-{day}.csv")}
        assert len(got) == len(people)
        wrong = [(each, expected(each, day), got[each.account]) for each in people if got[each.account] != expected(each, day)]
        assert not wrong, (day, len(wrong), wrong[:5])
        told[f"day {day}"] = dict(collections.Counter(got.values()))
    return told


def folder_of(maildir):
    for name in ("new", "cur", "tmp"):
        (maildir / name).mkdir(parents=True)
    return maildir / "new"


def deliver(new, name, to, message):
    """As a mail server does: it writes whom the envelope named."""
    (new / name).write_bytes(f"Delivered-To: {to}\r\n".encode() + message)


if __name__ == "__main__":
    main(*(os.path.abspath(each) for each in sys.argv[1:3]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
