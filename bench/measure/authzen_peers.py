"""Other decision servers with the same question: OPA, Cerbos and OpenFGA, each with a hundred thousand accounts."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

from measure import work

PEERS = work.ROOT / "bench" / "peers" / "authzen"
ACCOUNTS = 100_000
MODULES = {
    "opa": "github.com/open-policy-agent/opa@v1.22.4",
    "cerbos": "github.com/cerbos/cerbos/cmd/cerbos@v0.51.0",
    "openfga": "github.com/openfga/openfga/cmd/openfga@v1.22.1",
}


class Peer:
    """A running server: its port, the path and the bodies to send."""

    def __init__(self, name, argv, port, path, bodies, environment=None):
        self.name, self.port, self.path, self.bodies = name, port, path, bodies
        self.command = work.shown(argv)
        with open(bodies.parent / f"{name}.log", "w") as log:
            self.process = subprocess.Popen([str(each) for each in argv], stdout=log, stderr=log, env={**os.environ, **(environment or {})})

    def end(self):
        self.process.terminate()
        self.process.wait()


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _post(port, path, body):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.loads(response.read() or b"{}")


def _until_it_listens(peer):
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if peer.process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", peer.port), 1).close()
            return peer
        except OSError:
            time.sleep(0.05)
    raise work.Refused(f"{peer.name} does not listen; see {peer.name}.log")


def _program(name):
    """Built from its module; nothing where there is no Go."""
    program = work.BUILD / "peers" / name
    if not program.exists():
        if not work.installed("go"):
            work.say(f"no go on this machine: {name} is left out")
            return None
        work.say(f"building {name} (some minutes, the first time)")
        work.run(["go", "install", MODULES[name]], env={"GOBIN": str(program.parent), "CGO_ENABLED": "0"})
    return program


def _facts(number):
    """An account's facts: a third have the service, a fifth of the others opted out, nine in ten had their notice."""
    return {"services": ["mobile"] if number % 3 == 0 else ["internet"], "opted_out": number % 5 == 1, "notice_run": number % 10 != 2}


def _permitted(number):
    facts = _facts(number)
    return "mobile" in facts["services"] or (not facts["opted_out"] and facts["notice_run"])


def _bodies(folder, name, body_of):
    file = folder / f"{name}.jsonl"
    step = 7_919  # a prime: the accounts in no order
    file.write_text("".join(json.dumps(body_of(i * step % ACCOUNTS), separators=(",", ":")) + "\n" for i in range(20_000)))
    return file


def _opa(program, folder):
    data = folder / "opa.json"
    data.write_text(json.dumps({"offers": {"mobile_plan": "mobile"}, "accounts": {f"A{i}": _facts(i) for i in range(ACCOUNTS)}}))

    def body_of(number):
        return {"input": {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing", "properties": {"offer": "mobile_plan"}},
                          "resource": {"type": "account", "id": f"A{number}"}}}

    port = _free_port()
    peer = _until_it_listens(Peer("opa", [program, "run", "--server", "--addr", f"127.0.0.1:{port}", "--log-level", "error", "--disable-telemetry",
                                          PEERS / "opa" / "policy.rego", data], port, "/v1/data/assent/decision", _bodies(folder, "opa", body_of)))
    _same(peer, lambda number: _post(port, peer.path, body_of(number))["result"]["decision"])
    return peer


def _cerbos(program, folder):
    policies = folder / "cerbos"
    shutil.rmtree(policies, ignore_errors=True)
    shutil.copytree(PEERS / "cerbos", policies)
    port, grpc = _free_port(), _free_port()
    config = folder / "cerbos.yaml"
    config.write_text(
        f'server:\n  httpListenAddr: "127.0.0.1:{_free_port()}"\n  grpcListenAddr: "127.0.0.1:{grpc}"\n'
        f'  authzen:\n    enabled: true\n    listenAddr: "127.0.0.1:{port}"\n'
        f'storage:\n  driver: disk\n  disk:\n    directory: "{policies}"\n    watchForChanges: false\n')

    def body_of(number):
        return {"subject": {"type": "carrier", "id": "crm", "properties": {"cerbos.roles": ["carrier"]}}, "action": {"name": "marketing"},
                "resource": {"type": "account", "id": f"A{number}", "properties": _facts(number)}}

    peer = _until_it_listens(Peer("cerbos", [program, "server", "--config", config, "--log-level", "error"], port, "/access/v1/evaluation",
                                  _bodies(folder, "cerbos", body_of), {"CERBOS_NO_TELEMETRY": "1"}))
    _same(peer, lambda number: _post(port, peer.path, body_of(number))["decision"])
    return peer


def _openfga(program, folder):
    port, grpc = _free_port(), _free_port()
    peer = Peer("openfga", [program, "run", "--experimentals", "authzen", "--http-addr", f"127.0.0.1:{port}", "--grpc-addr", f"127.0.0.1:{grpc}",
                            "--playground-enabled=false", "--metrics-enabled=false", "--log-level", "error"], port, "",
                pathlib.Path(folder) / "openfga.jsonl")
    _until_it_listens(peer)
    store = _post(port, "/stores", {"name": "accounts"})["id"]
    _post(port, f"/stores/{store}/authorization-models", json.loads((PEERS / "openfga" / "model.fga.json").read_text()))
    tuples = [{"user": "carrier:crm", "relation": "marketing", "object": f"account:A{i}"} for i in range(ACCOUNTS) if _permitted(i)]
    for i in range(0, len(tuples), 100):
        _post(port, f"/stores/{store}/write", {"writes": {"tuple_keys": tuples[i:i + 100]}})

    def body_of(number):
        return {"subject": {"type": "carrier", "id": "crm"}, "action": {"name": "marketing"}, "resource": {"type": "account", "id": f"A{number}"}}

    peer.path, peer.bodies = f"/stores/{store}/access/v1/evaluation", _bodies(folder, "openfga", body_of)
    _same(peer, lambda number: _post(port, peer.path, body_of(number))["decision"])
    return peer


def _same(peer, asked):
    """Whether the peer decides as the facts demand; a peer that does not gives no figure."""
    try:
        differing = [number for number in range(0, 1_000, 7) if asked(number) != _permitted(number)]
    except (urllib.error.URLError, KeyError) as why:
        peer.end()
        raise work.Refused(f"{peer.name} does not answer: {why}") from why
    if differing:
        peer.end()
        raise work.Refused(f"{peer.name} decides otherwise than the facts demand about {differing[:5]}")


def start(folder, skipped=work.complain):
    """Those that can be built and that decide right; the others are said."""
    peers = []
    for name, begin in (("opa", _opa), ("cerbos", _cerbos), ("openfga", _openfga)):
        try:
            if program := _program(name):
                peers.append(begin(program, folder))
        except work.Refused as why:
            skipped(f"{name}: no figures: {why}")
    return peers
