"""Customers call: a small voice browser plays what a real server says, in VoiceXML 2.1, and the very next decision knows.

    calls.py ASSENT ASSENTD [TEST…]

The browser holds each document to the structure that VoiceXML 2.1 and SRGS 1.0 demand of the elements that are used.
"""

import json
import pathlib
import re
import signal
import socket
import sys
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as ET

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "served"))
from server import ROOT, Server, api_key, patiently  # noqa: E402

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
PHONES = {f"A-{i}": f"+961300000{i}" for i in range(1, 10)}
VXML, SRGS, XML = "{http://www.w3.org/2001/vxml}", "{http://www.w3.org/2001/06/grammar}", "{http://www.w3.org/XML/1998/namespace}"

# Which elements an element may have, by VoiceXML 2.1 (its schema's content models, as far as they are used here), and its attributes.
CONTENT = {
    "vxml": ({"var", "catch", "form"}, {"version", XML + "lang"}),
    "var": (set(), {"name", "expr"}),
    "catch": ({"prompt", "exit"}, {"event"}),
    "form": ({"field", "block", "transfer"}, {"id"}),
    "field": ({"property", "grammar", "prompt", "noinput", "nomatch", "filled"}, {"name"}),
    "property": (set(), {"name", "value"}),
    "block": ({"prompt", "exit"}, set()),
    "prompt": ({"audio"}, {XML + "lang", "bargein"}),
    "audio": (set(), {"src"}),
    "noinput": ({"reprompt", "exit"}, {"count"}),
    "nomatch": ({"reprompt", "exit"}, {"count"}),
    "filled": ({"submit"}, set()),
    "submit": (set(), {"next", "method", "enctype", "namelist"}),
    "transfer": (set(), {"name", "dest", "bridge"}),
    "reprompt": (set(), set()),
    "exit": (set(), set()),
}


def check_structure(element):
    """VoiceXML's own elements; a grammar is SRGS's."""
    assert element.tag.startswith(VXML), element.tag
    name = element.tag.removeprefix(VXML)
    children, attributes = CONTENT[name]
    assert set(element.attrib) <= attributes, (name, element.attrib)
    for child in element:
        if child.tag == SRGS + "grammar":
            assert name == "field" and child.get("mode") == "dtmf" and child.get("version") == "1.0"
            rules = child.findall(SRGS + "rule")
            assert [rule.get("id") for rule in rules] == [child.get("root")]
            continue
        assert child.tag.removeprefix(VXML) in children, (name, child.tag)
        check_structure(child)


def of_script(expression):
    """The value of an ECMAScript string, which holds nothing that could end it."""
    inside = re.fullmatch(r"'((?:[A-Za-z0-9+\-._/: ]|\\u[0-9a-f]{4})*)'", expression).group(1)
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found.group(1), 16)), inside).encode("utf-16", "surrogatepass").decode("utf-16")


