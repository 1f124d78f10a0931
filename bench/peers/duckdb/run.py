"""DuckDB on the synthetic table: `run.py DATABASE load TABLE`, `... scrub LIST PERMITTED REFUSED INSTANT`,
`... count INSTANT`.

Prints one line of JSON: the seconds from the first statement to the last, and the numbers by reason. It uses two threads and
leaves the order of the rows free, so that DuckDB can work in parallel.
"""

import json
import pathlib
import sys
import time

import duckdb

HERE = pathlib.Path(__file__).parent


def text(name, **places):
    """The SQL of a file, with its placeholders filled in."""
    sql = (HERE / (name + ".sql")).read_text()
    for place, filling in places.items():
        sql = sql.replace("{" + place + "}", filling)
    return sql


def main(database, what, *arguments):
    connection = duckdb.connect(database)
    connection.execute("SET threads = 2; SET preserve_insertion_order = false; SET memory_limit = '14GB'")
    connection.execute(f"SET temp_directory = '{database}.spill'")
    if what == "load":
        sql = text("load", table=arguments[0])
    elif what == "scrub":
        rows, permitted, refused, instant = arguments
        sql = text("scrub", list=rows, permitted=permitted, refused=refused, decide=text("decide"))
    elif what == "count":
        (instant,) = arguments
        sql = text("count", decide=text("decide"))
    else:
        sys.exit(f"`{what}` is none of load, scrub and count")
    if what != "load":
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET VARIABLE instant = CAST(CAST(? AS TIMESTAMPTZ) AS TIMESTAMP)", [instant])
    begun = time.monotonic()
    answer = connection.execute(sql).fetchall()
    seconds = time.monotonic() - begun
    by_reason = {} if what == "load" else dict(sorted(answer))
    connection.close()
    print(json.dumps({"seconds": seconds, "by_reason": by_reason, "version": duckdb.__version__}))


main(*sys.argv[1:])
