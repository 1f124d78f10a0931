"""Assent on the synthetic base: the ledger or the index made once, lists scrubbed, the base counted."""

import json

from measure import synthetic, work

REGIMES = work.ROOT / "regimes"


def _ledger(customers):
    file = synthetic.DATA / f"assent-{customers}.ledger"
    if not file.exists():
        synthetic.DATA.mkdir(parents=True, exist_ok=True)
        work.say(f"making a ledger of {customers:,} customers")
        partial = file.with_suffix(".partial")
        work.run([synthetic.ASSENT, "synth", "ledger", "--customers", customers, "--ledger", partial])
        partial.rename(file)
    return file


def _source(ledger):
    """The options by which a scrub is asked to use the ledger's index, where this build has one, and what that is."""
    if "--index" in work.run([synthetic.ASSENT, "scrub", "--help"]).out:
        return ["--index", f"{ledger}.index"], "from the index of its ledger"
    return [], "from its ledger"


def scrub(customers, rows, out, times):
    """Runs of it: each with its seconds by the clock, whole process, the numbers by reason and the most memory.

    A first run is not counted: it makes the index where there is none, and warms the page cache.
    """
    ledger = _ledger(customers)
    options, source = _source(ledger)
    permitted, refused, summary = out / "permitted.csv", out / "refused.csv", out / "report.json"
    runs = []
    for _ in range(times + 1):
        for file in (permitted, refused, summary):
            file.unlink(missing_ok=True)
        ran = work.run([synthetic.ASSENT, "scrub", synthetic.CAMPAIGN, rows, "--ledger", ledger, *options, "--permitted",
                        permitted, "--refused", refused, "--report", summary, "--regimes", REGIMES])
        told = json.loads(summary.read_text())
        runs.append({"seconds": ran.seconds, "by_reason": told["by_reason"], "memory": ran.memory,
                     "command": ran.command,
                     "way": f"Assent's list: the whole process from its start to its end, each row decided {source}."})
    return runs[1:]


def count(customers):
    """The whole base by reason, from an index in memory; the program itself takes the median of several runs."""
    program = work.RELEASE / "bench" / "bench_index"
    if not program.exists():
        raise work.Refused("the index's benchmark is not built")
    ran = work.run([program, customers])
    told = [json.loads(line) for line in ran.out.splitlines() if line]
    figures = {each["name"]: each["value"] for each in told}
    by_reason = {each["name"]: int(each["value"]) for each in told if each["unit"] == "customers"}
    run = {"seconds": figures["count"], "by_reason": by_reason, "memory": ran.memory, "command": ran.command,
           "scanned_bytes": 16 * customers,
           "way": "Assent's count: an index in memory and a campaign compiled for it, timed inside the process."}
    return [run]
