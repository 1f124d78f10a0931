-- The tables of the key file. docs/store.md says how it is used.
--
-- SQLite keeps the text of each statement in the file, and a file whose text is another is refused
-- (sqlite_customer_keys.cpp): a change between CREATE and the semicolon is a new format.

-- An account's keys, by number from 1: 32 bytes each. Of one that was destroyed, 32 zeros stay, so that its number is
-- not given again.
CREATE TABLE customer_key (
  account TEXT NOT NULL,
  number  INTEGER NOT NULL,
  key     BLOB NOT NULL,
  PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

-- The one key of telephone numbers' hashes, 32 bytes; proof: what it hashes to, so that a damaged one is not taken for
-- another.
CREATE TABLE number_key (
  one   INTEGER PRIMARY KEY,
  key   BLOB NOT NULL,
  proof BLOB NOT NULL
) STRICT;
