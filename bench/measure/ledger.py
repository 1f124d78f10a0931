"""Durable appends beside the disk's own rate, and an import beside a plain pass over the same file."""

import os

from measure import work


def measure(results, quick):
    results.forget("ledger.")
    folder = work.clear(work.BUILD / "ledger")
    for name in ("append", "import"):
        program = work.RELEASE / "bench" / f"bench_{name}"
        argv = [program, folder] if name == "append" else [program]
        ran = work.run(argv, env={"TMPDIR": str(folder)}, cwd=folder)
        results.keep(f"ledger.{name}", ran.seconds, "s", ran.command, "the program's own table is in `text`",
                     text=ran.out)
    for each in os.scandir(folder):
        os.unlink(each.path)
