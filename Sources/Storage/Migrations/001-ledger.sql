-- One row for each entry, numbered from 0 without a gap.
CREATE TABLE entries (
    seq    INTEGER PRIMARY KEY CHECK (seq >= 0),
    -- Canonical JSON, hashed as it is.
    header BLOB NOT NULL,
    -- SHA-256(0x00 || header).
    leaf   BLOB NOT NULL CHECK (length(leaf) = 32),
    -- NULL once the entry was disposed of.
    salt   BLOB,
    body   BLOB,
    -- The values that can be erased alone, one JSON object; NULL when there are none.
    beside BLOB
) STRICT;

-- The nodes of the Merkle tree above the leaves.
CREATE TABLE nodes (
    level INTEGER NOT NULL CHECK (level >= 1),
    idx   INTEGER NOT NULL CHECK (idx >= 0),
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

-- Signed notes over the first entries, as they were signed.
CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY CHECK (size >= 0),
    note BLOB NOT NULL
) STRICT;

-- What has no past.
CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
