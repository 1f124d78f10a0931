-- A list against the base: CSV in, two CSV files out, the refused rows with their reason.
--
-- So that PostgreSQL 15 works in parallel, the list's table is unlogged and not temporary, and rows of unknown accounts are
-- found in a second step: an outer join that keeps the smaller side's rows would run on one processor.

\set ON_ERROR_STOP on

DROP TABLE IF EXISTS list, zones;
CREATE UNLOGGED TABLE list (account text COLLATE "C", segment text, score text, store text);
COPY list FROM :'list' (FORMAT csv, HEADER);
ANALYZE list;

CREATE TEMP VIEW asked AS
SELECT list.account AS list_account, list.segment, list.score, list.store, true AS known, base.*
FROM list JOIN base ON base.account = list.account;

\ir decide.sql

CREATE TEMP TABLE answered AS
SELECT list_account AS account, segment, score, store, permitted, reason FROM decided;

INSERT INTO answered
SELECT account, segment, score, store, false, 'unknown_customer'
FROM list WHERE NOT EXISTS (SELECT FROM answered WHERE answered.account = list.account);

COPY (SELECT account, segment, score, store FROM answered WHERE permitted) TO :'permitted' (FORMAT csv, HEADER);

COPY (SELECT account, segment, score, store, reason FROM answered WHERE NOT permitted) TO :'refused' (FORMAT csv, HEADER);

SELECT reason, count(*) FROM answered GROUP BY reason;
