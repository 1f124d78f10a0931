"""Do the commands that ask a running server do what docs/load.md says?

    asking.py ASSENT ASSENTD

Exit status 0: all is as described.
"""

import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from server import PATIENCE, Server, certificates

ASSENT, ASSENTD = sys.argv[1], sys.argv[2]


class Asking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        certificates(cls.path)
        settings = ('[[listen]]\nport = 0\n[[listen]]\nport = 0\ntls = true\n[tls]\ncertificate = "localhost.pem"\nkey = "localhost.key"\n'
                    'clients = "if_shown"\nclient_authorities = "ca.pem"\n')
        access = '[[client_certificate]]\nsubject = "CN=billing"\ncaller = "billing"\nrole = "service"\n'
        cls.server = Server(ASSENT, ASSENTD, cls.folder.name, settings=settings, access=access).start()
        cls.url = f"http://127.0.0.1:{cls.server.port}"
        (cls.path / "accounts.txt").write_text("".join(f"A-{i}\n" for i in range(200)), encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.server.end()
        cls.folder.cleanup()

    def environment(self, role):
        return self.server.environment | ({"ASSENT_KEY": self.server.keys[role]} if role else {})

    def run_assent(self, *words, role="service", status=0):
        done = subprocess.run([ASSENT, *map(str, words)], env=self.environment(role), capture_output=True, text=True, check=False, cwd=self.path)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertIsNone(re.search(r"A-\d|ak_", done.stdout + done.stderr), "accounts and keys are not printed")
        return done.stdout + done.stderr

    def load(self, *words, **more):
        return json.loads(self.run_assent("load", *words, "--json", **more))

    def test_a_load_counts_what_the_server_decided(self):
        made = self.load(self.url, "--accounts", "accounts.txt", "--offer", "mobile_plan", "--requests", 400, "--connections", 4)
        self.assertEqual((made["requests"], made["decisions"], made["permits"], made["errors"]), (400, 400, 400, {}))
        self.assertEqual(made["latency"]["count"], 400)
        self.assertEqual(sum(each["count"] for each in made["spread"]), 400)
        self.assertGreater(made["latency"]["p50"], 0)
        self.assertLessEqual(made["latency"]["p99"], made["latency"]["most"])
        denied = self.load(self.url, "--count", 50, "--prefix", "nobody-", "--requests", 20, "--batch", 100, "--detail", "full")
        self.assertEqual((denied["decisions"], denied["permits"], denied["errors"]), (2000, 0, {}))
        paced = self.load(self.url, "--accounts", "accounts.txt", "--rate", 100, "--duration", 1)
        self.assertEqual((paced["requests"], paced["rate"], paced["errors"]), (100, 100, {}))
        self.assertGreaterEqual(paced["seconds"], 0.98)

    def test_a_load_by_tls_with_a_certificate(self):
        secure = f"https://localhost:{self.server.ports[1]}"
        shown = ("--certificate", "billing.pem", "--certificate-key", "billing.key", "--authorities", "ca.pem")
        made = self.load(secure, *shown, "--count", 10, "--requests", 50, "--connections", 3, role="")
        self.assertEqual(made["errors"], {})
        untrusted = self.load(secure, "--count", 10, "--requests", 5, role="", status=1)
        self.assertEqual(untrusted["errors"], {"not_trusted": 5})

    def test_what_goes_wrong_is_counted_and_is_a_failure(self):
        self.assertEqual(self.load(self.url, "--count", 10, "--requests", 5, role="", status=1)["errors"], {"status_401": 5})
        wrong = self.load(self.url, "--count", 10, "--requests", 5, "--offer", "moon_travel", status=1)
        self.assertEqual(wrong["errors"], {"not_asked": 5})
        with Server(ASSENT, ASSENTD, self.path / "ended") as other:
            other.end()
            gone = self.load(f"http://127.0.0.1:{other.port}", "--count", 10, "--requests", 5, status=1)
        self.assertEqual(gone["errors"], {"no_connection": 5})
        self.assertIn("without TLS", self.run_assent("load", "http://192.0.2.1", "--count", 1, status=3))

    def test_an_interrupt_ends_a_load_with_what_came_until_then(self):
        with subprocess.Popen([ASSENT, "load", self.url, "--count", "10", "--duration", "600", "--json"], env=self.environment("service"),
                              stdout=subprocess.PIPE, text=True) as process:
            self.until_asked()
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)
        self.assertGreater(json.loads(out)["decisions"], 0)

    def until_asked(self):
        """Waits until the server is asked for decisions by somebody else."""
        def decisions():
            text = self.server.ask("GET", "/metrics", role="administrator").text
            return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith("assent_decisions_total"))
        before, end = decisions(), time.monotonic() + PATIENCE
        while decisions() == before:
            self.assertLess(time.monotonic(), end)

    def test_top_shows_what_happens(self):
        with subprocess.Popen([ASSENT, "load", self.url, "--accounts", "accounts.txt", "--offer", "long_distance", "--duration", "600"],
                              env=self.environment("service"), stdout=subprocess.DEVNULL, cwd=self.path) as process:
            self.until_asked()
            out = self.run_assent("top", self.url, "--once", "--interval", 1, "--json", role="administrator")
            text = self.run_assent("top", self.url, "--once", "--interval", 1, role="administrator")
            process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE)
        seen = json.loads(out)
        self.assertGreater(seen["all"]["decisions_per_second"], 0)
        self.assertGreater({each["route"]: each for each in seen["routes"]}["authzen_evaluation"]["p50"], 0)
        self.assertEqual(list(seen["reasons_per_second"]), ["no_notice"])
        self.assertTrue(seen["index_up_to_date"])
        self.assertIn("no_notice", text)
        self.assertIn("operations:read", self.run_assent("top", self.url, "--once", role="agent", status=1))

    def test_top_draws_on_a_terminal_until_q(self):
        screen, terminal = pty.openpty()
        with subprocess.Popen([ASSENT, "top", self.url, "--interval", "1"], env=self.environment("administrator") | {"TERM": "xterm"},
                              stdin=terminal, stdout=terminal, stderr=terminal) as process:
            os.close(terminal)
            drawn = b""
            while b"requests/s" not in drawn:
                ready, _, _ = select.select([screen], [], [], PATIENCE)
                self.assertTrue(ready)
                drawn += os.read(screen, 65536)
            self.assertIn(b"\x1b[H", drawn)
            os.write(screen, b"q")
            try:
                while os.read(screen, 65536):
                    pass
            except OSError:
                pass  # the terminal is gone with the process
            self.assertEqual(process.wait(timeout=PATIENCE), 0)
        os.close(screen)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
