"""Refusals recorded over HTTP: how many a second, how long each takes, and what they do to the decisions beside them.

A recorded refusal is acknowledged when its entry is on stable storage.
"""

import json
import os
import subprocess
import threading
import time

from measure import served, work

PATH = "/v1/opt-outs"
RATE = 2_000  # refusals a second, at which their time is measured
BESIDE = 1_000  # refusals a second, beside which decisions are measured
WRITERS = 64
PACED_WRITERS = 256  # so many that waiting for one response does not slow the pace


def _bodies(name, accounts, count):
    """As many refusals as there are accounts, each of another one, again and again."""
    file = served.FOLDER / name
    file.write_text("".join(json.dumps({"account": accounts[i % len(accounts)], "channel": "web"}, separators=(",", ":")) + "\n" for i in range(count)))
    return file


def _paced(port, path, bodies, authorization, seconds, rate, connections):
    """At about that many requests a second in all, whatever their answers take."""
    return served.ask_by_wrk(port, path, bodies, authorization, seconds, connections, pace=1_000 * connections / rate)


def _sync_seconds(folder, times=200):
    """The physical limit: an entry's bytes appended to a file and made durable, one after the other."""
    file = folder / "sync"
    with open(file, "wb", buffering=0) as out:
        took = []
        for _ in range(times):
            begun = time.monotonic()
            out.write(b"x" * 4096)
            os.fdatasync(out.fileno())
            took.append(time.monotonic() - begun)
    file.unlink()
    return work.median(took)


def measure(results, customers, accounts, peak, quick):
    """On a copy of the ledger: what is written stays out of the other figures. `peak`: single decisions a second.

    Half of the accounts refuse, and the other half is asked about.
    """
    copy = served.FOLDER / "writes.ledger"
    for rest in served.FOLDER.glob("writes.ledger*"):
        rest.unlink()
    original = served.ledger_of(customers)
    for rest in served.FOLDER.glob(original.name + "*"):
        subprocess.run(["cp", "--reflink=auto", rest, served.FOLDER / rest.name.replace(original.name, copy.name)], check=True)
    os.sync()
    seconds = 5 if quick else 15
    refusing, asked = accounts[: len(accounts) // 2], accounts[len(accounts) // 2 :]
    refusals = _bodies("refusals.jsonl", refusing, len(refusing))
    reason = served.write("reason-of-others.jsonl", [served.question(each, detail="reason") for each in asked])
    server = served.Served(copy)
    try:
        port, key = server.port, server.authorization
        results.keep("served.writes.sync", _sync_seconds(served.FOLDER), "s", "", "4 KiB written and fdatasync, one after the other")
        told = served.ask_by_wrk(port, PATH, refusals, key, seconds, WRITERS)
        results.keep("served.writes.most", told["rate"], "refusals/s", told["command"], f"{WRITERS} connections", **_times(told))
        os.environ["PREFER"] = "return=minimal"
        told = served.ask_by_wrk(port, PATH, refusals, key, seconds, WRITERS)
        results.keep("served.writes.most.minimal", told["rate"], "refusals/s", told["command"], f"{WRITERS} connections, receipts", **_times(told))
        told = _paced(port, PATH, refusals, key, seconds, RATE, PACED_WRITERS)
        results.keep("served.writes.paced", told["rate"], "refusals/s", told["command"], f"{PACED_WRITERS} connections, paced", **_times(told))
        quiet = _paced(port, served.PATH, reason, key, seconds, peak / 2, 4 * WRITERS)
        results.keep("served.half", quiet["rate"], "requests/s", quiet["command"], "half of the peak", **_times(quiet))
        beside = {}
        writer = threading.Thread(
            target=lambda: beside.update(_paced(port, PATH, refusals, key, seconds + 2, BESIDE, WRITERS)))
        writer.start()
        told = _paced(port, served.PATH, reason, key, seconds, peak / 2, 4 * WRITERS)
        writer.join()
        results.keep("served.half.beside", told["rate"], "requests/s", told["command"],
                     f"while {beside['rate']:,.0f} refusals a second arrive", **_times(told))
    finally:
        os.environ.pop("PREFER", None)
        server.end()
        for rest in served.FOLDER.glob("writes.ledger*"):
            rest.unlink()


def _times(told):
    return {"p50_us": told["p50_us"], "p99_us": told["p99_us"], "most_us": told["most_us"]}
