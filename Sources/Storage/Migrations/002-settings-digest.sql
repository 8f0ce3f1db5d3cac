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
