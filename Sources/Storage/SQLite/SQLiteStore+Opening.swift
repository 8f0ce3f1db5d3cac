internal import GRDB

extension SQLiteStore {
    /// How a ledger is opened, where a rehearsal wants it otherwise than usual.
    package struct Options: Sendable {
        package static let usual = Options()

        /// How long a call waits for another process. Longer than any batch takes.
        package var busyTimeoutSeconds = 10.0
        /// As if the disk were full when the file has as many pages of 4,096 bytes.
        package var pageCountMax: Int?
        package var migrations = Migration.all

        package init() {}
    }

    private static let readerCountMax = 4
    /// The write-ahead log is cut to this length when it begins anew after a large batch.
    private static let logByteCountMax = 64 << 20

    // A database in WAL mode can only be read with its index beside it, which SQLite makes if it has to. While nobody has
    // the ledger open, the file alone is all there is: then SQLite is told that it is still, and writes nothing.
    static func pool(at path: FilePath, _ access: Access, isStill: Bool, _ options: Options) throws -> DatabasePool {
        var configuration = connection(options)
        configuration.readonly = access != .readWrite
        configuration.maximumReaderCount = readerCountMax
        return try DatabasePool(path: isStill ? path.address("immutable=1") : path.sqlite, configuration: configuration)
    }

    /// What holds for every connection.
    static func connection(_ options: Options) -> Configuration {
        var configuration = Configuration()
        configuration.label = "ledger"
        // Else GRDB would stop the program when a transaction cannot be rolled back. `writing` looks after that.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(options.busyTimeoutSeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            try database.execute(sql: "PRAGMA journal_size_limit = \(logByteCountMax)")
            if let count = options.pageCountMax { try database.execute(sql: "PRAGMA max_page_count = \(count)") }
        }
        return configuration
    }

    /// Makes the writing connection durable, and the database current.
    static func prepare(_ pool: DatabasePool, _ path: FilePath, _ options: Options) throws {
        // SQLite opens what it may not write, and says so only when something is written.
        guard Disk.isWritable(path) else { throw StoreFailure.readOnly(detail: "\(path) may not be written") }
        try pool.writeWithoutTransaction { database in
            // GRDB has just set NORMAL, with which a commit returns before the disk has it.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // A crash may have come between an erasure and the emptying of the log. When others use the log, it stays.
            try? database.emptyLog(waitingMilliseconds: 0)
            // Without a need, nobody who writes is waited for.
            if try LedgerReads(database: database).schemaVersion() != options.migrations.count {
                try database.writing(at: path) { try LedgerWrites(database: database).migrate(options.migrations) }
            }
        }
    }

    /// Refuses a ledger of an earlier form, which is no damage. A form that no ledger ever had is left to the examination.
    static func checkForm(_ reader: any DatabaseReader, _ path: FilePath, _ options: Options) throws {
        let form = try reader.read { try LedgerReads(database: $0).schemaVersion() }
        guard (1..<options.migrations.count).contains(form) else { return }
        throw StoreFailure.outdated(
            detail: "\(path) has form \(form); this program reads form \(options.migrations.count)")
    }

    /// Makes an empty ledger in an empty file.
    static func found(_ path: FilePath, _ options: Options) throws {
        let queue = try DatabaseQueue(path: path.sqlite, configuration: connection(options))
        try queue.inDatabase { database in
            // Debian's SQLite would else move pages about at each commit.
            try database.execute(sql: "PRAGMA auto_vacuum = NONE")
            try database.writing(at: path) {
                try LedgerWrites(database: database).migrate(options.migrations)
                try LedgerWrites(database: database).markAsLedger()
            }
        }
        try queue.close()
    }

    /// A log is read by its index. Where there is none, as after a crash, SQLite makes it, or cannot open the ledger. The file alone
    /// would be a ledger without its latest entries.
    static func checkLogIsReadable(_ path: FilePath) throws(StoreFailure) {
        let index = path.suffixed("-shm")
        guard try Disk.status(of: index) == nil, !Disk.isWritable(path.parent) else { return }
        throw .logUnread(detail: "\(path.suffixed("-wal")) is there, \(index) is not, and cannot be made")
    }

    /// Whether somebody has the ledger open, or had when the machine stopped: then there is a write-ahead log. An empty one
    /// says nothing where nobody could have removed it.
    static func isInUse(_ path: FilePath) throws(StoreFailure) -> Bool {
        guard let log = try Disk.status(of: path.suffixed("-wal")) else { return false }
        return log.byteCount > 0 || Disk.isWritable(path.parent)
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

extension FilePath {
    /// The path as SQLite takes it: one that begins with "file:" would be an address.
    var sqlite: String {
        text.hasPrefix("/") ? text : "./" + text
    }

    /// The path as an address, with what is to be told to SQLite about the file.
    func address(_ parameter: String) -> String { "file:\(sqlite.percentEncoded)?\(parameter)" }
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
