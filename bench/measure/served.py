"""Decisions over HTTP: the server beside a handler in the same server that answers a constant.

One client (wrk, one thread) on the same machine asks them in turns, over the same number of connections. In batches, the
constant handler sends the same bytes.
"""

import base64
import hashlib
import json
import os
import random
import select
import signal
import subprocess
import threading
import time
import urllib.request

from measure import authzen_peers, served_writes, work

FOLDER = work.BUILD / "served"
CONNECTIONS = 32
QUESTIONS = 20_000
BATCH = 1_000
BATCHES = 64
PATH = "/access/v1/evaluation"


def question(account, **context):
    asked = {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"offer": "mobile_plan"}},
             "resource": {"type": "account", "id": account}}
    return asked | ({"context": context} if context else {})


def _accounts(customers):
    """As many accounts of the base as there are questions, in random order."""
    file = FOLDER / f"accounts.{customers}.csv"
    if not file.exists():
        work.run([work.RELEASE / "assent-lab", "synth", "list", "--customers", customers, "--rows", QUESTIONS, "--output", file])
    return [line.partition(",")[0] for line in file.read_text().splitlines()[1:]]


def write(name, bodies):
    file = FOLDER / name
    file.write_text("".join(json.dumps(body, separators=(",", ":")) + "\n" for body in bodies))
    return file


def ledger_of(customers):
    """The ledger of a synthetic base with its index beside it; made once."""
    ledger = FOLDER / f"{customers}.ledger"
    if not (FOLDER / f"{customers}.made").exists():
        for rest in FOLDER.glob(f"{customers}.ledger*"):
            rest.unlink()
        work.say(f"making a ledger of {customers:,} customers")
        work.run([work.RELEASE / "assent-lab", "synth", "ledger", "--customers", customers, "--ledger", ledger])
        (FOLDER / f"{customers}.made").touch()
    return ledger


class Served:
    """A running `assentd` over that ledger. `authorization` lets a service in."""

    def __init__(self, ledger, settings=""):
        secret = os.urandom(32)
        name = hashlib.sha256(secret + b"assent api key id").hexdigest()[:16]
        key = "ak_" + name + "_" + base64.urlsafe_b64encode(secret).decode().rstrip("=")
        self.authorization = "Bearer " + key
        (FOLDER / "access.toml").write_text(
            f'[[api_key]]\nid = "{name}"\nsha256 = "{hashlib.sha256(key.encode()).hexdigest()}"\ncaller = "bench"\nrole = "service"\n')
        config = FOLDER / "assentd.toml"
        config.write_text(
            f'ledger = "{ledger}"\nindex = "{ledger}.index"\nregimes = "{work.ROOT}/regimes"\ncatalogue = "{work.ROOT}/catalogues/default.toml"\n'
            f'{settings}\n[access]\nfile = "access.toml"\n[[listen]]\nport = 0\n')
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSENT_")}
        begun = time.monotonic()
        self.process = subprocess.Popen([work.RELEASE / "assentd", "--config", config], env=environment, stdout=subprocess.PIPE, text=True)
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise work.Refused("the server ended before it had started")
            told = json.loads(line)
            if told["event"] == "started":
                break
        # A server waits for those who do not read its log.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.port = told["ports"][0]
        while not self._ready():
            time.sleep(0.002)
        self.seconds_to_ready = time.monotonic() - begun

    def _ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as response:
                return response.status == 200
        except OSError:
            return False

    def memory(self):
        return memory_of(self.process.pid)

    def ask(self, path, body, **more):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode(),
                                         {"Content-Type": "application/json", "Authorization": self.authorization, **more})
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read()

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait()
        return self.process.returncode


def memory_of(pid):
    """Resident bytes of a process: all, and those that no file backs."""
    told = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status"))
    return {name: int(told[field].split()[0]) * 1024 for name, field in (("all", "VmRSS"), ("anonymous", "RssAnon"))}


class Constant:
    """The same HTTP layer with a handler that answers those bytes."""

    def __init__(self, answer):
        file = FOLDER / "constant.json"
        file.write_bytes(answer)
        self.process = subprocess.Popen([work.RELEASE / "bench" / "bench_http_constant", "2", "-", file], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[0])

    def end(self):
        self.process.communicate("")


