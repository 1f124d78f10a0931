-- The whole base by reason, for one campaign. decide.sql comes in between.

CREATE TEMP VIEW asked AS SELECT base.*, true AS known FROM base;

{decide}

SELECT reason, count(*) FROM decided GROUP BY reason;
