"""Does a running server do what docs/server.md and docs/authzen.md say?

    served.py ASSENT ASSENTD [TEST]...   such as Life.test_tls_with_certificates_of_clients

Each response is checked against the published schema of its route (docs/schema/api). Exit status 0: all is as described.
"""

import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import jsonschema
import referencing
import referencing.jsonschema

from server import PATIENCE, ROOT, Issuer, Server, certificates, every_interface, granted, patiently, tls_context

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]

SCHEMAS = {}
for file in [*(ROOT / "docs/schema").glob("*.json"), *(ROOT / "docs/schema/api").glob("*.json")]:
    SCHEMAS[file.relative_to(ROOT / "docs/schema").as_posix()] = json.loads(file.read_text(encoding="utf-8"))
REGISTRY = referencing.Registry().with_resources(
    ("http://localhost/schema/" + name, referencing.jsonschema.DRAFT202012.create_resource(schema)) for name, schema in SCHEMAS.items())


def published(value, schema):
    validator = jsonschema.Draft202012Validator({"$ref": f"http://localhost/schema/{schema}.schema.json"}, registry=REGISTRY)
    faults = [fault.message for fault in validator.iter_errors(value)]
    assert not faults, (schema, faults, value)
    return value


def question(account, **more):
    return {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"offer": "mobile_plan"}},
            "resource": {"type": "account", "id": account}} | more


