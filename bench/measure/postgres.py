"""PostgreSQL: a cluster of our own in a folder, never as root (bench/peers/postgres)."""

import os
import shutil

from measure import synthetic, work

PEER = work.ROOT / "bench" / "peers" / "postgres"
CLUSTER = PEER / "cluster"


def available():
    return os.path.isdir("/usr/lib/postgresql")


class Base:
    """Use as a context: the server runs inside it."""

    def __init__(self, customers):
        self.customers = customers
        self.folder = synthetic.DATA / f"postgres-{customers}"
        self.version = None

    def __enter__(self):
        synthetic.DATA.mkdir(parents=True, exist_ok=True)
        work.run([CLUSTER, "start", self.folder])
        self.version = self._psql("-At", "-c", "SHOW server_version").out.strip()
        return self

    def __exit__(self, *_):
        work.run([CLUSTER, "stop", self.folder])

    def _psql(self, *arguments):
        return work.run([CLUSTER, "psql", self.folder, *arguments])

    def load(self, results):
        if (self.folder / "loaded").exists():
            return
        table = synthetic.table(self.customers)
        work.say(f"loading {self.customers:,} customers into PostgreSQL")
        ran = self._psql("-v", f"table={table}", "-f", PEER / "load.sql")
        (self.folder / "loaded").touch()
        results.keep(f"growth.postgres.load.{self.customers}", ran.seconds, "s", ran.command,
                     "CSV in, primary key, VACUUM ANALYZE", version=self.version)
        size = self._psql("-At", "-c", "SELECT pg_total_relation_size('base')")
        results.keep(f"growth.postgres.bytes.{self.customers}", int(size.out) / self.customers, "bytes a customer",
                     size.command)

    def scrub(self, list_file, out, times):
        # The server writes the files, so they must lie where its user may write.
        if os.geteuid() == 0:
            shutil.chown(out, "postgres")
        return [
            self._timed("scrub.sql", "-v", f"list={list_file}", "-v", f"permitted={out / 'permitted.csv'}", "-v",
                        f"refused={out / 'refused.csv'}") for _ in range(times)
        ]

    def count(self, times):
        return [self._timed("count.sql") for _ in range(times)]

    def _timed(self, file, *variables):
        ran = self._psql("-At", "-v", f"instant={synthetic.INSTANT}", *variables, "-f", PEER / file)
        by_reason = dict(line.split("|") for line in ran.out.splitlines() if "|" in line)
        return {"seconds": ran.seconds, "by_reason": {reason: int(count) for reason, count in sorted(by_reason.items())},
                "command": ran.command}
