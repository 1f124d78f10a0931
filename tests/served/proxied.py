"""Is the server behind nginx what it is without it, and is it HTTP/2 then? (docs/server.md, "HTTP/2")

    proxied.py ASSENT ASSENTD

examples/nginx.conf runs as it stands, but for ports and paths. curl asks by HTTP/2.
"""

import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import unittest

from server import ROOT, Server, certificates, patiently

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]
NGINX = ROOT / "build/packages/nginx/usr/sbin/nginx"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Nginx:
    """The example's server block in an nginx of its own."""

    def __init__(self, folder, server_port):
        self.folder, self.port = pathlib.Path(folder), free_port()
        (self.folder / "nginx").mkdir()
        block = (ROOT / "examples/nginx.conf").read_text(encoding="utf-8")
        for said, here in (("listen 443", f"listen 127.0.0.1:{self.port}"), ("127.0.0.1:8080", f"127.0.0.1:{server_port}"),
                           ("/etc/assent/certificate.pem", f"{folder}/localhost.pem"), ("/etc/assent/key.pem", f"{folder}/localhost.key"),
                           ("/var/log/nginx/assent.log", f"{folder}/nginx/access.log")):
            assert said in block, said
            block = block.replace(said, here)
        (self.folder / "nginx/block.conf").write_text(block, encoding="utf-8")
        places = "".join(f"{kind}_temp_path {folder}/nginx/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;\n" if os.geteuid() == 0 else ""
        (self.folder / "nginx/nginx.conf").write_text(
            f"{user}daemon off;\nworker_processes 1;\npid {folder}/nginx/pid;\nerror_log {folder}/nginx/error.log;\nevents {{}}\n"
            f"http {{\n{places}include {folder}/nginx/block.conf;\n}}\n", encoding="utf-8")

    def __enter__(self):
        self.process = subprocess.Popen([NGINX, "-e", self.folder / "nginx/error.log", "-p", self.folder, "-c", self.folder / "nginx/nginx.conf"])

        def listens():
            assert self.process.poll() is None, (self.folder / "nginx/error.log").read_text(encoding="utf-8")
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return True
            except OSError:
                return False

        patiently(listens)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, path, body=None, key="", headers=(), method="POST"):
        """Status, protocol, fields and body of the response to one request by HTTP/2."""
        fields = [f"Authorization: Bearer {key}"] if key else []
        fields += ["Content-Type: application/json", *headers]
        sent = self.folder / "sent.json"
        sent.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
        done = subprocess.run(
            ["curl", "--silent", "--show-error", "--http2", "--cacert", self.folder / "ca.pem", "--request", method, "--dump-header", self.folder / "head",
             "--write-out", "%{http_version} %{http_code}", "--output", self.folder / "got", *[word for field in fields for word in ("--header", field)],
             *([] if body is None else ["--data-binary", f"@{sent}"]), f"https://localhost:{self.port}{path}"],
            capture_output=True, text=True, check=True)
        protocol, status = done.stdout.split()
        lines = [line.partition(":") for line in (self.folder / "head").read_text(encoding="utf-8").splitlines() if ":" in line]
        return int(status), protocol, {name.lower(): value.strip() for name, _, value in lines}, (self.folder / "got").read_text(encoding="utf-8")


def question(account, **more):
    return {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"offer": "mobile_plan"}},
            "resource": {"type": "account", "id": account}} | more


class Proxied(unittest.TestCase):
    def test_what_is_asked_by_http_2_is_answered_as_without_a_proxy(self):
        with tempfile.TemporaryDirectory() as folder:
            certificates(folder)
            server = Server(ASSENT, ASSENTD, folder)
            with server, Nginx(folder, server.port) as nginx:
                key = server.keys["service"]
                status, protocol, fields, got = nginx.ask("/access/v1/evaluation", question("A-1"), key, ["X-Request-ID: here-1"])
                self.assertEqual((status, protocol, fields["x-request-id"]), (200, "2", "here-1"))
                self.assertEqual(json.loads(got)["decision"], server.post("/access/v1/evaluation", question("A-1")).json()["decision"])
                # A long batch, sent while it is made.
                batch = question("A-1", evaluations=[{"resource": {"type": "account", "id": f"A-{i % 200}"}} for i in range(10_000)])
                status, _, _, got = nginx.ask("/access/v1/evaluations", batch, key)
                self.assertEqual((status, len(json.loads(got)["evaluations"])), (200, 10_000))
                # A refusal: recorded once, however often it is sent, and in the next decision.
                refusal = {"account": "A-2", "channel": "web"}
                first = nginx.ask("/v1/opt-outs", refusal, key, ["Idempotency-Key: k-1"])
                again = nginx.ask("/v1/opt-outs", refusal, key, ["Idempotency-Key: k-1"])
                self.assertEqual((first[0], again[0]), (201, 200))
                self.assertEqual(json.loads(first[3])["entry"], json.loads(again[3])["entry"])
                # What the server turns away, it turns away here, too.
                self.assertEqual(nginx.ask("/v1/opt-outs", refusal)[0], 401)
                status, _, fields, _ = nginx.ask("/v1/opt-outs", None, key, method="DELETE")
                self.assertEqual((status, fields["allow"]), (405, "POST"))
                status, _, fields, got = nginx.ask("/v1/opt-outs", "x" * (9 << 20), key)
                self.assertEqual((status, fields["content-type"], json.loads(got)["status"]), (413, "application/problem+json", 413))
                self.assertEqual(nginx.ask("/livez", method="GET")[3], "alive\n")
                # A server that is gone is said in a problem, and no page.
                server.end()
                status, _, fields, got = nginx.ask("/access/v1/evaluation", question("A-1"), key)
                self.assertEqual((status, fields["content-type"], fields["retry-after"]), (503, "application/problem+json", "1"))
                self.assertEqual(json.loads(got)["status"], 503)
                log = (pathlib.Path(folder) / "nginx/access.log").read_text(encoding="utf-8")
                self.assertNotRegex(log, re.compile(r"/v1|A-\d|ak_"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
