#!/usr/bin/env python3
"""Python's rate of decisions about many beside that of C++, over one ledger, in turns.

    python_rate.py BENCH_LIBRARY LEDGER LIST

Run where assent_engine, numpy and pyarrow can be imported (PYTHONPATH=build/python/site build/packages/python/bin/python).
LIST has accounts, one a line below a first line (`assent-lab synth list`). Each turn asks about all of them in one call: in
C++ from a vector of strings, in Python from each kind of column. One JSON object a line; the ratio is the median of each
turn's, so that other work on the machine slows both.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy
import pyarrow

import assent_engine

SOURCE = Path(__file__).resolve().parents[1]
TURNS = 9


def main() -> None:
    library, ledger, rows = sys.argv[1:4]
    accounts = [line.partition(",")[0] for line in Path(rows).read_text().splitlines()[1:]]
    columns = {
        "list": accounts,
        "numpy": numpy.array(accounts, dtype=object),
        "arrow": pyarrow.array(accounts),
    }
    engine = assent_engine.Engine(
        ledger, SOURCE / "regimes", catalogue=SOURCE / "catalogues/default.toml", index=f"{ledger}.index", read_only=True
    )
    with subprocess.Popen([library, ledger, rows], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as beside:
        assert beside.stdin and beside.stdout

        def in_cpp() -> tuple[float, int, int]:
            print(file=beside.stdin, flush=True)
            seconds, permitted, reasons = beside.stdout.readline().split()
            return float(seconds), int(permitted), int(reasons)

        def in_python(column: object) -> tuple[float, int, int]:
            start = time.perf_counter()
            answers = engine.decide_many(column, offer="long_distance", information=["services", "usage"])
            seconds = time.perf_counter() - start
            return seconds, int(answers.permitted.sum()), int(answers.reasons.sum(dtype=int))

        in_cpp()
        for column in columns.values():
            in_python(column)
        cpp: list[float] = []
        python: dict[str, list[float]] = {kind: [] for kind in columns}
        for _ in range(TURNS):
            seconds, *answers = in_cpp()
            cpp.append(seconds)
            for kind, column in columns.items():
                taken, *same = in_python(column)
                assert same == answers, f"{kind} gives {same}, C++ {answers}"
                python[kind].append(taken)
        beside.stdin.close()

    def say(name: str, value: float, unit: str) -> None:
        print(json.dumps({"rows": len(accounts), "name": name, "value": value, "unit": unit}))

    say("index", float(engine.index_state == "up_to_date"), "yes")
    say("cpp", len(accounts) / statistics.median(cpp), "decisions/s")
    for kind, taken in python.items():
        say(f"python_{kind}", len(accounts) / statistics.median(taken), "decisions/s")
        say(f"python_{kind}_by_cpp", statistics.median(c / p for c, p in zip(cpp, taken)), "ratio of rates")


main()
