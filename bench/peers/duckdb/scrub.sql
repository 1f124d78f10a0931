-- A list against the base: CSV in, two CSV files out, the refused rows with their reason. decide.sql comes in between.

CREATE TEMP TABLE list AS
SELECT *
FROM read_csv(
  '{list}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {'account': 'VARCHAR', 'segment': 'VARCHAR', 'score': 'VARCHAR', 'store': 'VARCHAR'});

CREATE TEMP VIEW asked AS
SELECT
  list.account, list.segment, list.score, list.store, base.account IS NOT NULL AS known,
  base.* EXCLUDE (account)
FROM list LEFT JOIN base ON base.account = list.account;

{decide}

CREATE TEMP TABLE answered AS
SELECT account, segment, score, store, permitted, reason FROM decided;

COPY (SELECT account, segment, score, store FROM answered WHERE permitted) TO '{permitted}' (FORMAT csv, HEADER);

COPY (SELECT account, segment, score, store, reason FROM answered WHERE NOT permitted) TO '{refused}' (FORMAT csv, HEADER);

SELECT reason, count(*) FROM answered GROUP BY reason;
