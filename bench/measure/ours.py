"""Assent on the synthetic base: the index made once, lists scrubbed, the base counted."""

import json

from measure import synthetic, work


def _index(customers):
    file = synthetic.DATA / f"assent-{customers}.index"
    if not file.exists():
        synthetic.DATA.mkdir(parents=True, exist_ok=True)
        work.say(f"making an index of {customers:,} customers")
        partial = file.with_suffix(".partial")
        work.run([work.RELEASE / "bench" / "bench_index_file", "write", partial, customers])
        partial.rename(file)
    return file


def scrub(customers, rows, out, times):
    """Runs of it: each with the seconds from the opening of the index to the last byte written, and the numbers by reason.

    A first run is not counted: it warms the page cache.
    """
    index = _index(customers)
    work.warm(index)
    permitted, refused = out / "permitted.csv", out / "refused.csv"
    runs = []
    for _ in range(times + 1):
        for file in (permitted, refused):
            file.unlink(missing_ok=True)
        ran = work.run([work.RELEASE / "bench" / "bench_list", index, customers, rows, permitted, refused])
        told = json.loads(ran.out)
        runs.append({"seconds": told["seconds"], "by_reason": told["by_reason"], "memory": ran.memory,
                     "command": ran.command,
                     "way": "Assent's list: from the opening of the index's file, validated before, to the last byte of both "
                            "results, all three lists hashed."})
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
    run = {"seconds": figures["compile"] + figures["count"], "scan_seconds": figures["count"],
           "share": figures["count_of_bandwidth"], "by_reason": by_reason, "memory": ran.memory, "command": ran.command,
           "scanned_bytes": 16 * customers,
           "way": "Assent's count: an index in memory; compiling the campaign and counting, timed inside the process."}
    return [run]
