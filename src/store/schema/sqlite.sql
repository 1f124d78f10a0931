-- The ledger's tables in an embedded file. docs/store.md says how they are used and why they look so.
--
-- A file holds one log, number 0, so the log's number is not repeated in every row: idx is the index in it.
-- Only `entry` is the truth; account_entry, telephone_account and key_entry are derived from its bytes, and head and
-- checkpoint from its leaf hashes. Verification derives them all again and compares.

-- What was recorded, in order, without gaps from 0.
CREATE TABLE entry (
  idx   INTEGER PRIMARY KEY,
  leaf  BLOB NOT NULL,          -- the RFC 6962 leaf hash of `bytes`
  bytes BLOB NOT NULL           -- docs/entry-format.md
) STRICT;

-- Which entries are an account's ('' for what is carrier-wide). Narrow, so that a life is one short range.
CREATE TABLE account_entry (
  account TEXT NOT NULL,
  idx     INTEGER NOT NULL,
  kind    INTEGER NOT NULL,     -- the entry's kind, so that the latest of a kind is found without reading the others
  PRIMARY KEY (account, idx)
) STRICT, WITHOUT ROWID;

-- Which accounts ever had a telephone number; idx is the first entry that says so.
CREATE TABLE telephone_account (
  telephone TEXT NOT NULL,
  account   TEXT NOT NULL,
  idx       INTEGER NOT NULL,
  PRIMARY KEY (telephone, account)
) STRICT, WITHOUT ROWID;

-- Which entry a caller's idempotency key stands for. Only entries that have a key are here.
CREATE TABLE key_entry (
  key TEXT PRIMARY KEY,
  idx INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The log's state after its last commit: one row a log.
CREATE TABLE head (
  log      INTEGER PRIMARY KEY,
  size     INTEGER NOT NULL,    -- how many entries
  recorded INTEGER NOT NULL,    -- of the last one, in microseconds since 1970 (UTC)
  peaks    BLOB NOT NULL        -- roots of the tree's perfect subtrees, the largest first, 32 bytes each
) STRICT;

-- The root after each commit.
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL
) STRICT;
