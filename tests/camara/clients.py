"""What CAMARA's scenarios do not ask of a running server: who is meant by a token, what one client sees of another, a server that ends.

    clients.py ASSENT ASSENTD

Exit status 0: all is as docs/camara.md describes it.
"""

import pathlib
import re
import signal
import sys
import tempfile
import unittest

from visitor import Visitor
from world import CALLBACK, LOCATION, MORE, World, patiently, settings

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
SCOPE = "consent-info:retrieve"


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.world = World(ASSENT, ASSENTD, cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        assert cls.world.end() == 0
        log = (pathlib.Path(cls.folder.name) / "log").read_text(encoding="utf-8")
        assert not re.search(r"\+9613|C-\w|user-|capture/|eyJ", log), "something of a customer or a token is in the log"
        cls.folder.cleanup()

    def status(self, number, partner="acme", token="", **more):
        body = {"scopes": [LOCATION[0]], "purpose": LOCATION[1], "requestCaptureUrl": False} | more
        if not token:
            body["phoneNumber"] = number
            token = self.world.issuer.token(partner, SCOPE)
        response = self.world.ask("POST", "/consent-info/v0.2/retrieve", body, token)
        if response.status != 200:
            return response.json()["code"]
        info = response.json()["statusInfo"][0]
        return "valid" if info["statusValidForProcessing"] else info["statusReason"]

    def capture(self, number, partner="acme"):
        body = {"phoneNumber": number, "scopes": [LOCATION[0]], "purpose": LOCATION[1], "requestCaptureUrl": True}
        response = self.world.ask("POST", "/consent-info/v0.2/retrieve", body, self.world.issuer.token(partner, SCOPE))
        return Visitor(self.world.server.port, response.json()["captureUrl"])

    # The carrier's issuer may name the account instead of a number.
    def test_a_token_that_names_an_account(self):
        token = self.world.issuer.token("acme", SCOPE, account="C-granted-0")
        self.assertEqual(self.status("", token=token), "valid")
        self.assertEqual(self.status("", token=token, phoneNumber=self.world.numbers["granted"][0]), "UNNECESSARY_IDENTIFIER")
        self.assertEqual(self.status("", token=self.world.issuer.token("acme", SCOPE, account="C-nowhere")), "IDENTIFIER_NOT_FOUND")

    # What a customer approves for one partner is not approved for another.
    def test_an_approval_is_for_one_partner(self):
        number = self.world.number("pending")
        self.assertEqual(self.capture(number).decide("grant").status, 200)
        self.assertEqual(self.status(number), "valid")
        self.assertEqual(self.status(number, "proven"), "PENDING")

    # A refusal names the relation, so it reaches the other partner of that relation.
    def test_a_refusal_reaches_all_partners_of_the_relation(self):
        number = self.world.number("pending")
        self.assertEqual(self.capture(number).decide("refuse").status, 200)
        self.assertEqual(self.status(number), "DENIED")
        self.assertEqual(self.status(number, "proven"), "DENIED")

    def test_a_client_asks_about_its_own_uses_only(self):
        number = self.world.number("pending")
        self.assertEqual(self.status(number, scopes=["sim-swap:check"], purpose="dpv:FraudPreventionAndDetection"), "valid")
        self.assertEqual(self.status(number, "proven", scopes=["sim-swap:check"], purpose="dpv:FraudPreventionAndDetection"),
                         "CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE")
        self.assertEqual(self.status(number, "stranger"), "CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE")

    # Another client's callback is not one's own.
    def test_a_callback_belongs_to_its_client(self):
        number = self.world.number("pending")
        self.assertEqual(self.status(number, callbackUrl=CALLBACK), "PENDING")
        self.assertEqual(self.status(number, "proven", callbackUrl=CALLBACK), "CONSENT_INFO.INVALID_CALLBACK_URL")

    # What the customer decided is there after the server was killed, and the address of the page still belongs to its key.
    def test_a_refusal_survives_a_kill(self):
        number, other = self.world.number("pending"), self.world.number("pending")
        waiting = self.capture(other)
        self.assertEqual(self.capture(number).decide("refuse").status, 200)
        self.world.server.end(signal.SIGKILL)
        self.world.server.start()
        patiently(lambda: self.status(number) == "DENIED")
        waiting.port = self.world.server.port
        self.assertEqual(waiting.decide("grant").status, 200)
        self.assertEqual(self.status(other), "valid")

    # A faulty table changes nothing; a sound one counts from the reload on.
    def test_the_table_is_read_again(self):
        file = self.world.folder / "camara.toml"
        number = self.world.number("granted")
        sound = file.read_text(encoding="utf-8")
        file.write_text(sound + "[[client]]\n", encoding="utf-8")
        self.world.server.process.send_signal(signal.SIGHUP)
        self.world.server.until("reload_failed")
        self.assertEqual(self.status(number), "valid")
        file.write_text(sound.replace('partner = "acme"', 'partner = "other"'), encoding="utf-8")
        self.world.server.process.send_signal(signal.SIGHUP)
        self.world.server.until("reloaded")
        self.assertEqual(self.status(number), "CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE")
        file.write_text(sound, encoding="utf-8")
        self.world.server.process.send_signal(signal.SIGHUP)
        self.world.server.until("reloaded")
        self.assertEqual(self.status(number), "valid")


class OtherClaims(unittest.TestCase):
    # The claim that names the number is the carrier's to choose; and a customer's own token asks by the carrier's app.
    def test_a_claim_of_the_carriers_choice_names_the_number(self):
        with tempfile.TemporaryDirectory() as folder:
            world = World(ASSENT, ASSENTD, folder, issuer='telephone_claim = "tel"\n')
            number = world.number("granted")
            body = {"scopes": [LOCATION[0]], "purpose": LOCATION[1], "requestCaptureUrl": False}
            ask = lambda token: world.ask("POST", "/consent-info/v0.2/retrieve", body, token)
            answered = ask(world.issuer.token("acme", SCOPE, tel=number, sub="user-1"))
            self.assertEqual((answered.status, answered.json()["statusInfo"][0]["statusValidForProcessing"]), (200, True))
            self.assertEqual(ask(world.issuer.token("acme", SCOPE, number)).json()["code"], "MISSING_IDENTIFIER")
            own = world.issuer.token("", SCOPE, role="customer", partner=None, tel=number, client_id="carrier-app")
            self.assertEqual(ask(own).json()["code"], "CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE")
            file = world.folder / "camara.toml"
            file.write_text(settings() + '[[client]]\ncaller = "carrier-app"\nuses = ["location_offers"]\n', encoding="utf-8")
            world.server.process.send_signal(signal.SIGHUP)
            world.server.until("reloaded")
            self.assertEqual(ask(own).json()["statusInfo"][0]["statusReason"], "PENDING")
            self.assertEqual(world.end(), 0)


if __name__ == "__main__":
    assert MORE in settings()
    unittest.main(argv=sys.argv[:1], verbosity=1)
