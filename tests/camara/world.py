"""A carrier with customers in every state that CAMARA's interfaces know, and a server on it."""

import datetime
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/served"))

from issuer import Issuer  # noqa: E402
from server import Server, patiently  # noqa: E402

ADDRESS = "https://consent.carrier.example"
CALLBACK = "https://acme.example/consent/callback"
LOCATION = ("location-verification:verify", "dpv:DirectMarketing")
STATES = ("pending", "requested", "granted", "granted_until", "denied", "objected", "expired")
OF_EACH = 24
PENDING = 150  # the usual state: more scenarios begin there

MAPPING = """[account]
column = "account"
[state]
constant = "active"
[kind]
constant = "residential"
[time_zone]
constant = "Asia/Beirut"
[language]
constant = "en"
[[telephone]]
column = "telephone"
country = "LB"
[[services]]
column = "services"
"""

# What examples/camara.toml does not have: a use with a notice of its own, a client whose captures are proved.
MORE = """
[[use]]
id = "usage_offers"
scopes = ["usage:read"]
purposes = ["dpv:DirectMarketing"]
purpose = "marketing"
information = ["usage"]
notice = "partner-usage"

[[client]]
partner = "proven"
uses = ["location_offers", "roaming_offers"]
callbacks = ["https://proven.example/done"]
captures = "proved"
"""


def settings():
    text = (ROOT / "examples/camara.toml").read_text(encoding="utf-8")
    assert ADDRESS in text and 'captures = "claimed"' in text
    return text.replace('uses = ["location_offers", ', 'uses = ["usage_offers", "location_offers", ') + MORE


class World:
    def __init__(self, assent, assentd, folder, issuer=""):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.issuer = Issuer(issuer)
        (folder / "camara.toml").write_text(settings(), encoding="utf-8")
        (folder / "camara.key").write_text(os.urandom(32).hex() + "\n", encoding="utf-8")
        self.server = Server(assent, assentd, folder, customers=1, settings='[camara]\nfile = "camara.toml"', access=self.issuer.access())
        self.folder = folder
        self.numbers = {state: [] for state in (*STATES, "shared")}
        self.fill()
        self.server.start()
        # The issuer's keys come a moment later.
        body = {"phoneNumber": "+96170000000", "scopes": [LOCATION[0]], "purpose": LOCATION[1], "requestCaptureUrl": False}
        patiently(lambda: self.ask("POST", "/consent-info/v0.2/retrieve", body, self.issuer.token("acme", "consent-info:retrieve")).status == 404)

    def fill(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        at = lambda days: (now + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        day = lambda days: at(days)[:10]
        rows, answers, given = [], [], []
        for group, state in enumerate((*STATES, "shared")):
            for i in range(PENDING if state == "pending" else OF_EACH):
                number, account = f"+9613{100000 + group * 1000 + i}", f"C-{state}-{i}"
                self.numbers[state].append(number)
                rows.append(f"{account},{number},mobile")
                if state == "shared":
                    rows.append(f"{account}-2,{number},mobile")
                opt_in = lambda until: (f"{account},opt_in,{at(-50)},web,joint_venture_partner,acme,location,electronic,partner-location,2026-1,"
                                        f"click,{until}")
                if state == "granted":
                    answers.append(opt_in(""))
                elif state == "granted_until":
                    answers.append(opt_in(day(90)))
                elif state == "expired":
                    answers.append(opt_in(day(-5)))
                elif state == "denied":
                    answers.append(f"{account},withdrawal,{at(-40)},web,,,,,,,,")
                elif state == "objected":
                    answers.append(f"{account},opt_out,{at(-40)},web,,,,,,,,")
                elif state == "requested":
                    given.append(account)
        write = lambda name, lines: (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        write("mapping.toml", [MAPPING])
        write("customers2.csv", ["account,telephone,services", *rows])
        write("answers.csv", ["account,choice,at,channel,recipients,parties,information,form,notice,notice_version,evidence,until", *answers])
        write("given.csv", ["account", *given])
        assent = self.server.assent
        assent("import", "customers", "--mapping", self.folder / "mapping.toml", self.folder / "customers2.csv")
        notice = (ROOT / "examples/camara-notice.toml").read_text(encoding="utf-8")
        write("usage.toml", [notice.replace('"partner-location"', '"partner-usage"').replace('["location", "roaming"]', '["usage"]')])
        assent("notice", "publish", ROOT / "examples/camara-notice.toml", "--at", at(-100))
        assent("notice", "publish", self.folder / "usage.toml", "--at", at(-100))
        for party, name in (("acme", "Acme Offers & Tours"), ("proven", "Proven"), ("stranger", "Stranger")):
            assent("record", "partner", "--party", party, "--name", name, "--recipient", "joint_venture_partner", "--at", at(-100))
            assent("record", "agreement", "--party", party, "--from", day(-100), "--to", day(700),
                   "--clauses", "purpose_limit,no_onward_disclosure,safeguards", "--evidence", "contract")
        assent("record", "answers", self.folder / "answers.csv")
        assent("notice", "give", self.folder / "given.csv", "--notice", "partner-location", "--version", "2026-1", "--by", "sms", "--sent", at(-10))

    def number(self, state):
        """The number of a customer in that state, about whom no scenario has asked yet."""
        return self.numbers[state].pop()

    def ask(self, method, path, body, token="", headers=()):
        fields = dict(headers)
        if token:
            fields["Authorization"] = "Bearer " + token
        return self.server.ask(method, path, body, role="", headers=fields)

    def end(self):
        status = self.server.end()
        self.issuer.end()
        return status
