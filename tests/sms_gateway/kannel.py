"""The server beside a real Kannel: what customers write becomes refusals in the very next decision, and is confirmed; a
notice arrives whole, and its delivery reports are recorded.

    kannel.py ASSENT ASSENTD [TEST…]

Kannel's bearer box and SMS box run on loopback (gateway.py).
"""

import base64
import datetime
import json
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "served"))
from gateway import CARRIER, Kannel  # noqa: E402
from server import ROOT, Server, api_key, patiently  # noqa: E402

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
PHONES = {f"A-{i}": f"+961300000{i}" for i in range(1, 10)}


class WithKannel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.addClassCleanup(cls.check_logs)  # after the server has ended
        cls.kannel = Kannel(cls.folder)
        cls.key, entry = api_key("service")
        (cls.folder / "kannel.key").write_text(cls.key + "\n", encoding="utf-8")
        entry = entry.replace('caller = "service-1"', 'caller = "kannel"') + 'scopes = ["replies:record"]\n'
        settings = (f'[sms]\ngateway = "http://127.0.0.1:{cls.kannel.sendsms}"\nuser = "assent"\npassword = "kannel.password"\nfrom = "{CARRIER}"\n'
                    'country = "LB"\nyes_to = ["opt-in-sms"]\nreverse_en = "To allow it again, call 111."\nreverse_fr = "Pour l\'autoriser, appelez le 111."\n'
                    'reverse_ar = "للسماح به من جديد اتصلوا على 111."\n')
        cls.server = Server(ASSENT, ASSENTD, cls.folder, customers=1, settings=settings, access=entry).start()
        cls.addClassCleanup(lambda: cls.server.end())
        cls.import_customers()
        cls.addClassCleanup(cls.kannel.stop)
        cls.kannel.start(f"http://kannel:{cls.key[20:]}@127.0.0.1:{cls.server.port}/v1/sms/messages?id=%I")
        cls.network = cls.kannel.network

    @classmethod
    def check_logs(cls):
        log = (cls.folder / "log").read_text(encoding="utf-8")
        assert "take_sms" in log and "report_sms" in log, log
        for personal in ("961300000", "9613999999", "my bill", cls.key[20:]):
            assert personal not in log + (cls.folder / "err").read_text(encoding="utf-8"), personal

    @classmethod
    def import_customers(cls, phones=None):
        rows = "".join(f"{account},{number},{'ar' if account == 'A-2' else 'en'}\n" for account, number in (phones or PHONES).items())
        (cls.folder / "phones.csv").write_text("account,number,language\n" + rows, encoding="utf-8")
        (cls.folder / "phones.toml").write_text(
            '[account]\ncolumn = "account"\n[state]\nconstant = "active"\n[kind]\nconstant = "residential"\n'
            '[time_zone]\nconstant = "Asia/Beirut"\n[language]\ncolumn = "language"\n[telephone]\ncolumn = "number"\n'
            '[[services]]\nconstant = "mobile"\n', encoding="utf-8")
        cls.server.assent("import", "customers", "--mapping", cls.folder / "phones.toml", cls.folder / "phones.csv")

    def reason(self, account):
        asked = {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"contact_channel": "sms"}},
                 "resource": {"type": "account", "id": account}}
        return self.server.post("/access/v1/evaluation", asked).json()["context"]["reason"]

    def metric(self, name):
        return float(re.search(rf"^{name} (\S+)$", self.server.ask("GET", "/metrics").text, re.MULTILINE).group(1))

    def entries(self, account):
        return [json.loads(line) for line in self.server.assent("ledger", "log", "--account", account, "--json").splitlines()]

    def test_the_configuration_is_in_order(self):
        self.assertIn("in order", self.server.assent("sms", "check", self.kannel.conf, "--user", "assent", "--parts", "3"))

    def test_what_customers_write_is_refused_in_the_next_decision(self):
        wordings = {"A-1": "STOP", "A-2": "لا أوافق، شكراً", "A-3": "\u200fتوقفوا!", "A-4": "Non merci, arrêtez", "A-5": "ma baddi rasa2el",
                    "A-6": " \"stop\" "}
        for account in wordings:
            self.assertNotEqual(self.reason(account), "opted_out")
        for account, text in wordings.items():
            self.network.write(PHONES[account], text)
        for account in wordings:
            patiently(lambda account=account: self.reason(account) == "opted_out")
            recorded = self.entries(account)[-1]
            self.assertEqual((recorded["kind"], recorded["channel"], recorded["actor"]), ("opt_out", "sms", "kannel"))
            self.assertNotIn("provisional", recorded["what"])

        # Each is confirmed, in the customer's language, in whole.
        for account in wordings:
            patiently(lambda account=account: self.network.parts_for(PHONES[account]))
        english = "".join(text for _, text in self.network.parts_for(PHONES["A-1"]))
        self.assertIn("You refused", english)
        patiently(lambda: "".join(text for _, text in self.network.parts_for(PHONES["A-2"])).endswith("111."))
        arabic = "".join(text for _, text in self.network.parts_for(PHONES["A-2"]))
        self.assertIn("رفضتم", arabic)
        self.assertIn("للسماح به من جديد", arabic)

    def test_what_is_not_understood_waits_for_a_person_and_counts_meanwhile(self):
        self.network.write(PHONES["A-7"], "my bill is wrong")
        patiently(lambda: self.reason("A-7") == "opted_out")
        self.assertIn("A-7", self.server.assent("reviews", "--json"))
        # From a number that no customer has: kept for the one who gets it.
        refusals = "assent_sms_read_as_refusal_total"
        before = self.metric(refusals)
        self.network.write("+9613999999", "STOP")
        patiently(lambda: self.metric(refusals) > before)
        self.import_customers({"A-10": "+9613999999"})
        self.assertEqual(self.reason("A-10"), "opted_out")

    def test_a_yes_to_a_notice_that_arrived_is_an_approval(self):
        text = (ROOT / "examples/notice.toml").read_text(encoding="utf-8")
        (self.folder / "opt-in.toml").write_text(re.sub(r'^id = .*$', 'id = "opt-in-sms"', text, flags=re.MULTILINE), encoding="utf-8")
        self.server.assent("notice", "publish", self.folder / "opt-in.toml")
        (self.folder / "asked.csv").write_text("account\nA-9\n", encoding="utf-8")
        self.server.assent("notice", "give", self.folder / "asked.csv", "--notice", "opt-in-sms", "--version", "2026-1", "--by", "sms", "--sent",
                           datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        given = [each for each in self.entries("A-9") if each["kind"] == "notice_given"][-1]["entry"]
        self.server.assent("sms", "send", "--gateway", f"http://127.0.0.1:{self.kannel.sendsms}", "--user", "assent", "--password-file",
                           self.folder / "kannel.password", "--from", CARRIER, "--to", PHONES["A-9"], "--giving", given, "--report-to",
                           f"http://127.0.0.1:{self.server.port}", "--report-key-file", self.folder / "kannel.key", "Answer YES to allow it.")
        patiently(lambda: any(each["kind"] == "notice_delivery" for each in self.entries("A-9")))
        self.network.write(PHONES["A-9"], "Yes please!")
        patiently(lambda: self.reason("A-9") == "opt_in")
        approval = [each for each in self.entries("A-9") if each["kind"] == "opt_in"]
        self.assertEqual((len(approval), approval[0]["channel"], approval[0]["actor"]), (1, "sms", "kannel"))
        self.assertIn("given=" + given.replace("/", "-"), json.dumps(approval))
        patiently(lambda: "answer STOP" in "".join(text for _, text in self.network.parts_for(PHONES["A-9"])))
        self.network.write(PHONES["A-9"], "STOP")
        patiently(lambda: self.reason("A-9") == "opted_out")
        # The question was answered: a yes comes too late.
        self.network.write(PHONES["A-9"], "yes")
        patiently(lambda: sum(each["kind"] == "opt_out" for each in self.entries("A-9")) == 2)
        self.assertEqual(self.reason("A-9"), "opted_out")

    def test_a_notice_arrives_whole_and_its_reports_are_recorded(self):
        self.server.assent("notice", "publish", ROOT / "examples/notice.toml")
        (self.folder / "given.csv").write_text("account\nA-8\n", encoding="utf-8")
        self.server.assent("notice", "give", self.folder / "given.csv", "--notice", "your-information", "--version", "2026-1", "--by", "sms", "--sent",
                           datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        given = [each for each in self.entries("A-8") if each["kind"] == "notice_given"][-1]["entry"]
        notice = ("لكم الحق في رفض استخدام معلوماتكم للتسويق في أي وقت ومن دون أي كلفة. " * 3).strip()
        counted = json.loads(self.server.assent("sms", "count", "--json", notice))
        self.assertEqual((counted["alphabet"], counted["parts"]), ("ucs-2", 4 if counted["units"] > 201 else 3))
        notice = notice[:201]
        self.assertEqual(json.loads(self.server.assent("sms", "count", "--json", notice))["parts"], 3)
        send = ("sms", "send", "--gateway", f"http://127.0.0.1:{self.kannel.sendsms}", "--user", "assent", "--password-file",
                self.folder / "kannel.password", "--from", CARRIER, "--to", PHONES["A-8"])
        reports = ("--giving", given, "--report-to", f"http://127.0.0.1:{self.server.port}", "--report-key-file", self.folder / "kannel.key")
        self.assertEqual(self.server.assent(*send, *reports, notice), "accepted, in 3 parts\n")
        patiently(lambda: len(self.network.parts_for(PHONES["A-8"])) == 3)
        parts = self.network.parts_for(PHONES["A-8"])
        self.assertEqual("".join(text for _, text in parts), notice)
        # One reference, three parts, in order.
        self.assertEqual([(header[:3], header[4:]) for header, _ in parts], [(b"\x05\x00\x03", bytes([3, n])) for n in (1, 2, 3)])
        self.assertEqual(len({header[3] for header, _ in parts}), 1)

        patiently(lambda: any(each["kind"] == "notice_delivery" for each in self.entries("A-8")))
        self.assertIn("delivered", [each for each in self.entries("A-8") if each["kind"] == "notice_delivery"][-1]["what"])
        # A later failure of another part unmakes it. The gateway's key can report, and nothing else.
        basic = {"Authorization": "Basic " + base64.b64encode(f"kannel:{self.key}".encode()).decode()}
        path = f"/v1/sms/reports/{given.replace('/', '-')}?type="
        self.assertEqual(self.server.ask("GET", path + "16", role=None, headers=basic).status, 200)
        self.assertIn("bounced", [each for each in self.entries("A-8") if each["kind"] == "notice_delivery"][-1]["what"])
        self.assertEqual(self.server.ask("GET", path + "3", role=None, headers=basic).status, 400)
        self.assertEqual(self.server.ask("GET", "/v1/sms/reports/0-0?type=1", role=None, headers=basic).status, 404)
        self.assertEqual(self.server.post("/v1/opt-ins", {}, role=None, headers=basic).status, 403)
        # What would be cut is not handed over.
        self.server.assent(*send, "--parts", "2", notice, status=3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
