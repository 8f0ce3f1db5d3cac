internal import FoundationEssentials
internal import GRDB
internal import Ledger

/// Everything that is done to a ledger's database, one statement each. All of it runs inside a transaction.
struct LedgerWrites {
    let database: Database

    private var reads: LedgerReads { LedgerReads(database: database) }

    /// Writes the batch, or throws `.movedOn` when the ledger has another size than `expected`.
    func append(_ batch: Batch, at expected: LedgerSize) throws {
        let actual = try reads.size()
        guard actual == expected else { throw StoreFailure.movedOn(actual: actual) }
        try insert(batch.entries, from: expected.nextIndex)
        for node in batch.nodes { try insert(node) }
        if let note = batch.checkpoint {
            try insert(StoredCheckpoint(size: expected.adding(batch.entries.count), note: note))
        }
        try erase(batch.erasures)
        try change(settings: batch.settings)
    }

    func change(settings: [String: String?]) throws {
        for (key, value) in settings {
            if let value { try set(key, value) } else { try removeSetting(key) }
        }
    }

    private func insert(_ entries: [Entry], from first: EntryIndex) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO entries (seq, header, leaf, salt, body, beside) VALUES (?, ?, ?, ?, ?, ?)")
        for (offset, entry) in entries.enumerated() {
            try statement.execute(arguments: [
                first.value + offset, Data(entry.headerBytes), Data(entry.leaf.bytes), entry.salt.map { Data($0) },
                entry.body.map { Data($0) }, entry.storedBeside.map { Data($0) },
            ])
        }
    }

    private func insert(_ node: StoredNode) throws {
        let statement = try database.cachedStatement(sql: "INSERT INTO nodes (level, idx, hash) VALUES (?, ?, ?)")
        try statement.execute(arguments: [node.address.level, node.address.index, Data(node.hash.bytes)])
    }

    // The first note of a size stays: what was once published is not replaced. Together with it goes the latest of before,
    // unless that is one to keep: what is signed is never without its checkpoint, wherever the machine stops.
    private func insert(_ checkpoint: StoredCheckpoint) throws {
        let earlier = try reads.checkpointSizes(below: checkpoint.size, limit: 2)
        if let latest = earlier.first, !KeptCheckpoints.isKept(latest, behind: earlier.dropFirst().first) {
            try removeCheckpoint(latest)
        }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO checkpoints (size, note) VALUES (?, ?) ON CONFLICT (size) DO NOTHING")
        try statement.execute(arguments: [checkpoint.size.value, Data(checkpoint.note)])
    }

    private func removeCheckpoint(_ size: LedgerSize) throws {
        let statement = try database.cachedStatement(sql: "DELETE FROM checkpoints WHERE size = ?")
        try statement.execute(arguments: [size.value])
    }

    private func erase(_ erasures: Erasures) throws {
        for (index, keys) in erasures.keysByEntry.sorted(by: { $0.key < $1.key }) {
            guard let stored = try reads.beside(index) else { continue }
            let values = try SealedValue.values(stored: stored)
            let left = values.filter { !keys.contains($0.key) }
            if left.count < values.count { try setBeside(of: index, left.isEmpty ? nil : SealedValue.stored(left)) }
        }
        for index in erasures.bodies { try dispose(of: index) }
    }

    private func setBeside(of index: EntryIndex, _ values: [UInt8]?) throws {
        let statement = try database.cachedStatement(sql: "UPDATE entries SET beside = ? WHERE seq = ?")
        try statement.execute(arguments: [values.map { Data($0) }, index.value])
    }

    private func dispose(of index: EntryIndex) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE entries SET salt = NULL, body = NULL, beside = NULL WHERE seq = ?")
        try statement.execute(arguments: [index.value])
    }

    private func set(_ key: String, _ value: String) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO settings (key, value, digest) VALUES (?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, digest = excluded.digest
                """)
        try statement.execute(arguments: [key, value, Data(LedgerReads.digest(ofSetting: key, value).bytes)])
    }

    private func removeSetting(_ key: String) throws {
        let statement = try database.cachedStatement(sql: "DELETE FROM settings WHERE key = ?")
        try statement.execute(arguments: [key])
    }
}

extension LedgerWrites {
    /// Brings the database to the form of the last migration.
    ///
    /// Throws `.tooNew` when it is beyond that already.
    func migrate(_ migrations: [Migration]) throws {
        let done = try reads.schemaVersion()
        guard done <= migrations.count else {
            throw StoreFailure.tooNew(detail: "form \(done); this program knows forms up to \(migrations.count)")
        }
        guard done < migrations.count else { return }
        database.add(function: LedgerWrites.settingDigest)
        defer { database.remove(function: LedgerWrites.settingDigest) }
        for migration in migrations.dropFirst(done) {
            try database.execute(sql: migration.sql)
            // A pragma takes no bound values; the number is ours.
            try database.execute(sql: "PRAGMA user_version = \(migration.number)")
        }
    }

    /// For migration 002: SQLite knows no SHA-256.
    private static let settingDigest = DatabaseFunction("hallmark_setting_digest", argumentCount: 2, pure: true) {
        values in
        guard let key = String.fromDatabaseValue(values[0]), let value = String.fromDatabaseValue(values[1]) else {
            return nil
        }
        return Data(LedgerReads.digest(ofSetting: key, value).bytes)
    }

    /// Marks the file as a ledger of ours.
    func markAsLedger() throws {
        try database.execute(sql: "PRAGMA application_id = \(LedgerFile.applicationID)")
    }
}