def ask_by_wrk(port, path, bodies, authorization, seconds, connections=CONNECTIONS, pace=None):
    """What wrk counted in that time: requests a second, and microseconds at percentiles. `pace`: the mean wait of a connection between
    two requests, in milliseconds."""
    environment = {"BODIES": str(bodies), "TARGET": path, "AUTHORIZATION": authorization}
    if pace:
        environment["PACE"] = str(pace)
    ran = work.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", work.ROOT / "bench/served/requests.lua",
                    f"http://127.0.0.1:{port}"], env=environment)
    told = json.loads(ran.out.splitlines()[-1])
    if told["failed"] or not told["requests"]:
        raise work.Refused(f"{told['failed']} of {told['requests']} requests to {path} failed")
    told["rate"] = told["requests"] / told["seconds"]
    told["command"] = ran.command
    return told


def in_turns(asked, rounds, seconds):
    """Each of `asked` (name: what asks for so many seconds) in turn, round after round; the rounds of each."""
    figures = {name: [] for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            figures[name].append(ask(seconds))
    return figures


def measure(results, customers, quick):
    results.forget("served.")
    if not work.installed("wrk"):
        raise work.Refused("wrk is not installed (Debian's package wrk)")
    FOLDER.mkdir(parents=True, exist_ok=True)
    ledger = ledger_of(customers)
    accounts = _accounts(customers)
    first = Served(ledger)  # makes the index's file
    first.end()
    served = Served(ledger)
    results.keep("served.start", served.seconds_to_ready, "s", "assentd --config assentd.toml", "until /readyz says 200")
    try:
        peak = _single(results, served, accounts, quick)
        _batches(results, served, accounts, quick)
        memory = served.memory()
        results.keep("served.memory", float(memory["all"]), "bytes", "assentd", f"{customers:,} customers", anonymous=memory["anonymous"])
    finally:
        served.end()
    served_writes.measure(results, customers, accounts, peak, quick)


def _single(results, served, accounts, quick):
    """The peak of decisions with their reason, a second."""
    reason = write("reason.jsonl", [question(each, detail="reason") for each in accounts])
    full = write("full.jsonl", [question(each) for each in accounts])
    constant = Constant(served.ask(PATH, question(accounts[0], detail="reason")))
    asked = {
        "constant": lambda seconds: ask_by_wrk(constant.port, "/", reason, "", seconds),
        "reason": lambda seconds: ask_by_wrk(served.port, PATH, reason, served.authorization, seconds),
        "full": lambda seconds: ask_by_wrk(served.port, PATH, full, served.authorization, seconds),
    }
    peers = authzen_peers.start(FOLDER)
    for peer in peers:
        asked[peer.name] = lambda seconds, peer=peer: ask_by_wrk(peer.port, peer.path, peer.bodies, "", seconds)
        memory = memory_of(peer.process.pid)
        results.keep(f"served.memory.{peer.name}", float(memory["all"]), "bytes", peer.command, f"{authzen_peers.ACCOUNTS:,} accounts")
    try:
        figures = in_turns(asked, 3 if quick else 5, 3 if quick else 6)
    finally:
        constant.end()
        for peer in peers:
            peer.end()
    for name, rounds in figures.items():
        rates = [each["rate"] for each in rounds]
        results.keep(f"served.single.{name}", work.median(rates), "requests/s", rounds[0]["command"], f"{CONNECTIONS} connections",
                     p50_us=work.median([each["p50_us"] for each in rounds]), p99_us=work.median([each["p99_us"] for each in rounds]),
                     **work.spread(rates))
    return work.median([each["rate"] for each in figures["reason"]])


def _batches(results, served, accounts, quick):
    def batch(context):
        chosen = random.Random(7).choices(accounts, k=BATCH)
        whole = question("", **context)
        del whole["resource"]
        return whole | {"evaluations": [{"resource": {"type": "account", "id": each}} for each in chosen]}

    path = "/access/v1/evaluations"
    brief = write("brief.jsonl", [batch({"detail": "reason"}) for _ in range(BATCHES)])
    long = write("long.jsonl", [batch({}) for _ in range(BATCHES)])
    constant = Constant(served.ask(path, batch({"detail": "reason"})))
    asked = {
        "constant": lambda seconds: ask_by_wrk(constant.port, "/", brief, "", seconds, 4),
        "reason": lambda seconds: ask_by_wrk(served.port, path, brief, served.authorization, seconds, 4),
        "full": lambda seconds: ask_by_wrk(served.port, path, long, served.authorization, seconds, 4),
    }
    try:
        figures = in_turns(asked, 3 if quick else 5, 3 if quick else 6)
    finally:
        constant.end()
    for name, rounds in figures.items():
        rates = [each["rate"] * BATCH for each in rounds]
        results.keep(f"served.batch.{name}", work.median(rates), "decisions/s", rounds[0]["command"], f"batches of {BATCH:,}",
                     **work.spread(rates))
