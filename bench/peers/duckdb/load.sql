-- The synthetic table (docs/synth.md), typed: dates as DATE, instants as TIMESTAMP in UTC, flags as BOOLEAN, words of few
-- values as ENUM. {table} is the CSV.

CREATE TYPE state AS ENUM ('active', 'former');
CREATE TYPE kind AS ENUM ('residential', 'business');
CREATE TYPE channel AS ENUM ('mail', 'sms', 'email');

CREATE TABLE base AS
SELECT *
FROM read_csv(
  '{table}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {
    'account': 'VARCHAR', 'telephone': 'VARCHAR', 'state': 'state', 'kind': 'kind', 'language': 'VARCHAR',
    'time_zone': 'VARCHAR', 'since': 'TIMESTAMP', 'profile_until': 'TIMESTAMP',
    'has_local': 'BOOLEAN', 'has_long_distance': 'BOOLEAN', 'has_mobile': 'BOOLEAN', 'has_internet': 'BOOLEAN',
    'has_voip': 'BOOLEAN', 'had_local': 'BOOLEAN', 'had_long_distance': 'BOOLEAN', 'had_mobile': 'BOOLEAN',
    'had_internet': 'BOOLEAN', 'had_voip': 'BOOLEAN',
    'notice1_version': 'VARCHAR', 'notice1_language': 'VARCHAR', 'notice1_channel': 'channel',
    'notice1_sent_on': 'DATE', 'notice1_waiting_days': 'INTEGER', 'notice1_permitted': 'BOOLEAN',
    'notice1_failed_at': 'TIMESTAMP',
    'notice2_version': 'VARCHAR', 'notice2_language': 'VARCHAR', 'notice2_channel': 'channel',
    'notice2_sent_on': 'DATE', 'notice2_waiting_days': 'INTEGER', 'notice2_permitted': 'BOOLEAN',
    'notice2_failed_at': 'TIMESTAMP',
    'notice3_version': 'VARCHAR', 'notice3_language': 'VARCHAR', 'notice3_channel': 'channel',
    'notice3_sent_on': 'DATE', 'notice3_waiting_days': 'INTEGER', 'notice3_permitted': 'BOOLEAN',
    'notice3_failed_at': 'TIMESTAMP',
    'notice4_version': 'VARCHAR', 'notice4_language': 'VARCHAR', 'notice4_channel': 'channel',
    'notice4_sent_on': 'DATE', 'notice4_waiting_days': 'INTEGER', 'notice4_permitted': 'BOOLEAN',
    'notice4_failed_at': 'TIMESTAMP',
    'opt_out_at': 'TIMESTAMP', 'opt_out_partner_at': 'TIMESTAMP', 'withdrawn_at': 'TIMESTAMP',
    'withdrawn_partner_at': 'TIMESTAMP', 'opt_in_carrier_at': 'TIMESTAMP', 'opt_in_px_at': 'TIMESTAMP',
    'opt_in_partners_at': 'TIMESTAMP', 'opt_in_agent_at': 'TIMESTAMP', 'opt_in_pre_ticked_at': 'TIMESTAMP',
    'opt_in_unproved_at': 'TIMESTAMP', 'opt_in_by_other_at': 'TIMESTAMP', 'one_time_from': 'TIMESTAMP',
    'one_time_to': 'TIMESTAMP', 'one_time_complete': 'BOOLEAN', 'verified_at': 'TIMESTAMP'
  });

ANALYZE base;