class Browser:
    """One call: what it hears, and which keys it may press."""

    def __init__(self, server, key, **brought):
        self.server, self.key = server, key
        self.show(self.send(brought))

    def send(self, fields, read=True):
        """A form, as `submit` sends it. Without `read`, the line is cut before the response comes."""
        connection = self.server.connection()
        connection.request("POST", "/v1/phone/menu", urllib.parse.urlencode(fields), {
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*", "Authorization": "Bearer " + self.key})
        if not read:
            connection.sock.shutdown(socket.SHUT_RDWR)
            connection.close()
            return None
        response = connection.getresponse()
        assert response.status == 200, (response.status, response.read())
        assert response.getheader("Content-Type") == "application/voicexml+xml"
        text = response.read()
        connection.close()
        return text

    def show(self, document):
        root = ET.fromstring(document)
        assert root.tag == VXML + "vxml" and root.get("version") == "2.1"
        check_structure(root)
        self.language = root.get(XML + "lang")
        self.variables = {each.get("name"): of_script(each.get("expr")) for each in root.findall(VXML + "var")}
        form = root.find(VXML + "form")
        self.field = form.find(VXML + "field")
        holder = self.field if self.field is not None else form.find(VXML + "block")
        self.prompts = ["".join(each.itertext()) for each in holder.findall(VXML + "prompt")]
        self.heard_out = [each.get("bargein") == "false" for each in holder.findall(VXML + "prompt")]
        self.keys = [] if self.field is None else [item.text for item in self.field.iter(SRGS + "item")]
        transfer = form.find(VXML + "transfer")
        self.passed_on_to = None if transfer is None else transfer.get("dest")

    def fields_with(self, digit):
        assert digit in self.keys, (digit, self.keys)
        submit = self.field.find(f"{VXML}filled/{VXML}submit")
        assert submit.get("method") == "post" and submit.get("next") == "menu"
        return {name: digit if name == "pressed" else self.variables[name] for name in submit.get("namelist").split()}

    def press(self, digit):
        self.show(self.send(self.fields_with(digit)))
        return self

    def press_and_hang_up(self, digit):
        self.send(self.fields_with(digit), read=False)


class Calls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.addClassCleanup(cls.check_logs)
        cls.key, entry = api_key("service")
        cls.small, other = api_key("service")
        entry = entry.replace('caller = "service-1"', 'caller = "ivr"') + 'scopes = ["replies:record", "choices:record"]\n'
        other = other.replace('caller = "service-1"', 'caller = "ivr-2"') + 'scopes = ["replies:record"]\n'
        settings = ('[ivr]\ncountry = "LB"\nlanguages = ["ar", "en", "fr"]\nperson = "tel:+9611234567"\nnotice = "by-telephone"\n'
                    'reverse_en = "To allow it again, call 111."\n')
        cls.server = Server(ASSENT, ASSENTD, cls.folder, customers=1, settings=settings, access=entry + other).start()
        cls.addClassCleanup(lambda: cls.server.end())
        rows = "".join(f"{account},{number}\n" for account, number in PHONES.items()) + f"B-1,{PHONES['A-9']}\n"
        (cls.folder / "phones.csv").write_text("account,number\n" + rows, encoding="utf-8")
        (cls.folder / "phones.toml").write_text(
            '[account]\ncolumn = "account"\n[state]\nconstant = "active"\n[kind]\nconstant = "residential"\n'
            '[time_zone]\nconstant = "Asia/Beirut"\n[telephone]\ncolumn = "number"\n[[services]]\nconstant = "mobile"\n', encoding="utf-8")
        cls.server.assent("import", "customers", "--mapping", cls.folder / "phones.toml", cls.folder / "phones.csv")
        # The ready-made script, under a name of its own: it is written to be read out.
        script = (ROOT / "notices/tra/one-time-script.toml").read_text(encoding="utf-8")
        script = re.sub(r'^id = .*$', 'id = "by-telephone"', script, flags=re.MULTILINE).replace('"one_time_consent"', '"opt_in"')
        (cls.folder / "by-telephone.toml").write_text(script, encoding="utf-8")
        cls.server.assent("notice", "publish", cls.folder / "by-telephone.toml", "--carrier", ROOT / "notices/carrier.toml")

    @classmethod
    def check_logs(cls):
        log = (cls.folder / "log").read_text(encoding="utf-8") + (cls.folder / "err").read_text(encoding="utf-8")
        assert "phone_menu" in log, log
        for personal in ("961300000", "03000", "9613999999", cls.key[20:]):
            assert personal not in log, personal

    def call(self, number, call="c-1", key=None, **more):
        return Browser(self.server, key or self.key, call=call, caller=number, **more)

    def known(self, account, call):
        return self.call(PHONES[account], call, account=account, by="owner", method="pin")

    def reason(self, account):
        asked = {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing"}, "resource": {"type": "account", "id": account}}
        return self.server.post("/access/v1/evaluation", asked).json()["context"]["reason"]

    def entries(self, account, kind):
        lines = self.server.assent("ledger", "log", "--account", account, "--json").splitlines()
        return [entry for entry in map(json.loads, lines) if entry["kind"] == kind]

    def test_two_keys_refuse(self):
        self.assertEqual(self.reason("A-1"), "opt_in_required")
        call = self.call("sip:+9613000001@gateway.example;user=phone", "1609459200.17")
        self.assertEqual(call.keys, ["1", "2", "3", "9"])
        self.assertIn("للعربية، اضغط على 1.", call.prompts)
        call.press("2")
        self.assertEqual(call.language, "en")
        self.assertIn("To refuse everything, press 1.", call.prompts)
        call.press("1")
        self.assertIn("It is recorded.", call.prompts[0])
        self.assertIn("To allow it again, call 111.", call.prompts)
        self.assertEqual(self.reason("A-1"), "opted_out")
        entry = self.entries("A-1", "opt_out")[0]
        self.assertEqual((entry["channel"], entry["actor"]), ("phone", "ivr"))
        self.assertIn("call/1609459200.17", json.dumps(entry))

    def test_whoever_hangs_up_after_the_key_has_refused(self):
        self.call(PHONES["A-2"], "c-2").press("1").press_and_hang_up("1")
        patiently(lambda: self.reason("A-2") == "opted_out")

    def test_whoever_hangs_up_before_the_last_key_has_not_approved(self):
        call = self.known("A-3", "c-3").press("2").press("3")
        self.assertTrue(all(call.heard_out[:10]), "the notice is heard to its end")
        call.press("1")
        self.assertIn("It is not recorded yet.", call.prompts[0])
        self.assertTrue(call.heard_out[0])
        self.assertEqual(self.reason("A-3"), "opt_in_required")
        self.assertEqual(self.entries("A-3", "opt_in"), [])
        call.press("1")
        self.assertIn("you allow what was read to you", call.prompts[0])
        self.assertEqual(self.reason("A-3"), "opt_in")
        self.assertIn("call/c-3/pin", json.dumps(self.entries("A-3", "opt_in")))

    def test_only_who_is_shown_by_a_key_that_may_hears_of_allowing(self):
        self.assertNotIn("3", self.call(PHONES["A-4"]).press("1").keys)
        self.assertNotIn("3", self.call(PHONES["A-4"], key=self.small, account="A-4", by="owner", method="pin").press("1").keys)
        self.assertNotIn("3", self.call(PHONES["A-4"], account="A-4", by="child", method="pin").press("1").keys)

    def test_a_number_of_two_and_a_number_of_nobody(self):
        self.call(PHONES["A-9"], "c-9").press("3").press("1")
        self.assertEqual((self.reason("A-9"), self.reason("B-1")), ("opted_out", "opted_out"))
        call = self.call("03999999", "c-10").press("3").press("1")
        self.assertIn("C'est enregistré.", call.prompts[0])
        self.server.assent("import", "customers", "--mapping", self.folder / "phones.toml", self.new_customer("N-1", "+9613999999"))
        self.assertEqual(self.reason("N-1"), "opted_out")

    def new_customer(self, account, number):
        path = self.folder / f"{account}.csv"
        path.write_text(f"account,number\n{account},{number}\n", encoding="utf-8")
        return path

    def test_a_withheld_number_gets_a_person(self):
        call = self.call("anonymous")
        self.assertEqual(call.passed_on_to, "tel:+9611234567")
        self.assertEqual(len(call.prompts), 3)

    def test_json_says_the_same(self):
        step = self.server.post("/v1/phone/menu", {"call": "c-5", "caller": PHONES["A-5"], "language": "fr"}).json()
        self.assertEqual([each["means"] for each in step["waits_for"]], ["refuse_all", "refuse_others", "person", "again"])
        again = {"call": "c-5", "caller": PHONES["A-5"], "keys": step["keys"], "read": step["read"], "pressed": "1"}
        self.assertEqual(self.server.post("/v1/phone/menu", again).json()["recorded"], "refusal")
        self.assertEqual(self.reason("A-5"), "opted_out")
        for role, status in (("agent", 403), ("administrator", 403), ("", 401)):
            self.assertEqual(self.server.post("/v1/phone/menu", again, role=role).status, status)

    def test_a_refusal_outlives_the_server(self):
        self.call(PHONES["A-6"], "c-6").press("2").press("1")
        self.server.end(signal.SIGKILL)
        self.server.start()
        self.assertEqual(self.reason("A-6"), "opted_out")

    def test_the_calls_are_counted(self):
        self.call(PHONES["A-7"], "c-7").press("2").press("1")
        text = self.server.ask("GET", "/metrics", role="administrator").text
        self.assertGreaterEqual(float(re.search(r"^assent_phone_recorded_refusal(?:_total)? (\S+)$", text, re.MULTILINE).group(1)), 1)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
