-- The ledger's tables in an embedded file. docs/store.md says how they are used and why they look so.
--
-- A file holds one log, number 0, so the log's number is not repeated in every row: idx is the index in it.
-- Only `entry` is the truth; account_entry, telephone_account and key_entry are derived from its bytes, and head and
-- checkpoint from its leaf hashes. Verification derives them all again and compares.
--
-- SQLite keeps the text of each statement in the file, and a file whose text is another is refused (schema.cpp): a
-- change between CREATE and the semicolon is a new format, and its number (kSchemaVersion) goes up. Remarks therefore
-- stand above the tables, not in them.

-- What was recorded, in order, without gaps from 0. leaf: the RFC 6962 leaf hash of bytes (docs/entry-format.md).
CREATE TABLE entry (
  idx   INTEGER PRIMARY KEY,
  leaf  BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Which entries are an account's ('' for what is carrier-wide). Narrow, so that a life is one short range. kind: the
-- entry's, so that the latest of a kind is found without reading the others.
CREATE TABLE account_entry (
  account TEXT NOT NULL,
  idx     INTEGER NOT NULL,
  kind    INTEGER NOT NULL,
  PRIMARY KEY (account, idx)
) STRICT, WITHOUT ROWID;

-- Which accounts ever had a telephone number; idx is the first entry that says so.
CREATE TABLE telephone_account (
  telephone TEXT NOT NULL,
  account   TEXT NOT NULL,
  idx       INTEGER NOT NULL,
  PRIMARY KEY (telephone, account)
) STRICT, WITHOUT ROWID;

-- Which entry of an account a caller's idempotency key stands for. Only entries that have a key are here.
CREATE TABLE key_entry (
  account TEXT NOT NULL,
  key     TEXT NOT NULL,
  idx     INTEGER NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;

-- The log's state after its last commit: one row a log. size: how many entries; recorded: of the last one, in
-- microseconds since 1970 (UTC); peaks: roots of the tree's perfect subtrees, the largest first, 32 bytes each.
-- seal: how often the pages were sealed; sums: the sum over all page_sums, 8 bytes.
CREATE TABLE head (
  log      INTEGER PRIMARY KEY,
  size     INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  peaks    BLOB NOT NULL,
  seal     INTEGER NOT NULL,
  sums     BLOB NOT NULL
) STRICT;

-- The root after each commit.
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL
) STRICT;

-- What each page of the file was when it was sealed: part p has the sums of the pages 500 p + 1 to 500 p + 500, eight
-- bytes each. seal: the one that wrote this part last.
CREATE TABLE page_sums (
  part INTEGER PRIMARY KEY,
  seal INTEGER NOT NULL,
  sums BLOB NOT NULL
) STRICT;
