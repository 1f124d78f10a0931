"""Who was told and who is due, by the command with the index, from the start of the process to its end; beside DuckDB, which
counts the same columns of as many customers from a Parquet file."""

import json
import re

from measure import duckdb, served, work

PEER = work.ROOT / "bench" / "peers" / "duckdb" / "coverage.py"
TIMES = 5


def _ours(ledger, *arguments):
    command = [work.RELEASE / "assent", "--ledger", ledger, "--now", "2026-06-01T00:00:00Z", "notice", *arguments]
    work.run(command, allowed=(0, 4))  # makes the index if there is none, and brings it into memory
    return work.median_run(TIMES, command, allowed=(0, 4))


def measure(results, customers):
    results.forget("coverage.")
    ledger = served.ledger_of(customers)
    index = f"{ledger}.index"
    if not (served.FOLDER / f"{customers}.ledger.index").exists():
        work.say(f"indexing {customers:,} customers")
        work.run([work.RELEASE / "assent", "--ledger", ledger, "index", "build"])
    due_list = served.FOLDER / "due.csv"
    for name, arguments in {
            "coverage": ["coverage", "--grace-days", "31", "--index", index, "--json"],
            "coverage_30_days": ["coverage", "--grace-days", "31", "--trend", "30", "--index", index, "--json"],
            "due": ["due", "--list", due_list, "--index", index, "--json"]}.items():
        ran = _ours(ledger, *arguments)
        results.keep(f"coverage.assent.{name}", ran.seconds, "s", ran.command, spread=work.spread(ran.all_seconds), memory=ran.memory,
                     customers=customers)
    due_list.unlink()

    limit = work.run([work.RELEASE / "bench" / "bench_coverage", f"--benchmark_filter=sum_same_bytes"])
    milliseconds = float(re.search(r"sum_same_bytes\s+([0-9.]+) ms", limit.out).group(1))
    results.keep("coverage.limit.sum", milliseconds / 1000 * customers / 10_000_000, "s", limit.command,
                 "the bytes that are read, summed by one thread")

    duckdb._install()
    parquet = served.FOLDER / f"coverage-{customers}.parquet"
    python = duckdb.VENV / "bin" / "python"
    if not parquet.exists():
        work.run([python, PEER, "make", parquet, customers])
    command = [python, PEER, "count", parquet]
    work.run(command)
    ran = work.median_run(TIMES, command)
    told = json.loads(ran.out)
    if told["customers"] != customers:
        raise work.Refused(f"DuckDB counted {told['customers']:,} customers")
    results.keep("coverage.duckdb.coverage", ran.seconds, "s", ran.command, version=told["version"],
                 spread=work.spread(ran.all_seconds), memory=ran.memory, inside=told["seconds"], customers=customers)
