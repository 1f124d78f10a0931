-- The whole base by reason, for one campaign.

\set ON_ERROR_STOP on

CREATE TEMP VIEW asked AS SELECT base.*, true AS known FROM base;

\ir decide.sql

SELECT reason, count(*) FROM decided GROUP BY reason;
