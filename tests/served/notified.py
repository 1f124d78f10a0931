"""Does a running server do what docs/tmf-listener.md says? Notifications over real processes, before and after a kill.

    notified.py ASSENT ASSENTD
"""

import json
import pathlib
import signal
import sys
import tempfile
import unittest

from server import ROOT, Server

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
PARTIES = "/tmf-api/partyManagement/v4/listener/"
PRODUCTS = "/tmf-api/productInventory/v5/listener/"


def about(event_id, time, **subject):
    return {"eventId": event_id, "eventTime": time, "event": subject}


class Notified(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        mapping = (ROOT / "examples/tmf-listener.toml").read_text(encoding="utf-8")
        (self.folder / "tmf-listener.toml").write_text(mapping, encoding="utf-8")
        self.server = Server(ASSENT, ASSENTD, self.folder, customers=3, settings='[tmf_listener]\nmapping = "tmf-listener.toml"\n').start()
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())

    def reason(self, account):
        asked = {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"contact_channel": "email"}},
                 "resource": {"type": "account", "id": account}}
        return self.server.post("/access/v1/evaluation", asked).json()["context"]["reason"]

    def take(self, path, body, status=201):
        got = self.server.post(path, body)
        self.assertEqual(got.status, status, got.text)
        return got.headers["Assent-Effects"]

    def test_customers_and_services_come_and_go_and_refusals_stay(self):
        self.server.assent("record", "opt-out", "--telephone", "+9613123456", "--evidence", "sms/1")
        rima = {"id": "N-1", "status": "validated", "contactMedium": [{"mediumType": "phone", "characteristic": {"phoneNumber": "03 123 456"}}]}
        created = about("e-1", "2026-05-01T00:00:00Z", individual=rima)
        self.assertEqual(self.reason("N-1"), "unknown_customer")
        self.assertEqual(self.take(PARTIES + "individualCreateEvent", created), "recorded, kept-refusals")
        self.assertEqual(self.reason("N-1"), "opted_out")

        line = {"id": "P-1", "status": "active", "productSpecification": {"id": "PS-101"},
                "relatedParty": [{"role": "Customer", "partyOrPartyRole": {"id": "N-1"}}]}
        self.assertEqual(self.take(PRODUCTS + "productCreateEvent", about("e-2", "2026-05-01T00:00:00Z", product=line), 204), "recorded")
        # What was acknowledged is there after a kill, and known when it comes again.
        self.server.end(signal.SIGKILL)
        self.server.start()
        self.assertEqual(self.take(PARTIES + "individualCreateEvent", created), "repeated")
        profile = json.loads(self.server.assent("ledger", "log", "--account", "N-1", "--json").splitlines()[-1])
        self.assertEqual(profile["kind"], "customer")
        self.assertIn("services local,", profile["what"])
        ended = about("e-3", "2026-05-02T00:00:00Z", product={"id": "P-1", "status": "terminated"})
        self.assertEqual(self.take(PRODUCTS + "productStateChangeEvent", ended, 204), "recorded")
        self.assertEqual(self.take(PARTIES + "individualDeleteEvent", about("e-4", "2026-05-03T00:00:00Z", individual={"id": "N-1"})),
                         "recorded, left, not-erased")
        self.assertEqual(self.take(PARTIES + "individualStateChangeEvent", about("e-5", "2026-05-02T00:00:00Z", individual=rima)), "unchanged")
        self.assertNotEqual(self.reason("N-1"), "unknown_customer")
        metrics = self.server.ask("GET", "/metrics").text
        self.assertIn("assent_notifications_repeated_total 1", metrics)
        wrong = self.server.post(PARTIES + "individualCreateEvent", {"event": {}})
        self.assertEqual((wrong.status, set(wrong.json())), (400, {"code", "reason", "message", "status"}))
        self.assertEqual(self.server.post(PARTIES + "individualCreateEvent", created, role="agent").status, 403)
        self.assertEqual(self.server.end(), 0)
        self.server.assent("ledger", "verify")
        log = (self.folder / "log").read_text(encoding="utf-8")
        for personal in ("3123456", "123 456", "N-1", "P-1"):
            self.assertNotIn(personal, log)

    def test_a_mapping_that_does_not_fit_is_told_before_the_start(self):
        mapping = self.folder / "tmf-listener.toml"
        text = mapping.read_text(encoding="utf-8")
        mapping.write_text(text.replace('services = ["mobile"]', 'services = ["mobil"]'), encoding="utf-8")
        self.server.process.send_signal(signal.SIGHUP)
        self.server.until("reload_failed")
        self.assertIn("`mobil`", (self.folder / "err").read_text(encoding="utf-8"))
        # What was read before still counts.
        self.assertEqual(self.take(PARTIES + "individualCreateEvent", about("e-1", "2026-05-01T00:00:00Z", individual={"id": "N-2"})), "recorded")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