def run_in_folder(test):
    def with_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            test(self, folder)
    return with_folder


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(ASSENT, ASSENTD, cls.folder.name).start()

    @classmethod
    def tearDownClass(cls):
        assert cls.server.end() == 0
        log = (pathlib.Path(cls.folder.name) / "log").read_text(encoding="utf-8")
        for line in log.splitlines():
            json.loads(line)
        assert not re.search(r"A-\d|ak_", log), "an account or a key is in the log"
        cls.folder.cleanup()

    def test_evaluation_batch_and_searches_are_as_published(self):
        one = self.server.post("/access/v1/evaluation", published(question("A-1"), "api/authzen-evaluation"))
        self.assertEqual(one.status, 200)
        decision = published(one.json(), "api/authzen-decision")
        many = self.server.post("/access/v1/evaluations", published(
            question("A-1", evaluations=[{"resource": {"type": "account", "id": f"A-{i}"}} for i in range(150)] + [{"resource": 7}]),
            "api/authzen-evaluations"))
        decisions = published(many.json(), "api/authzen-decisions")["evaluations"]
        self.assertEqual(len(decisions), 151)
        self.assertEqual({each["decision"] for each in decisions[:150]}, {decision["decision"]})
        self.assertIn("error", decisions[150]["context"])
        found = self.server.post("/access/v1/search/action", {"subject": {"type": "carrier", "id": "crm"}, "resource": {"type": "account", "id": "A-1"}})
        self.assertIn({"name": "marketing", "properties": {"offer": "mobile_plan"}} if decision["decision"] else {"name": "billing"},
                      published(found.json(), "api/authzen-results")["results"])
        page = published(self.server.post("/access/v1/search/resource", question("x", resource={"type": "account"}, page={"limit": 50}),
                                          role="campaign_manager").json(), "api/authzen-results")
        self.assertEqual(len(page["results"]), 50)
        self.assertNotEqual(page["page"]["next_token"], "")
        published(self.server.ask("GET", "/.well-known/authzen-configuration", role="").json(), "api/authzen-configuration")

    # A response of 10,000 decisions comes in pieces, and is whole.
    def test_a_long_batch_is_streamed(self):
        body = question("A-1", evaluations=[{"resource": {"type": "account", "id": f"A-{i % 200}"}} for i in range(10_000)])
        response = self.server.post("/access/v1/evaluations", body)
        self.assertEqual(response.headers.get("Transfer-Encoding"), "chunked")
        self.assertEqual(len(response.json()["evaluations"]), 10_000)

    def test_what_is_recorded_is_in_the_next_decision_everywhere(self):
        self.assertTrue(self.server.post("/access/v1/evaluation", question("A-2")).json()["decision"])
        recorded = self.server.post("/v1/opt-outs", published({"account": "A-2", "channel": "web"}, "api/refusal"),
                                    headers={"Idempotency-Key": "k-2"})
        self.assertEqual(recorded.status, 201)
        published(recorded.json(), "api/acknowledged")
        brief = question("A-2", context={"detail": "reason"}, evaluations=[{}])
        before = self.server.post("/access/v1/evaluation", question("A-2")).json()
        self.assertEqual(before["context"]["reason"], self.server.post("/access/v1/evaluations", brief).json()["evaluations"][0]["context"]["reason"])
        # Another process sees it at once.
        told = json.loads(self.server.assent("ledger", "log", "--account", "A-2", "--json").splitlines()[-1])
        self.assertEqual(told["entry"], recorded.json()["entry"])
        again = self.server.post("/v1/opt-outs", {"account": "A-2", "channel": "web"}, headers={"Idempotency-Key": "k-2"})
        self.assertEqual((again.status, again.json()["entry"]), (200, recorded.json()["entry"]))

    # What is shown of a customer is on record before, and what is answered has the shapes that are published.
    def test_what_is_read_is_on_record_and_as_published(self):
        shown = self.server.post("/v1/history", published({"account": "A-5", "proofs": True, "purpose": "complaint"}, "api/account"), role="agent")
        self.assertEqual(published(shown.json(), "api/history")["entries"][0]["kind"], "customer")
        self.assertIn("shown to agent-1 by own (account_history)", self.server.assent("ledger", "log", "--account", "A-5"))
        ask = {"account": "A-5", "use": {"offer": "mobile_plan"}}
        published(self.server.post("/v1/explanations", published(ask, "api/question")).json(), "explained")
        published(self.server.post("/v1/status", published(ask, "api/question-at-two-times"), role="compliance").json(), "status")
        size = self.server.ask("GET", "/v1/ledger/heads").json()["heads"][0]["size"]
        self.server.assent("record", "opt-out", "--account", "A-6", "--channel", "web")
        for path, schema in (("notices", "notices"), ("partners", "partners"), ("agreements", "api/agreements"), ("campaigns", "api/campaigns"),
                             ("ledger/inclusion?index=3", "api/inclusion"), (f"ledger/consistency?first={size}", "api/consistency")):
            published(self.server.ask("GET", "/v1/" + path).json(), schema)
        self.assertIn("/v1/history", self.server.ask("GET", "/docs", role="").text)

    # What another process records is in the decisions of this one.
    def test_what_others_record_is_in_the_decisions(self):
        ask = question("A-3", action={"name": "marketing", "properties": {"offer": "long_distance"}},
                       context={"detail": "reason"}, evaluations=[{}])

        def reasons():
            return [each["context"]["reason"] for each in self.server.post("/access/v1/evaluations", ask).json()["evaluations"]]

        self.assertEqual(reasons(), ["no_notice"])
        self.server.assent("record", "opt-out", "--account", "A-3", "--channel", "web")
        patiently(lambda: reasons() == ["opted_out"])

    def test_faults_are_said_in_the_way_of_each_interface(self):
        for path, body, status in (("/v1/opt-outs", "{", 400), ("/v1/opt-outs", {}, 400), ("/v1/nowhere", {}, 404),
                                   ("/v1/opt-ins", {"account": "A-4"}, 400)):
            response = self.server.post(path, body)
            self.assertEqual(response.status, status)
            published(response.json(), "api/problem")
        text = self.server.post("/access/v1/evaluation", {"subject": 7})
        self.assertEqual((text.status, text.headers["Content-Type"]), (400, "text/plain; charset=utf-8"))
        self.assertEqual(self.server.ask("DELETE", "/v1/opt-outs").headers["Allow"], "POST")
        self.assertEqual(self.server.post("/v1/opt-outs", {"account": "A-4"}, role="").status, 401)
        self.assertEqual(self.server.post("/v1/opt-outs", {"account": "A-4"}, role="partner").status, 403)
        self.assertEqual(self.server.post("/v1/opt-outs", "x" * 70_000).status, 413)

    def test_many_requests_on_one_connection(self):
        connection = self.server.connection()
        for i in range(300):
            self.assertEqual(self.server.post("/access/v1/evaluation", question(f"A-{i % 200}"), connection=connection).status, 200)
        connection.close()

    def test_readiness_metrics_and_the_description(self):
        self.assertEqual(self.server.ask("GET", "/livez", role="").text, "alive\n")
        self.assertEqual(self.server.ask("GET", "/readyz", role="").text, "ready\n")
        self.assertEqual(self.server.ask("GET", "/metrics", role="").status, 401)
        metrics = self.server.ask("GET", "/metrics", role="administrator")
        self.assertIn("assent_ledger_entries ", metrics.text)
        self.assertTrue(metrics.text.endswith("# EOF\n"))
        description = self.server.ask("GET", "/openapi.json", role="").json()
        for path, item in description["paths"].items():
            for method, operation in item.items():
                # A route that needs a scope refuses a request without credentials, as described.
                there = re.sub(r"\{\w+\}", "x", path)
                status = self.server.ask(method.upper(), there, "{}" if method == "post" else None, role="").status
                self.assertEqual(status == 401, "security" in operation, path)
        heads = self.server.ask("GET", "/v1/ledger/heads", role="compliance").json()
        published(heads, "ledger-heads")


