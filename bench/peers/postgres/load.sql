-- The synthetic table (docs/synth.md), typed: dates as date, instants as timestamptz, flags as boolean, words of few values
-- as enums. :table is the CSV. Created and filled in one transaction, which at wal_level = minimal needs no log.

\set ON_ERROR_STOP on

SET client_min_messages = warning;
BEGIN;

DROP TABLE IF EXISTS base;
DROP TYPE IF EXISTS state, kind, channel;

CREATE TYPE state AS ENUM ('active', 'former');
CREATE TYPE kind AS ENUM ('residential', 'business');
CREATE TYPE channel AS ENUM ('mail', 'sms', 'email');

CREATE TABLE base (
  account text COLLATE "C" NOT NULL,
  telephone text COLLATE "C",
  state state NOT NULL,
  kind kind NOT NULL,
  language text COLLATE "C",
  time_zone text COLLATE "C",
  since timestamptz,
  profile_until timestamptz,
  has_local boolean, has_long_distance boolean, has_mobile boolean, has_internet boolean, has_voip boolean,
  had_local boolean, had_long_distance boolean, had_mobile boolean, had_internet boolean, had_voip boolean,
  notice1_version text COLLATE "C", notice1_language text COLLATE "C", notice1_channel channel,
  notice1_sent_on date, notice1_waiting_days integer, notice1_permitted boolean, notice1_failed_at timestamptz,
  notice2_version text COLLATE "C", notice2_language text COLLATE "C", notice2_channel channel,
  notice2_sent_on date, notice2_waiting_days integer, notice2_permitted boolean, notice2_failed_at timestamptz,
  notice3_version text COLLATE "C", notice3_language text COLLATE "C", notice3_channel channel,
  notice3_sent_on date, notice3_waiting_days integer, notice3_permitted boolean, notice3_failed_at timestamptz,
  notice4_version text COLLATE "C", notice4_language text COLLATE "C", notice4_channel channel,
  notice4_sent_on date, notice4_waiting_days integer, notice4_permitted boolean, notice4_failed_at timestamptz,
  opt_out_at timestamptz, opt_out_partner_at timestamptz, withdrawn_at timestamptz, withdrawn_partner_at timestamptz,
  opt_in_carrier_at timestamptz, opt_in_px_at timestamptz, opt_in_partners_at timestamptz, opt_in_agent_at timestamptz,
  opt_in_pre_ticked_at timestamptz, opt_in_unproved_at timestamptz, opt_in_by_other_at timestamptz,
  one_time_from timestamptz, one_time_to timestamptz, one_time_complete boolean, verified_at timestamptz
);

COPY base FROM :'table' (FORMAT csv, HEADER, FREEZE);

COMMIT;

ALTER TABLE base ADD PRIMARY KEY (account);
VACUUM (ANALYZE) base;
