-- The view `decided`: outcome and reason for each row of the view `asked`, under `tra`, for the marketing of long distance
-- by the carrier itself with services and usage. Steps as in docs/decision.md.
--
-- `asked` has the columns of `base` and `known`: false where the list names nobody. The variable `instant` is decided about;
-- nothing in the table is later than it.

-- Today is the customer's local date; a customer of no known zone has the footprint's last one.
CREATE TEMP TABLE zones AS
SELECT zone, CAST(getvariable('instant') AT TIME ZONE 'UTC' AT TIME ZONE zone AS DATE) AS today
FROM (VALUES ('Asia/Beirut'), ('Asia/Dubai'), ('Europe/Paris')) AS named (zone);
CREATE TEMP VIEW asked_today AS
SELECT asked.*, zones.today
FROM asked LEFT JOIN zones ON zones.zone = coalesce(asked.time_zone, 'Asia/Beirut');

-- Step 15: which of the notices count, and the day from which silence after each is approval.
CREATE TEMP VIEW found AS
SELECT *,
  greatest(opt_in_carrier_at, opt_in_pre_ticked_at) AS opted_in,  -- under `tra` a box ticked beforehand voids nothing
  notice1_waiting_days >= 30 AND notice1_permitted AND notice1_failed_at IS NULL
    AND (language IS NULL OR notice1_language = language) AS counts1,
  notice1_sent_on + notice1_waiting_days + 1 + CASE notice1_channel WHEN 'mail' THEN 3 ELSE 0 END AS due1,
  notice2_waiting_days >= 30 AND notice2_permitted AND notice2_failed_at IS NULL
    AND (language IS NULL OR notice2_language = language) AS counts2,
  notice2_sent_on + notice2_waiting_days + 1 + CASE notice2_channel WHEN 'mail' THEN 3 ELSE 0 END AS due2,
  notice3_waiting_days >= 30 AND notice3_permitted AND notice3_failed_at IS NULL
    AND (language IS NULL OR notice3_language = language) AS counts3,
  notice3_sent_on + notice3_waiting_days + 1 + CASE notice3_channel WHEN 'mail' THEN 3 ELSE 0 END AS due3,
  notice4_waiting_days >= 30 AND notice4_permitted AND notice4_failed_at IS NULL
    AND (language IS NULL OR notice4_language = language) AS counts4,
  notice4_sent_on + notice4_waiting_days + 1 + CASE notice4_channel WHEN 'mail' THEN 3 ELSE 0 END AS due4
FROM asked_today;

-- Step 15: the chain of notices, link by link: the day of the last that counts, and the earliest maturity since the chain
-- began anew.
CREATE TEMP VIEW chain1 AS
SELECT *,
  CASE WHEN counts1 THEN notice1_sent_on END AS last1,
  CASE WHEN counts1 THEN due1 END AS mature1
FROM found;

CREATE TEMP VIEW chain2 AS
SELECT *,
  CASE WHEN counts2 THEN notice2_sent_on ELSE last1 END AS last2,
  CASE
    WHEN counts2 AND notice2_sent_on <= last1 + INTERVAL '2 years' THEN least(mature1, due2)
    WHEN counts2 THEN due2
    ELSE mature1
  END AS mature2
FROM chain1;

CREATE TEMP VIEW chain3 AS
SELECT *,
  CASE WHEN counts3 THEN notice3_sent_on ELSE last2 END AS last3,
  CASE
    WHEN counts3 AND notice3_sent_on <= last2 + INTERVAL '2 years' THEN least(mature2, due3)
    WHEN counts3 THEN due3
    ELSE mature2
  END AS mature3
FROM chain2;

CREATE TEMP VIEW chain4 AS
SELECT *,
  CASE WHEN counts4 THEN notice4_sent_on ELSE last3 END AS last4,
  CASE
    WHEN counts4 AND notice4_sent_on <= last3 + INTERVAL '2 years' THEN least(mature3, due4)
    WHEN counts4 THEN due4
    ELSE mature3
  END AS mature4
FROM chain3;

CREATE TEMP VIEW reasoned AS
SELECT *,
  CASE
    -- Nobody of that account.
    WHEN NOT known THEN 'unknown_customer'
    -- Step 7.
    WHEN state = 'former' THEN 'former_customer'
    -- Step 8.
    WHEN has_long_distance THEN 'within_subscribed_category'
    -- Step 10: a call that is going on, unless the customer refused since it began.
    WHEN one_time_from <= getvariable('instant') AND getvariable('instant') < one_time_to AND one_time_complete
      AND coalesce(greatest(opt_out_at, withdrawn_at) < one_time_from, true) THEN 'one_time_consent'
    -- Step 12.
    WHEN opted_in > greatest(opt_out_at, withdrawn_at) THEN 'opt_in'
    WHEN opted_in IS NOT NULL AND opt_out_at IS NULL AND withdrawn_at IS NULL THEN 'opt_in'
    WHEN withdrawn_at >= opt_out_at OR withdrawn_at IS NOT NULL AND opt_out_at IS NULL THEN 'withdrawn'
    WHEN opt_out_at IS NOT NULL THEN 'opted_out'
    -- Step 15, where a notice counts.
    WHEN today < mature4 THEN 'waiting_period'
    WHEN today > last4 + INTERVAL '2 years' THEN 'notice_stale'
    WHEN last4 IS NOT NULL THEN 'opt_out_deemed'
    -- Step 15, where none does: what is wrong with a call that is going on, ...
    WHEN one_time_from <= getvariable('instant') AND getvariable('instant') < one_time_to THEN 'notice_content_invalid'
    -- ... with the latest opt-in, ...
    WHEN opt_in_unproved_at >= greatest(opt_in_unproved_at, opt_in_px_at, opt_in_partners_at, opt_in_agent_at, opt_in_by_other_at)
      THEN 'approval_unproven'
    WHEN greatest(opt_in_px_at, opt_in_partners_at, opt_in_agent_at, opt_in_by_other_at) IS NOT NULL
      THEN 'approval_scope_recipient'
    -- ... with the latest notice, ...
    WHEN notice4_sent_on IS NOT NULL THEN
      CASE
        WHEN NOT notice4_permitted THEN 'email_not_permitted'
        WHEN notice4_language <> language THEN 'notice_language_mismatch'
        ELSE 'notice_undelivered'
      END
    WHEN notice3_sent_on IS NOT NULL THEN
      CASE
        WHEN NOT notice3_permitted THEN 'email_not_permitted'
        WHEN notice3_language <> language THEN 'notice_language_mismatch'
        ELSE 'notice_undelivered'
      END
    WHEN notice2_sent_on IS NOT NULL THEN
      CASE
        WHEN NOT notice2_permitted THEN 'email_not_permitted'
        WHEN notice2_language <> language THEN 'notice_language_mismatch'
        ELSE 'notice_undelivered'
      END
    WHEN notice1_sent_on IS NOT NULL THEN
      CASE
        WHEN NOT notice1_permitted THEN 'email_not_permitted'
        WHEN notice1_language <> language THEN 'notice_language_mismatch'
        ELSE 'notice_undelivered'
      END
    -- ... or a call that is over.
    WHEN one_time_to IS NOT NULL THEN 'one_time_expired'
    ELSE 'no_notice'
  END AS reason
FROM chain4;

CREATE TEMP VIEW decided AS
SELECT *, reason IN ('within_subscribed_category', 'one_time_consent', 'opt_in', 'opt_out_deemed') AS permitted
FROM reasoned;
