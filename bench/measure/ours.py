"""Assent on the synthetic base: the ledger or the index made once, lists scrubbed, the base counted."""

import json

from measure import synthetic, work

REGIMES = work.ROOT / "regimes"
CATALOGUE = work.ROOT / "catalogues"


def _ledger(customers):
    file = synthetic.DATA / f"assent-{customers}.ledger"
    if not file.exists():
        synthetic.DATA.mkdir(parents=True, exist_ok=True)
        work.say(f"making a ledger of {customers:,} customers")
        partial = file.with_suffix(".partial")
        work.run([synthetic.ASSENT, "synth", "ledger", "--customers", customers, "--ledger", partial])
        partial.rename(file)
    return file


def scrub(customers, rows, out, times):
    """Runs of it: each with its seconds by the clock, whole process, the numbers by reason and the most memory."""
    ledger = _ledger(customers)
    permitted, refused, summary = out / "permitted.csv", out / "refused.csv", out / "report.json"
    runs = []
    for _ in range(times):
        for file in (permitted, refused, summary):
            file.unlink(missing_ok=True)
        ran = work.run([synthetic.ASSENT, "scrub", synthetic.CAMPAIGN, rows, "--ledger", ledger, "--permitted", permitted,
                        "--refused", refused, "--report", summary, "--regimes", REGIMES])
        told = json.loads(summary.read_text())
        runs.append({"seconds": ran.seconds, "by_reason": told["by_reason"], "memory": ran.memory,
                     "command": ran.command,
                     "way": "Assent's list: the whole process from its start to its end, each row decided from the "
                            "ledger."})
    return runs


def count(customers, times):
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
    return [run] * times
