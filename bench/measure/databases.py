"""Lists and whole bases: Assent, DuckDB and PostgreSQL on the same synthetic customers, their results compared."""

import shutil

from measure import duckdb, limits, ours, postgres, synthetic, work


def forget_data():
    shutil.rmtree(synthetic.DATA, ignore_errors=True)


def _same(what, one, other, engine):
    if one == other:
        return
    differing = {reason: (one.get(reason, 0), other.get(reason, 0)) for reason in sorted({*one, *other})
                 if one.get(reason, 0) != other.get(reason, 0)}
    raise work.Refused(f"{what}: Assent and {engine} differ in (Assent, {engine}): {differing}")


def _sorted_digest(file):
    """The hash of a file's lines in order: two files with the same lines have the same hash."""
    ran = work.run(["sh", "-c", f"LC_ALL=C sort -S 2G '{file}' | sha256sum"])
    return ran.out.split()[0]


def _same_permitted(ours_out, theirs_out, engine):
    if _sorted_digest(ours_out / "permitted.csv") != _sorted_digest(theirs_out / "permitted.csv"):
        raise work.Refused(f"the permitted lists of Assent and {engine} have not the same rows")


def _keep(results, name, runs, **more):
    """The median run as a result."""
    middle = sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]
    extra = {key: middle[key] for key in ("memory", "scanned_bytes", "scan_seconds", "share", "way") if key in middle}
    results.keep(name, middle["seconds"], "s", middle["command"], "page cache warm",
                 by_reason=middle["by_reason"], **(work.spread([run["seconds"] for run in runs]) if len(runs) > 1 else {}),
                 **extra, **more)
    return middle


def _load_both(results, sizes):
    """The bases in both databases; the flat table is deleted when no part needs it any more."""
    base = duckdb.Base(sizes.customers)
    if not base.loaded():
        base.load(results)
    if postgres.available():
        with postgres.Base(sizes.postgres_customers) as other:
            other.load(results)
    for customers in {sizes.customers, sizes.postgres_customers}:
        synthetic.table_file(customers).unlink(missing_ok=True)
    return base


def scrub(results, sizes, quick):
    results.forget("scrub.")
    times = 3
    base = _load_both(results, sizes)
    sized = {"customers": sizes.customers, "rows": sizes.rows}
    rows = synthetic.a_list(sizes.customers, sizes.rows)
    work.warm(rows)

    out = work.clear(synthetic.DATA / "assent")
    mine = ours.scrub(sizes.customers, rows, out, times + 2)
    theirs_out = work.clear(synthetic.DATA / "duckdb")
    work.warm(base.database)
    theirs = base.scrub(rows, theirs_out, times)
    _same("a list", mine[0]["by_reason"], theirs[0]["by_reason"], "DuckDB")
    _same_permitted(out, theirs_out, "DuckDB")
    _keep(results, "scrub.assent", mine, **sized)
    _keep(results, "scrub.duckdb", theirs, version=base.version, **sized)
    limits.files(results, rows, [out / "permitted.csv", out / "refused.csv"])
    shutil.rmtree(theirs_out)

    if not postgres.available():
        work.say("no PostgreSQL on this machine: it is left out")
        return
    sized = {"customers": sizes.postgres_customers, "rows": sizes.postgres_rows}
    if sized["customers"] != sizes.customers:
        rows = synthetic.a_list(sizes.postgres_customers, sizes.postgres_rows)
        work.warm(rows)
        mine = ours.scrub(sizes.postgres_customers, rows, work.clear(out), times + 2)
    theirs_out = work.clear(synthetic.DATA / "postgres")
    with postgres.Base(sizes.postgres_customers) as other:
        theirs = other.scrub(rows, theirs_out, times)
        _same("a list", mine[0]["by_reason"], theirs[0]["by_reason"], "PostgreSQL")
        _same_permitted(out, theirs_out, "PostgreSQL")
        _keep(results, "scrub.small.assent", mine, **sized)
        _keep(results, "scrub.small.postgres", theirs, version=other.version, **sized)




def reach(results, sizes, quick):
    results.forget("reach.")
    base = _load_both(results, sizes)
    sized = {"customers": sizes.customers}
    mine = ours.count(sizes.customers)
    work.warm(base.database)
    theirs = base.count(3)
    _same("the whole base", mine[0]["by_reason"], theirs[0]["by_reason"], "DuckDB")
    kept = _keep(results, "reach.assent", mine, **sized)
    _keep(results, "reach.duckdb", theirs, version=base.version, **sized)
    limits.memory(results, kept["scanned_bytes"])
    if not postgres.available():
        return
    sized = {"customers": sizes.postgres_customers}
    if sized["customers"] != sizes.customers:
        mine = ours.count(sizes.postgres_customers)
    with postgres.Base(sizes.postgres_customers) as other:
        theirs = other.count(3)
        _same("the whole base", mine[0]["by_reason"], theirs[0]["by_reason"], "PostgreSQL")
        _keep(results, "reach.small.assent", mine, **sized)
        _keep(results, "reach.small.postgres", theirs, version=other.version, **sized)
