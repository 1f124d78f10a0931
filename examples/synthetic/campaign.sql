-- Long distance marketed by the carrier itself, under the rule pack `tra`, at 2026-06-01T00:00:00Z: whom it may be offered,
-- and why. The same answers as `assent scrub` gives for this campaign with information `services` and `usage`.
WITH asked AS (
  SELECT base.*, TIMESTAMPTZ '2026-06-01T00:00:00Z' AS asked_at,
    CAST(TIMESTAMPTZ '2026-06-01T00:00:00Z' AT TIME ZONE coalesce(time_zone, 'Asia/Beirut') AS DATE) AS today
  FROM base
), states AS (  -- what each notice is worth and from which day it counts; the latest refusal, approval and call
  SELECT *,
    CASE WHEN notice1_sent_on IS NULL OR notice1_sent_on > today THEN 'none'
         WHEN notice1_permitted = 0 THEN 'email_not_permitted'
         WHEN notice1_language <> language THEN 'notice_language_mismatch'
         WHEN notice1_failed_at <= asked_at THEN 'notice_undelivered'
         ELSE 'good' END AS state1,
    notice1_sent_on + notice1_waiting_days + CASE notice1_channel WHEN 'mail' THEN 4 ELSE 1 END AS counts1,
    CASE WHEN notice2_sent_on IS NULL OR notice2_sent_on > today THEN 'none'
         WHEN notice2_permitted = 0 THEN 'email_not_permitted'
         WHEN notice2_language <> language THEN 'notice_language_mismatch'
         WHEN notice2_failed_at <= asked_at THEN 'notice_undelivered'
         ELSE 'good' END AS state2,
    notice2_sent_on + notice2_waiting_days + CASE notice2_channel WHEN 'mail' THEN 4 ELSE 1 END AS counts2,
    CASE WHEN notice3_sent_on IS NULL OR notice3_sent_on > today THEN 'none'
         WHEN notice3_permitted = 0 THEN 'email_not_permitted'
         WHEN notice3_language <> language THEN 'notice_language_mismatch'
         WHEN notice3_failed_at <= asked_at THEN 'notice_undelivered'
         ELSE 'good' END AS state3,
    notice3_sent_on + notice3_waiting_days + CASE notice3_channel WHEN 'mail' THEN 4 ELSE 1 END AS counts3,
    CASE WHEN notice4_sent_on IS NULL OR notice4_sent_on > today THEN 'none'
         WHEN notice4_permitted = 0 THEN 'email_not_permitted'
         WHEN notice4_language <> language THEN 'notice_language_mismatch'
         WHEN notice4_failed_at <= asked_at THEN 'notice_undelivered'
         ELSE 'good' END AS state4,
    notice4_sent_on + notice4_waiting_days + CASE notice4_channel WHEN 'mail' THEN 4 ELSE 1 END AS counts4,
    greatest(opt_out_at, withdrawn_at) AS refused_at,
    greatest(opt_in_carrier_at, opt_in_pre_ticked_at) AS approved_at,
    greatest(opt_in_px_at, opt_in_partners_at, opt_in_agent_at, opt_in_by_other_at) AS others_approved_at,
    one_time_from <= asked_at AND asked_at < one_time_to
      AND (opt_out_at IS NULL OR opt_out_at < one_time_from)
      AND (withdrawn_at IS NULL OR withdrawn_at < one_time_from) AS in_call
  FROM asked
), chain1 AS (  -- from when silence counts, and the last notice; after a gap of more than two years all begins anew
  SELECT *,
    CASE WHEN state1 = 'good' THEN counts1 END AS first1,
    CASE WHEN state1 = 'good' THEN notice1_sent_on END AS last1
  FROM states
), chain2 AS (
  SELECT *,
    CASE WHEN state2 <> 'good' THEN first1
         WHEN last1 IS NULL OR notice2_sent_on > last1 + INTERVAL '2 years' THEN counts2
         ELSE least(first1, counts2) END AS first2,
    CASE WHEN state2 = 'good' THEN notice2_sent_on ELSE last1 END AS last2
  FROM chain1
), chain3 AS (
  SELECT *,
    CASE WHEN state3 <> 'good' THEN first2
         WHEN last2 IS NULL OR notice3_sent_on > last2 + INTERVAL '2 years' THEN counts3
         ELSE least(first2, counts3) END AS first3,
    CASE WHEN state3 = 'good' THEN notice3_sent_on ELSE last2 END AS last3
  FROM chain2
), chain4 AS (
  SELECT *,
    CASE WHEN state4 <> 'good' THEN first3
         WHEN last3 IS NULL OR notice4_sent_on > last3 + INTERVAL '2 years' THEN counts4
         ELSE least(first3, counts4) END AS first4,
    CASE WHEN state4 = 'good' THEN notice4_sent_on ELSE last3 END AS last4
  FROM chain3
), decided AS (
  SELECT account,
    CASE WHEN state = 'former' THEN 'former_customer'
         WHEN has_long_distance = 1 THEN 'within_subscribed_category'
         WHEN in_call AND one_time_complete = 1 THEN 'one_time_consent'
         WHEN approved_at > refused_at OR (approved_at IS NOT NULL AND refused_at IS NULL) THEN 'opt_in'
         WHEN refused_at = withdrawn_at THEN 'withdrawn'
         WHEN refused_at IS NOT NULL THEN 'opted_out'
         WHEN today < first4 THEN 'waiting_period'
         WHEN today > last4 + INTERVAL '2 years' THEN 'notice_stale'
         WHEN last4 IS NOT NULL THEN 'opt_out_deemed'
         WHEN in_call THEN 'notice_content_invalid'
         WHEN opt_in_unproved_at > others_approved_at THEN 'approval_unproven'
         WHEN others_approved_at IS NOT NULL THEN 'approval_scope_recipient'
         WHEN opt_in_unproved_at IS NOT NULL THEN 'approval_unproven'
         WHEN state4 <> 'none' THEN state4
         WHEN state3 <> 'none' THEN state3
         WHEN state2 <> 'none' THEN state2
         WHEN state1 <> 'none' THEN state1
         WHEN one_time_to <= asked_at THEN 'one_time_expired'
         ELSE 'no_notice' END AS reason
  FROM chain4
)
SELECT account, reason IN ('within_subscribed_category', 'one_time_consent', 'opt_in', 'opt_out_deemed') AS permitted, reason
FROM decided;
