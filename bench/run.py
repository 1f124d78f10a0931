#!/usr/bin/env python3
"""What scripts/bench runs once everything is built: the parts asked for, one after the other, and the report.

If a part refuses (results differ, a program fails), this says so at once and again at the end. The other parts continue, and
the exit status is 1.
"""

import argparse
import sys

import report
from measure import coverage, databases, decision, growth, ledger, machine, served, work
from measure.sizes import Sizes

PARTS = {
    "decision": lambda results, sizes, quick: decision.measure(results, quick),
    "scrub": lambda results, sizes, quick: databases.scrub(results, sizes, quick),
    "reach": lambda results, sizes, quick: databases.reach(results, sizes, quick),
    "growth": lambda results, sizes, quick: growth.measure(results, sizes),
    "coverage": lambda results, sizes, quick: coverage.measure(results, sizes.customers if quick else sizes.customers // 10),
    "ledger": lambda results, sizes, quick: ledger.measure(results, quick),
    "served": lambda results, sizes, quick: served.measure(results, sizes.customers if quick else sizes.customers // 10, quick),
}


def number(text):
    value = int(text.replace("_", "").replace(",", ""))
    if value < 1000:
        raise argparse.ArgumentTypeError(f"`{text}` is too few: at least 1000")
    return value


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measures Assent beside other engines on the same work and writes a report.")
    parser.add_argument("--customers", type=number, help="customers in the base (default: 100000000)")
    parser.add_argument("--rows", type=number, help="rows of the list (default: 10000000)")
    parser.add_argument("--postgres-customers", type=number,
                        help="customers in PostgreSQL's base, and the list as much smaller (default: a tenth of them)")
    parser.add_argument("--quick", action="store_true", help="a base of 1,000,000 and a list of 100,000")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART",
                        help="one part, or several: " + ", ".join(PARTS))
    parser.add_argument("--keep-data", action="store_true", help="leave lists, tables and databases for the next run")
    given = parser.parse_args(argv)
    customers = given.customers or (1_000_000 if given.quick else 100_000_000)
    rows = given.rows or customers // 10
    postgres = given.postgres_customers or (customers if given.quick else max(1000, customers // 10))
    return given, Sizes(customers, rows, min(postgres, customers))


def main(argv):
    given, sizes = arguments(argv)
    results = work.Results()
    machine.keep(results)
    refusals = []
    for part in given.only or PARTS:
        work.say(f"== {part}")
        try:
            PARTS[part](results, sizes, given.quick)
        except work.Refused as why:
            work.complain(f"{part}: no figures: {why}")
            refusals.append(part)
    if not given.keep_data:
        databases.forget_data()
    report.main()
    for part in refusals:
        work.complain(f"{part} gave no figures; see above")
    return 1 if refusals else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
