"""Does a running server do what docs/tmf644.md says? Documents, choices and events, over real processes.

    privacy.py ASSENT ASSENTD
"""

import http.server
import json
import pathlib
import re
import signal
import sys
import tempfile
import threading
import unittest

from server import ROOT, Server, patiently

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
BASE = "/tmf-api/privacyManagement/v4/"
PROFILES = BASE + "partyPrivacyProfile"


def profile(account, value, **more):
    return {"status": "active", "agreedByParty": {"id": account, "role": "owner", "@referredType": "Individual"},
            "partyPrivacyProfileSpecification": {"id": "individual"},
            "partyPrivacyProfileCharacteristic": [{"name": "EmailAddress", "privacyUsagePurpose": "MARKETING", "value": value}]} | more


class Receiver(http.server.ThreadingHTTPServer):
    """Takes events, and refuses the first of them."""

    def __init__(self, refusing):
        self.refusing, self.events = refusing, []
        receiver = self

        class Taking(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.events.append(event)
                receiver.refusing -= 1
                self.send_response(503 if receiver.refusing >= 0 else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Taking)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"


class Privacy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.receiver = Receiver(refusing=1)
        self.addCleanup(self.receiver.server_close)
        self.addCleanup(self.receiver.shutdown)
        mapping = (ROOT / "examples/tmf644.toml").read_text(encoding="utf-8") + f'\n[hub]\ncallbacks = ["{self.receiver.address}"]\n'
        self.folder.mkdir(exist_ok=True)
        (self.folder / "tmf644.toml").write_text(mapping, encoding="utf-8")
        self.server = Server(ASSENT, ASSENTD, self.folder, customers=3, settings='[tmf644]\nmapping = "tmf644.toml"\n').start()
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())

    def reason(self, account):
        asked = {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"contact_channel": "email"}},
                 "resource": {"type": "account", "id": account}}
        return self.server.post("/access/v1/evaluation", asked).json()["context"]["reason"]

    def restart(self):
        self.assertEqual(self.server.end(), 0)
        self.server.start()

    def test_the_interface_is_described(self):
        described = self.server.ask("GET", "/openapi.json", role="").json()
        for version in ("v4", "v5"):
            for path in ("partyPrivacyProfile", "partyPrivacyAgreement/{id}", "partyPrivacyProfileSpecification", "hub"):
                self.assertIn(f"/tmf-api/privacyManagement/{version}/{path}", described["paths"])
        made = described["paths"][PROFILES]["post"]["responses"]
        self.assertEqual(made["201"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/tmf644-document")
        self.assertEqual(made["400"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/tmf644-error")
        self.assertIn("tmf644-error", described["components"]["schemas"])
        wrong = self.server.post(PROFILES, {"status": 7})
        self.assertEqual((wrong.status, set(wrong.json())), (400, {"code", "reason", "message", "status"}))

    def test_documents_live_in_the_ledger_and_their_refusals_count(self):
        before = self.reason("A-1")
        kept = self.server.post(PROFILES, profile("A-1", "No", description="é\n"), headers={"Idempotency-Key": "k"})
        self.assertEqual((kept.status, kept.headers["Assent-Effects"]), (201, "refuses"))
        self.assertNotEqual(before, "opted_out")
        self.assertEqual(self.reason("A-1"), "opted_out")
        path = kept.headers["Location"]
        self.assertEqual(self.server.post(PROFILES, profile("A-1", "No", description="é\n"), headers={"Idempotency-Key": "k"}).json()["id"], kept.json()["id"])

        merged = self.server.ask("PATCH", path, {"description": "b"}, headers={"Content-Type": "application/merge-patch+json"})
        self.assertEqual((merged.status, merged.json()["description"]), (200, "b"))
        stale = self.server.ask("PATCH", path, {"description": "c"}, headers={"If-Match": kept.headers["ETag"]})
        self.assertEqual((stale.status, stale.json()["status"]), (412, "412"))
        operated = self.server.ask("PATCH", path, [{"op": "replace", "path": "/status", "value": "retired"}],
                                   headers={"Content-Type": "application/json-patch+json"})
        self.assertEqual(operated.json()["status"], "retired")
        self.restart()
        self.assertEqual(self.server.ask("GET", path).json(), operated.json())
        listed = self.server.ask("GET", PROFILES + "?agreedByParty.id=A-1&status=retired")
        self.assertEqual((listed.status, listed.headers["X-Total-Count"], [each["id"] for each in listed.json()]), (200, "1", [kept.json()["id"]]))

        self.assertEqual(self.server.ask("DELETE", path).status, 204)
        self.assertEqual(self.server.ask("GET", path).status, 404)
        self.restart()
        self.assertEqual(self.server.ask("GET", path).status, 404)
        self.assertEqual(self.reason("A-1"), "opted_out")
        log = [json.loads(line) for line in self.server.assent("ledger", "log", "--account", "A-1", "--json").splitlines()]
        self.assertEqual([each["kind"] for each in log].count("privacy_document"), 4)
        self.assertEqual([each["kind"] for each in log].count("opt_out"), 1)
        self.server.assent("ledger", "verify")

    def test_whoever_registered_is_told_again_until_they_took_it_and_after_a_restart(self):
        hub = self.server.post(BASE + "hub", {"callback": self.receiver.address + "events", "query": "event.partyPrivacyProfile.status=active"})
        self.assertEqual(hub.status, 201)
        self.assertEqual(self.server.post(BASE + "hub", {"callback": "https://elsewhere.example/"}).status, 400)
        kept = self.server.post(PROFILES, profile("A-2", "No")).json()
        # Refused once, taken the second time.
        patiently(lambda: len(self.receiver.events) == 2)
        self.assertEqual(self.receiver.events[0], self.receiver.events[1])
        self.assertEqual(self.receiver.events[0]["eventType"], "PartyPrivacyProfileCreateEvent")
        self.assertEqual(self.receiver.events[0]["event"]["partyPrivacyProfile"]["id"], kept["id"])
        self.restart()
        self.server.ask("PATCH", PROFILES + "/" + kept["id"], {"name": "n"})
        patiently(lambda: len(self.receiver.events) == 3)
        self.assertEqual(self.receiver.events[2]["eventType"], "PartyPrivacyProfileAttributeValueChangeEvent")
        # After a kill nothing is lost; what was not noted may come again.
        self.server.end(signal.SIGKILL)
        self.server.start()
        self.server.ask("PATCH", PROFILES + "/" + kept["id"], {"name": "m"})
        patiently(lambda: self.receiver.events[-1]["event"]["partyPrivacyProfile"]["name"] == "m")
        self.assertEqual(self.server.ask("DELETE", BASE + "hub/" + hub.json()["id"]).status, 204)
        self.assertEqual(self.server.end(), 0)
        log = (self.folder / "log").read_text(encoding="utf-8")
        self.assertIn('"event":"not_told"', log)
        self.assertFalse(re.search(r"A-2|ak_|events\b|127\.0\.0\.1:" + str(self.receiver.server_port), log), log)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