class Matrix(unittest.TestCase):
    """Who may do what: each route of a server with all its interfaces, asked by each role. docs/access.md says what is expected."""

    @run_in_folder
    def test_every_pair_of_route_and_role(self, folder):
        issuer = Issuer(folder)
        server = Server(ASSENT, ASSENTD, folder, customers=1, settings=every_interface(ASSENT, folder), access=issuer.access())
        scopes = granted()
        server.keys["customer"] = issuer.token(role="customer", account="A-0", scope=" ".join(scopes))
        self.assertEqual({role for roles in scopes.values() for role in roles}, set(server.keys))
        pairs = 0
        with server:
            paths = server.ask("GET", "/openapi.json", role="").json()["paths"]
            for face in ("/access/v1/", "/v1/", "/consent-info/", "/consent-management/", "/tmf-api/privacyManagement/v4/", "/tmf-api/privacyManagement/v5/",
                         "/v1/scrubs"):
                self.assertTrue(any(path.startswith(face) for path in paths), face)
            for path, item in paths.items():
                there = re.sub(r"\{\w+\}", "x", path)
                for method, operation in item.items():
                    scope = operation["security"][0]["bearer"][0] if "security" in operation else None
                    for role in ["", *server.keys]:
                        # What has no meaning, so that who may ask changes nothing.
                        body = None if method in ("get", "delete") else "[]"
                        status = server.ask(method.upper(), there, body, role=role).status
                        pairs += 1
                        with self.subTest(method=method, path=path, role=role):
                            if scope is None:
                                self.assertNotIn(status, (401, 403))
                            elif not role:
                                self.assertEqual(status, 401)
                            elif role in scopes[scope]:
                                self.assertNotIn(status, (401, 403))
                            else:
                                self.assertEqual(status, 403)
        self.assertGreater(pairs, 300)


