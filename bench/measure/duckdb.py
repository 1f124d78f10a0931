"""DuckDB: the base in a file, loaded once; lists and counts by SQL (bench/peers/duckdb)."""

import json
import sys

from measure import synthetic, work

PEER = work.ROOT / "bench" / "peers" / "duckdb"
VENV = work.BUILD / "venv"


def _install():
    if not (VENV / "bin" / "pip").exists():
        work.run([sys.executable, "-m", "venv", VENV])
    work.run([VENV / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
              PEER / "requirements.txt"])


def _run(database, *arguments):
    ran = work.run([VENV / "bin" / "python", PEER / "run.py", database, *arguments])
    return ran, json.loads(ran.out)


class Base:
    def __init__(self, customers):
        _install()
        self.customers = customers
        self.database = synthetic.DATA / f"duckdb-{customers}.db"
        self.version = None

    def loaded(self):
        return self.database.exists()

    def load(self, results):
        table = synthetic.table(self.customers)
        work.say(f"loading {self.customers:,} customers into DuckDB")
        partial = self.database.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        ran, told = _run(partial, "load", table)
        partial.rename(self.database)
        results.keep(f"growth.duckdb.load.{self.customers}", told["seconds"], "s", ran.command, "CSV in, ANALYZE",
                     version=told["version"])
        results.keep(f"growth.duckdb.bytes.{self.customers}", work.size_of(self.database) / self.customers,
                     "bytes a customer", ran.command)

    def scrub(self, list_file, out, times):
        """Runs of it: each with the seconds from its first statement to its last, and the numbers by reason."""
        permitted, refused = out / "permitted.csv", out / "refused.csv"
        return [self._timed("scrub", list_file, permitted, refused, synthetic.INSTANT) for _ in range(times)]

    def count(self, times):
        return [self._timed("count", synthetic.INSTANT) for _ in range(times)]

    def _timed(self, *arguments):
        ran, told = _run(self.database, *arguments)
        self.version = told["version"]
        return {"seconds": told["seconds"], "by_reason": told["by_reason"], "memory": ran.memory,
                "command": ran.command}
