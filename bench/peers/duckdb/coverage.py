"""DuckDB on a Parquet file of customers and what they were told: `coverage.py make FILE CUSTOMERS`, `coverage.py count FILE`.

A row has the columns from which `assent notice coverage` counts: source system, day of activation, state, language, channel of
the notice, and the days from which and until which it covers. They are drawn, as many as the carrier has. The count is by the
same slices, for the day and for seven days before. Prints one line of JSON.
"""

import json
import sys
import time

import duckdb

MAKE = """
COPY (
  SELECT ['billing-a', 'billing-b', 'billing-c', 'billing-d', 'prepaid'][1 + hash(n) % 5] AS source,
         DATE '2015-01-01' + CAST(hash(n + 1) % 4000 AS INTEGER) AS activated,
         hash(n + 2) % 6 <> 0 AS active,
         ['ar', 'en', 'fr', ''][1 + hash(n + 3) % 4] AS language,
         ['mail', 'sms', 'email'][1 + hash(n + 4) % 3] AS channel,
         CASE WHEN hash(n + 5) % 20 <> 0 THEN DATE '2015-01-10' + CAST(hash(n + 6) % 4000 AS INTEGER) END AS covered_from,
         covered_from + 730 AS covered_until
  FROM range({customers}) AS numbers(n)
) TO '{file}' (FORMAT parquet)
"""

COUNT = """
WITH base AS (
  SELECT source, date_trunc('month', activated) AS month, language, channel,
         coalesce(covered_from <= day AND day < covered_until, false) AS covered, day
  FROM read_parquet('{file}'), (VALUES (DATE '2026-06-01'), (DATE '2026-05-25')) AS days(day)
  WHERE active AND activated + 31 < day
)
SELECT day, source, month, language, channel, count(*) AS active, count(*) FILTER (covered) AS covered
FROM base
GROUP BY GROUPING SETS ((day), (day, source), (day, month), (day, language), (day, channel), (day, source, month))
"""


def main(what, file, customers=0):
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    begun = time.monotonic()
    if what == "make":
        connection.execute(MAKE.format(file=file, customers=int(customers)))
        return
    slices = connection.execute(COUNT.format(file=file)).fetchall()
    seconds = time.monotonic() - begun
    rows = connection.execute(f"SELECT count(*) FROM read_parquet('{file}')").fetchone()[0]
    print(json.dumps({"seconds": seconds, "slices": len(slices), "customers": rows, "version": duckdb.__version__}))


main(*sys.argv[1:])
