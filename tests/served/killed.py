"""Is everything that a server acknowledged there, however it was killed?

    killed.py ASSENT ASSENTD [--kills N] [--customers N] [--ready-within SECONDS] [--seed N]

Writers record refusals over HTTP and note each that was acknowledged. At a moment that none of them chooses the server is killed (SIGKILL).
Started again, it must be ready in time; each acknowledged refusal must have its entry, and be in the decision of each interface; what was not
acknowledged is sent again under its key, and is recorded once. At the end, the ledger's own check, and a count: nothing is there twice.
Exit status 0: all of this held.
"""

import argparse
import collections
import http.client
import json
import random
import signal
import sys
import tempfile
import threading
import time

from server import Server, patiently

WRITERS = 4
Written = collections.namedtuple("Written", "key account entry")  # `entry`: None if it was not acknowledged


def question(accounts):
    return {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"offer": "long_distance"}},
            "context": {"detail": "reason"}, "evaluations": [{"resource": {"type": "account", "id": each}} for each in accounts]}


def record(server, key, account, connection):
    return server.post("/v1/opt-outs", {"account": account, "channel": "web"}, headers={"Idempotency-Key": key}, connection=connection)


class Writer(threading.Thread):
    """Records refusals of the accounts that are its own, until the server is gone."""

    def __init__(self, server, number, round_, accounts, acknowledge):
        super().__init__()
        self.server, self.number, self.round, self.accounts, self.acknowledge = server, number, round_, accounts, acknowledge
        self.written = []
        self.wrong = []

    def run(self):
        connection = self.server.connection()
        for count in range(1_000_000):
            key, account = f"{self.round}-{self.number}-{count}", next(self.accounts)
            try:
                response = record(self.server, key, account, connection)
                entry = response.json()["entry"] if response.status == 201 else None
            except (OSError, http.client.HTTPException, ValueError):
                self.written.append(Written(key, account, None))
                connection.close()
                return
            if entry is None:
                self.wrong.append((response.status, response.text))
                return
            self.written.append(Written(key, account, entry))
            self.acknowledge()


class Trial:
    def __init__(self, server, asked):
        self.server, self.asked = server, asked
        self.random = random.Random(asked.seed)
        # Each writer has accounts of its own, in an order of its own.
        self.accounts = []
        for number in range(WRITERS):
            own = [f"A-{i}" for i in range(number, asked.customers, WRITERS)]
            self.random.shuffle(own)
            self.accounts.append((own[i % len(own)] for i in iter(range(1_000_000_000))))
        self.refused = set()
        self.keys = 0
        self.ready = []
        self.repeated = self.was_there = 0

    def entries(self):
        return sum(each["size"] for each in self.server.ask("GET", "/v1/ledger/heads").json()["heads"])

    def start(self):
        began = time.monotonic()
        self.server.start()
        patiently(lambda: self.server.ask("GET", "/readyz", role="").status == 200)
        self.ready.append(time.monotonic() - began)
        assert self.ready[-1] <= self.asked.ready_within, f"ready after {self.ready[-1]:.2f} s"

    def load_and_kill(self, round_):
        enough = threading.Semaphore(0)
        writers = [Writer(self.server, number, round_, self.accounts[number], enough.release) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for _ in range(self.random.randint(1, self.asked.writes)):
            while not enough.acquire(timeout=1):
                assert any(writer.is_alive() for writer in writers), [writer.wrong for writer in writers]
        self.server.end(signal.SIGKILL)
        for writer in writers:
            writer.join()
            assert not writer.wrong, writer.wrong
        return [each for writer in writers for each in writer.written]

    def check(self, written):
        connection = self.server.connection()
        acknowledged = [each for each in written if each.entry]
        self.refused.update(each.account for each in acknowledged)
        # Before anything is sent again: what was acknowledged is in the decisions of both interfaces.
        all_refused = sorted(self.refused)
        for first in range(0, len(all_refused), 10_000):
            some = all_refused[first:first + 10_000]
            decisions = self.server.post("/access/v1/evaluations", question(some), connection=connection).json()["evaluations"]
            for account, each in zip(some, decisions, strict=True):
                assert not each["decision"] and each["context"]["reason"] == "opted_out", (account, each)
        for each in acknowledged:
            ask = {"account": each.account, "use": {"offer": "long_distance"}}
            decided = self.server.post("/v1/explanations", ask, connection=connection).json()
            assert (decided["decision"], decided["reason"]) == ("deny", "opted_out"), decided
        # Each has its entry. What was not acknowledged may be there or not: sent again, it is there once.
        for each in written:
            again = record(self.server, each.key, each.account, connection)
            if each.entry:
                assert (again.status, again.json()["entry"]) == (200, each.entry), (each, again.text)
            else:
                assert again.status in (200, 201), again.text
                self.repeated += 1
                self.was_there += again.status == 200
                self.refused.add(each.account)
        connection.close()
        self.keys += len(written)

    def run(self):
        before = self.entries()
        for round_ in range(self.asked.kills):
            written = self.load_and_kill(round_)
            self.start()
            self.check(written)
        assert self.entries() == before + self.keys, (before, self.keys, self.entries())
        self.server.end()
        self.server.assent("ledger", "verify")
        after = sorted(self.ready)
        print(json.dumps({"kills": self.asked.kills, "customers": self.asked.customers, "refusals": self.keys,
                          "sent_again": self.repeated, "of_these_recorded_before": self.was_there, "lost": 0,
                          "ready_after_seconds": {"median": round(after[len(after) // 2], 3), "most": round(after[-1], 3)}}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assent")
    parser.add_argument("assentd")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--customers", type=int, default=1000)
    parser.add_argument("--writes", type=int, default=400, help="at most, between two kills")
    parser.add_argument("--ready-within", type=float, default=2, help="seconds, from the start of the process")
    parser.add_argument("--seed", type=int, default=20261130)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(asked.assent, asked.assentd, folder, customers=asked.customers, settings='index = "carrier.index"')
        server.assent("index", "build")
        with server:
            Trial(server, asked).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
