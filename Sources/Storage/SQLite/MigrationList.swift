// Written by scripts/embed-migrations from Sources/Storage/Migrations. Change the files there, then run it again.

extension Migration {
    /// Every migration there is, in order.
    package static let all: [Migration] = [
        Migration(
            number: 1, name: "001-ledger",
            sql: ###"""
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
                """###),
        Migration(
            number: 2, name: "002-settings-digest",
            sql: ###"""
                -- Settings get a digest each: nothing else would notice that one of them was changed.
                ALTER TABLE settings RENAME TO settings_before;

                CREATE TABLE settings (
                    key    TEXT NOT NULL PRIMARY KEY,
                    value  TEXT NOT NULL,
                    -- SHA-256(key || 0x00 || value)
                    digest BLOB NOT NULL CHECK (length(digest) = 32)
                ) STRICT, WITHOUT ROWID;

                INSERT INTO settings SELECT key, value, hallmark_setting_digest(key, value) FROM settings_before;

                DROP TABLE settings_before;
                """###),
    ]
}
