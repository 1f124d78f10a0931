-- The table that `assent-lab synth table` writes, for DuckDB and PostgreSQL (docs/synth.md tells the columns). Then, in DuckDB:
--   COPY base FROM 'base.csv' (HEADER, NULL '');
-- and in psql:
--   \copy base FROM 'base.csv' WITH (FORMAT csv, HEADER, NULL '')
CREATE TABLE base (
  account TEXT PRIMARY KEY, telephone TEXT, state TEXT, kind TEXT, language TEXT, time_zone TEXT,
  since TIMESTAMPTZ, profile_until TIMESTAMPTZ, has_local SMALLINT, has_long_distance SMALLINT,
  has_mobile SMALLINT, has_internet SMALLINT, has_voip SMALLINT, had_local SMALLINT,
  had_long_distance SMALLINT, had_mobile SMALLINT, had_internet SMALLINT, had_voip SMALLINT,
  notice1_version TEXT, notice1_language TEXT, notice1_channel TEXT, notice1_sent_on DATE,
  notice1_waiting_days SMALLINT, notice1_permitted SMALLINT, notice1_failed_at TIMESTAMPTZ,
  notice2_version TEXT, notice2_language TEXT, notice2_channel TEXT, notice2_sent_on DATE,
  notice2_waiting_days SMALLINT, notice2_permitted SMALLINT, notice2_failed_at TIMESTAMPTZ,
  notice3_version TEXT, notice3_language TEXT, notice3_channel TEXT, notice3_sent_on DATE,
  notice3_waiting_days SMALLINT, notice3_permitted SMALLINT, notice3_failed_at TIMESTAMPTZ,
  notice4_version TEXT, notice4_language TEXT, notice4_channel TEXT, notice4_sent_on DATE,
  notice4_waiting_days SMALLINT, notice4_permitted SMALLINT, notice4_failed_at TIMESTAMPTZ,
  opt_out_at TIMESTAMPTZ, opt_out_partner_at TIMESTAMPTZ, withdrawn_at TIMESTAMPTZ,
  withdrawn_partner_at TIMESTAMPTZ, opt_in_carrier_at TIMESTAMPTZ, opt_in_px_at TIMESTAMPTZ,
  opt_in_partners_at TIMESTAMPTZ, opt_in_agent_at TIMESTAMPTZ, opt_in_pre_ticked_at TIMESTAMPTZ,
  opt_in_unproved_at TIMESTAMPTZ, opt_in_by_other_at TIMESTAMPTZ, one_time_from TIMESTAMPTZ,
  one_time_to TIMESTAMPTZ, one_time_complete SMALLINT, verified_at TIMESTAMPTZ
);