class Life(unittest.TestCase):
    @run_in_folder
    def test_reload_drops_nothing_and_a_faulty_pack_changes_nothing(self, folder):
        with Server(ASSENT, ASSENTD, folder) as server:
            stop = threading.Event()
            statuses = []

            def ask_on():
                connection = server.connection()
                while not stop.is_set():
                    statuses.append(server.post("/access/v1/evaluation", question("A-1"), connection=connection).status)
                connection.close()

            asking = threading.Thread(target=ask_on)
            asking.start()
            pack = server.rules / "tra.toml"
            sound = pack.read_text(encoding="utf-8")
            for _ in range(3):
                pack.write_text("nothing = 1\n", encoding="utf-8")
                server.process.send_signal(signal.SIGHUP)
                server.until("reload_failed")
                pack.write_text(sound, encoding="utf-8")
                server.process.send_signal(signal.SIGHUP)
                server.until("reloaded")
            self.assertEqual(server.ask("POST", "/v1/rules/reload", role="administrator").status, 200)
            stop.set()
            asking.join()
            self.assertEqual(set(statuses), {200})
            # A caller whose key was removed is turned away from then on.
            (server.folder / "access.toml").write_text("", encoding="utf-8")
            server.process.send_signal(signal.SIGHUP)
            server.until("reloaded")
            self.assertEqual(server.post("/access/v1/evaluation", question("A-1")).status, 401)

    @run_in_folder
    def test_those_who_asked_are_answered_before_it_ends(self, folder):
        server = Server(ASSENT, ASSENTD, folder).start()
        body = question("A-1", evaluations=[{"resource": {"type": "account", "id": f"A-{i % 200}"}} for i in range(10_000)])
        got = []
        connection = server.connection()
        connection.request("POST", "/access/v1/evaluations", json.dumps(body),
                           {"Authorization": "Bearer " + server.keys["service"], "Content-Type": "application/json"})
        response = connection.getresponse()
        first = response.read(100)
        ending = threading.Thread(target=lambda: got.append(server.end()))
        ending.start()
        whole = first + response.read()
        ending.join()
        connection.close()
        self.assertEqual(len(json.loads(whole)["evaluations"]), 10_000)
        self.assertEqual(got, [0])

    @run_in_folder
    def test_limits_are_those_of_the_configuration(self, folder):
        with Server(ASSENT, ASSENTD, folder, settings="[limits]\nrequests_per_second = 1\nrequests_at_once = 2\nconnections = 4\n") as server:
            kept = [server.connection() for _ in range(4)]
            for each in kept:
                self.assertEqual(server.ask("GET", "/livez", role="", connection=each).status, 200)
            refused = server.ask("GET", "/livez", role="")
            self.assertEqual((refused.status, refused.headers["Connection"]), (503, "close"))
            self.assertIn("Retry-After", refused.headers)
            for each in kept:
                each.close()
            patiently(lambda: server.ask("GET", "/livez", role="").status == 200)
            # One caller asks thirty times at once; another one waits for nothing of that.
            ask = f"GET /v1/partners HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.keys['service']}\r\n"
            with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as burst:
                burst.sendall((ask + "\r\n").encode() * 29 + (ask + "Connection: close\r\n\r\n").encode())
                answers = burst.makefile("rb").read().decode()
            self.assertEqual(answers.count("HTTP/1.1 "), 30)
            self.assertGreaterEqual(answers.count("HTTP/1.1 200 "), 2)
            self.assertIn("HTTP/1.1 429 ", answers)
            self.assertIn("Retry-After: 1\r\n", answers)
            self.assertEqual(server.ask("GET", "/v1/partners", role="agent").status, 200)
            large = server.post("/v1/opt-outs", {"account": "A-1", "more": "x" * 70_000}, role="agent")
            self.assertEqual((large.status, large.json()["code"]), (413, "body_too_large"))
            self.assertEqual(server.ask("GET", "/livez", role="", headers={"X": "x" * 17_000}).status, 431)

    @run_in_folder
    def test_tls_with_certificates_of_clients(self, folder):
        certificates(folder)
        server = Server(ASSENT, ASSENTD, folder, settings='[[listen]]\nport = 0\n[[listen]]\nport = 0\ntls = true\n[tls]\ncertificate = "localhost.pem"\n'
                        'key = "localhost.key"\nclients = "if_shown"\nclient_authorities = "ca.pem"\n',
                        access='[[client_certificate]]\nsubject = "CN=billing"\ncaller = "billing"\nrole = "service"\n')
        with server:
            secure = server.connection(tls_context(folder), server.ports[1])
            self.assertEqual(server.post("/access/v1/evaluation", question("A-1"), connection=secure).status, 200)
            self.assertEqual(server.post("/access/v1/evaluation", question("A-1"), role="", connection=secure).status, 401)
            shown = server.connection(tls_context(folder, "billing"), server.ports[1])
            self.assertEqual(server.post("/access/v1/evaluation", question("A-1"), role="", connection=shown).status, 200)
            for each in (secure, shown):
                each.close()

    @run_in_folder
    def test_a_configuration_with_faults_does_not_start(self, folder):
        server = Server(ASSENT, ASSENTD, folder)

        def check(*arguments):
            done = subprocess.run([ASSENTD, *map(str, arguments)], env=server.environment, capture_output=True, text=True, check=False)
            return done.returncode, done.stdout + done.stderr

        self.assertEqual(check("--config", server.config, "--check"), (0, "the configuration is sound\n"))
        text = server.config.read_text(encoding="utf-8")
        server.config.write_text(text + '[log]\nrequests = "some"\n[limits]\nwaiting = 0\n', encoding="utf-8")
        status, said = check("--config", server.config)
        self.assertEqual(status, 3)
        self.assertIn("`some`", said)
        self.assertIn("waiting", said)
        server.config.write_text(text, encoding="utf-8")
        (server.folder / "access.toml").write_text('[[api_key]]\nid = "x"\n', encoding="utf-8")
        self.assertEqual(check("--config", server.config, "--check")[0], 3)
        self.assertEqual(check("--config", server.folder / "none.toml")[0], 3)
        self.assertEqual(check("--no-such")[0], 3)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=1)
