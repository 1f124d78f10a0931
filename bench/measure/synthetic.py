"""The synthetic base's files, made by `assent-lab`: lists and flat tables."""

from measure import work

LAB = work.RELEASE / "assent-lab"
DATA = work.BUILD / "data"
INSTANT = "2026-06-01T00:00:00Z"  # the base's day, and the instant decided about
CAMPAIGN = work.ROOT / "bench" / "campaign.toml"


def table_file(customers):
    return DATA / f"table-{customers}.csv"


def table(customers):
    """The flat table, made if it is not there; some 190 bytes a customer, so the part that has loaded it deletes it."""
    file = table_file(customers)
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        work.say(f"writing the flat table of {customers:,} customers")
        partial = file.with_suffix(".partial")
        work.run([LAB, "synth", "table", "--customers", customers, "--output", partial])
        partial.chmod(0o644)  # not secret: PostgreSQL's user reads it too
        partial.rename(file)
    return file


def a_list(customers, rows):
    file = DATA / f"list-{customers}-{rows}.csv"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".partial")
        work.run([LAB, "synth", "list", "--customers", customers, "--rows", rows, "--output", partial])
        partial.chmod(0o644)  # not secret: PostgreSQL's user reads it too
        partial.rename(file)
    return file
