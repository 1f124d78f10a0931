"""How Assent's index behaves as the base grows: 1, 10 and 100 million customers."""

import json

from measure import synthetic, work


def measure(results, sizes):
    results.forget("growth.assent.")
    steps = [step for step in (sizes.customers // 100, sizes.customers // 10, sizes.customers) if step >= 10_000]
    synthetic.DATA.mkdir(parents=True, exist_ok=True)
    program = work.RELEASE / "bench" / "bench_index"
    for customers in steps:
        ran = work.run([program, "--file", synthetic.DATA / "growth.index", customers])
        told = {each["name"]: each["value"] for each in map(json.loads, ran.out.splitlines()) if each}
        for name, source, unit in (("build", "build", "s"), ("load", "load", "s"), ("load_validated", "load_validated", "s"), ("save", "save", "s"),
                                   ("count", "count", "s"), ("update", "update_rate", "changes/s"),
                                   ("bytes", "index_bytes", "bytes a customer"),
                                   ("all_bytes", "all_bytes", "bytes a customer")):
            if source in told:
                results.keep(f"growth.assent.{name}.{customers}", told[source], unit, ran.command, memory=ran.memory)
