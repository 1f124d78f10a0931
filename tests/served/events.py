"""Does a running server send events as docs/events.md says? To a receiver on this machine, which reads them with others' libraries.

    events.py ASSENT ASSENTD
"""

import collections
import http.server
import json
import os
import pathlib
import re
import signal
import sys
import tempfile
import threading
import unittest

import cloudevents.core.bindings.http
import cloudevents.core.formats.json
import jsonschema
import referencing
import referencing.jsonschema
import standardwebhooks

from server import ROOT, Server, patiently

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
ENVELOPE = json.loads((ROOT / "tests/served/cloudevents/cloudevents.json").read_text(encoding="utf-8"))
SCHEMAS = {file.relative_to(ROOT / "docs/schema").as_posix(): json.loads(file.read_text(encoding="utf-8"))
           for file in (ROOT / "docs/schema").rglob("*.schema.json")}
REGISTRY = referencing.Registry().with_resources(
    ("http://localhost/schema/" + name, referencing.jsonschema.DRAFT202012.create_resource(schema)) for name, schema in SCHEMAS.items())


def published(value, schema):
    jsonschema.Draft202012Validator({"$ref": f"http://localhost/schema/api/{schema}.schema.json"}, registry=REGISTRY).validate(value)
    return value


Taken = collections.namedtuple("Taken", "headers body")


class Receiver(http.server.ThreadingHTTPServer):
    """Agrees, and takes events with the statuses that it is told; then with 204."""

    def __init__(self):
        self.taken, self.statuses, self.origins = [], [], []
        receiver = self

        class Taking(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_OPTIONS(self):
                receiver.origins.append(self.headers["WebHook-Request-Origin"])
                self.send_response(200)
                if not self.path.startswith("/silent"):
                    self.send_header("WebHook-Allowed-Origin", self.headers["WebHook-Request-Origin"])
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.statuses.pop(0) if receiver.statuses else 204
                if status == 204:
                    receiver.taken.append(Taken(dict(self.headers), body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Taking)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"

    def ids(self):
        return [json.loads(each.body)["id"] for each in self.taken]


class Events(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.receiver = Receiver()
        self.addCleanup(self.receiver.server_close)
        self.addCleanup(self.receiver.shutdown)
        (self.folder / "events.key").write_text(os.urandom(32).hex() + "\n", encoding="utf-8")
        settings = f'[events]\naddress = "https://assent.example"\nkey = "events.key"\nreceivers = ["{self.receiver.address}"]\n'
        self.server = Server(ASSENT, ASSENTD, self.folder, customers=3, settings=settings).start()
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())

    def subscribe(self, **more):
        made = self.server.post("/v1/subscriptions", published({"address": self.receiver.address + "hook", **more}, "subscription-order"))
        self.assertEqual(made.status, 201, made.text)
        return published(made.json(), "subscription")

    def opt_out(self, account):
        self.assertEqual(self.server.post("/v1/opt-outs", {"account": account}).status, 201)

    def test_the_feed_has_every_change(self):
        self.opt_out("A-1")
        path, seen = "/v1/events?limit=2", []
        while True:
            page = self.server.ask("GET", path)
            self.assertEqual((page.status, page.headers["Content-Type"]), (200, "application/cloudevents-batch+json"))
            for event in published(page.json(), "events"):
                jsonschema.Draft7Validator(ENVELOPE).validate(event)
                seen.append(event)
            path = re.fullmatch(r'<(.*)>; rel="next"', page.headers["Link"]).group(1)
            if not page.json():
                break
        self.assertEqual([each["type"] for each in seen], ["assent.customer.recorded"] * 3 + ["assent.opt_out.recorded"])
        self.assertTrue(any(each["changed"] for each in seen[-1]["data"]["changes"]))
        readings = self.server.assent("ledger", "log", "--account", "carrier:readings", "--json").splitlines()
        self.assertEqual(len(readings), 2)

    def test_a_receiver_can_trust_and_read_what_it_is_sent(self):
        made = self.subscribe()
        self.assertEqual(self.receiver.origins, ["assent.example"])
        self.opt_out("A-1")
        patiently(lambda: len(self.receiver.taken) == 1)
        sent = self.receiver.taken[0]
        headers = {name.lower(): value for name, value in sent.headers.items()}
        self.assertEqual(headers["content-type"], "application/cloudevents+json")
        content = standardwebhooks.Webhook(made["secret"]).verify(sent.body, headers)
        with self.assertRaises(standardwebhooks.WebhookVerificationError):
            standardwebhooks.Webhook(made["secret"]).verify(sent.body.replace(b"A-1", b"A-2"), headers)
        jsonschema.Draft7Validator(ENVELOPE).validate(published(content, "event"))
        event = cloudevents.core.bindings.http.from_structured(
            cloudevents.core.bindings.http.HTTPMessage(headers, sent.body), cloudevents.core.formats.json.JSONFormat())
        self.assertEqual((event.get_id(), event.get_type(), event.get_subject()), (content["id"], "assent.opt_out.recorded", "A-1"))
        self.assertEqual(event.get_extension("partitionkey"), "A-1")
        # A new secret, and the former one still signs.
        rotated = self.server.post(f"/v1/subscriptions/{made['id']}/secret", None).json()["secret"]
        self.opt_out("A-2")
        patiently(lambda: len(self.receiver.taken) == 2)
        headers = {name.lower(): value for name, value in self.receiver.taken[1].headers.items()}
        for secret in (made["secret"], rotated):
            standardwebhooks.Webhook(secret).verify(self.receiver.taken[1].body, headers)

    def test_only_a_receiver_that_agrees_is_sent_anything(self):
        self.assertEqual(self.server.post("/v1/subscriptions", {"address": "https://elsewhere.example/"}).status, 400)
        self.assertEqual(self.server.post("/v1/subscriptions", {"address": self.receiver.address + "silent"}).status, 422)
        self.assertEqual(self.server.post("/v1/subscriptions", {"address": self.receiver.address}, role="agent").status, 403)
        self.assertEqual(published(self.server.ask("GET", "/v1/subscriptions").json(), "subscriptions"), {"subscriptions": []})

    def test_nothing_is_lost_when_the_server_is_killed_between_two_events(self):
        made = self.subscribe()
        self.opt_out("A-0")
        patiently(lambda: len(self.receiver.taken) == 1)
        # The second is not taken before the server is killed.
        self.receiver.statuses = [503] * 1000
        self.opt_out("A-1")
        self.opt_out("A-0")
        self.server.until("not_delivered")
        self.server.end(signal.SIGKILL)
        self.receiver.statuses = []
        self.server.start()
        patiently(lambda: len(set(self.receiver.ids())) == 3)
        stands = published(self.server.ask("GET", "/v1/subscriptions/" + made["id"]).json(), "subscription")
        self.assertEqual((stands["state"], stands["failures"]), ("active", 0))
        of_one = [each["id"] for each in map(json.loads, (each.body for each in self.receiver.taken)) if each["subject"] == "A-0"]
        self.assertEqual(of_one[-2:], sorted(set(of_one)))
        metrics = self.server.ask("GET", "/metrics").text
        self.assertIn('assent_events_sent_total{subscription="' + made["id"] + '"}', metrics)
        self.assertEqual(self.server.end(), 0)
        log = (self.folder / "log").read_text(encoding="utf-8")
        self.assertIn('"event":"not_delivered"', log)
        self.assertFalse(re.search(r"A-\d|ak_|whsec_|hook\b|127\.0\.0\.1:" + str(self.receiver.server_port), log), log)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
