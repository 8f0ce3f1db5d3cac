internal import GRDB

extension SQLiteStore {
    /// How long a write waits for one of another process. Longer than any batch takes.
    package static let busyTimeoutSeconds = 10.0
    private static let readerCountMax = 4
    /// The write-ahead log is cut to this length when it begins anew after a large batch.
    private static let logByteCountMax = 64 << 20

    static func pool(at path: FilePath, _ access: Access, _ busyTimeoutSeconds: Double) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.readonly = access == .readOnly
        configuration.maximumReaderCount = readerCountMax
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            try database.execute(sql: "PRAGMA journal_size_limit = \(logByteCountMax)")
        }
        return try DatabasePool(path: sqlitePath(path, access), configuration: configuration)
    }

    /// Makes the writing connection durable, and the database current.
    static func prepare(_ pool: DatabasePool, _ path: FilePath) throws {
        // SQLite opens what it may not write, and says so only when something is written.
        guard Disk.isWritable(path) else { throw StoreFailure.readOnly(detail: "\(path) may not be written") }
        try pool.writeWithoutTransaction { database in
            // GRDB has just set NORMAL, with which a commit returns before the disk has it.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // A crash may have come between an erasure and the emptying of the log. When others use the log, it stays.
            try? database.emptyLog(waitingMilliseconds: 0)
            // Without a need, nobody who writes is waited for.
            if try LedgerReads(database: database).schemaVersion() != Migration.all.count {
                try database.writing(at: path) { try LedgerWrites(database: database).migrate() }
            }
        }
    }

    // A database in WAL mode can only be read with its index beside it, which SQLite makes if it has to. When there is no
    // log, nobody has the ledger open and the file alone is all there is: SQLite is told that it will not change.
    private static func sqlitePath(_ path: FilePath, _ access: Access) throws -> String {
        guard access == .readOnly, try !isInUse(path) else { return path.sqlite }
        return "file:\(path.sqlite.percentEncoded)?immutable=1"
    }

    /// Whether there is a write-ahead log with something in it.
    static func isInUse(_ path: FilePath) throws(StoreFailure) -> Bool {
        try Disk.status(of: path.suffixed("-wal")) != nil
    }
}

extension Database {
    /// Moves everything from the write-ahead log into the database file and cuts the log to nothing.
    ///
    /// Throws `SQLITE_BUSY` when others still read or write there after the wait; nothing is lost by that.
    func emptyLog(waitingMilliseconds: Int) throws {
        let usual = try Int.fetchOne(self, sql: "PRAGMA busy_timeout") ?? 0
        try execute(sql: "PRAGMA busy_timeout = \(waitingMilliseconds)")
        defer { try? execute(sql: "PRAGMA busy_timeout = \(usual)") }
        try checkpoint(.truncate)
    }
}

extension SQLiteStore {
    /// What the schema of a new ledger would be.
    static func expectedSchema(at path: FilePath) throws(StoreFailure) -> [String: String] {
        do {
            return try DatabaseQueue().inDatabase { database in
                try LedgerWrites(database: database).migrate()
                return try LedgerReads(database: database).schema()
            }
        } catch {
            throw StoreFailure(error, at: path)
        }
    }

    static func differences(of schema: [String: String], from expected: [String: String]) -> [String] {
        Set(schema.keys).union(expected.keys).sorted().filter { schema[$0] != expected[$0] }.map { name in
            switch (schema[name], expected[name]) {
            case (nil, _): "the database lacks \(name)"
            case (_, nil): "the database has something that is not ours: \(name)"
            default: "the database has another form of \(name)"
            }
        }
    }
}

extension FilePath {
    /// The path as SQLite takes it: one that begins with "file:" would be an address.
    var sqlite: String {
        text.hasPrefix("/") ? text : "./" + text
    }
}

extension String {
    /// The text as the path of an address.
    fileprivate var percentEncoded: String {
        let plain = Set("/-._~".utf8).union(UInt8(ascii: "a")...UInt8(ascii: "z"))
            .union(UInt8(ascii: "A")...UInt8(ascii: "Z")).union(UInt8(ascii: "0")...UInt8(ascii: "9"))
        return utf8.map { byte in
            plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
