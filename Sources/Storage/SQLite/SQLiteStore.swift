internal import GRDB
package import Ledger
internal import Synchronization

/// A ledger in one SQLite file, which any number of processes of one machine may share.
///
/// Durable: a commit is on the disk when it returns (WAL with `synchronous=FULL`). What is erased is overwritten
/// (`secure_delete`) and leaves the write-ahead log at once, or, while another process still reads there, after a later write.
package final class SQLiteStore: LedgerStore {
    /// What may be done with the file.
    package enum Access: Sendable {
        case readWrite
        /// Writes nothing, not even files beside the ledger when nobody has it open. Appends throw `.readOnly`.
        case readOnly
        /// As `readOnly`, and every answer is of the moment when it was opened, whatever others write meanwhile.
        case moment
    }

    let path: FilePath
    private let access: Access
    private let pool: DatabasePool
    /// Where reads go: the pool, or one transaction that lasts.
    private let reader: any DatabaseReader
    /// The number of the last migration that the file must have seen.
    private let form: Int
    /// How the file was when it was opened on the promise that nobody changes it.
    private let stillAs: FileStatus?
    /// Something erased may still be in the write-ahead log.
    private let hasTraces = Mutex(false)

    /// Opens a ledger that is there. Waits for other processes, so it is not for a thread in a hurry.
    ///
    /// Throws `.foreign` and `.tooNew` without touching the file.
    package init(
        opening path: FilePath, access: Access = .readWrite, options: Options = .usual
    ) throws(StoreFailure) {
        try LedgerFile.probe(path, migrations: options.migrations)
        self.path = path
        self.access = access
        form = options.migrations.count
        do {
            stillAs = try access != .readWrite && !SQLiteStore.isInUse(path) ? Disk.status(of: path) : nil
            if access != .readWrite, stillAs == nil { try SQLiteStore.checkLogIsReadable(path) }
            pool = try SQLiteStore.pool(at: path, access, isStill: stillAs != nil, options)
            reader = access == .moment ? try pool.makeSnapshot() : pool
            if access == .readWrite {
                try SQLiteStore.prepare(pool, path, options)
            } else {
                try SQLiteStore.checkForm(reader, path, options)
            }
        } catch {
            throw StoreFailure(error, at: path)
        }
    }

    /// Makes a ledger without entries in a file that is not there yet, and opens it.
    package static func create(at path: FilePath, options: Options = .usual) throws(StoreFailure) -> SQLiteStore {
        try Disk.create(path, bytes: [])
        do {
            try SQLiteStore.found(path, options)
            return try SQLiteStore(opening: path, options: options)
        } catch {
            for suffix in ["", "-journal", "-wal", "-shm"] { try? Disk.remove(path.suffixed(suffix)) }
            throw StoreFailure(error, at: path)
        }
    }

    /// Puts everything into the one file and lets go of it. Every call after that throws `.unavailable`.
    ///
    /// When not everything can be put there, as on a full disk, it says so and lets go all the same: nothing is lost as long as
    /// the write-ahead log stays beside the file.
    package func close() throws(StoreFailure) {
        do {
            let emptied = Result { if access == .readWrite { try emptyLogIfAlone() } }
            if access == .moment { try reader.close() }
            // Closes the connection that writes first, whatever happened, and then those that read.
            try pool.close()
            try emptied.get()
            if access == .readWrite { try? removeLog() }
        } catch {
            throw StoreFailure(error, at: path)
        }
    }

    /// While others have the ledger open, the log is theirs too. Our own readers are waited for: a reader answers before it
    /// lets go of its connection.
    private func emptyLogIfAlone() throws {
        do {
            try pool.barrierWriteWithoutTransaction { try $0.emptyLog(waitingMilliseconds: 0) }
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_MISUSE].contains(error.resultCode) {
            // Misuse is a second call: then everything is where it should be.
        }
    }

    /// The connection that is closed last removes the log, but only one that writes can. So where a reader was the last,
    /// there is another one after it. When that fails, an empty log stays, which says nothing.
    private func removeLog() throws {
        guard try Disk.status(of: path.suffixed("-wal")) != nil else { return }
        let last = try DatabaseQueue(path: path.address("mode=rw"), configuration: SQLiteStore.connection(.usual))
        _ = try last.inDatabase { try LedgerReads(database: $0).schemaVersion() }
        try last.close()
    }

    package func size() async throws(StoreFailure) -> LedgerSize {
        try await read { try $0.size() }
    }

    package func append(_ batch: Batch, at expected: LedgerSize) async throws(StoreFailure) {
        batch.check(at: expected)
        try await write { try $0.append(batch, at: expected) }
        if !batch.erasures.isEmpty { hasTraces.withLock { $0 = true } }
        if hasTraces.withLock(\.self) { await removeTraces() }
    }

    package func entries(from first: EntryIndex, limit: Int) async throws(StoreFailure) -> EntryBlock {
        do {
            return try await read { try $0.entries(from: first, limit: limit) }
        } catch .damaged(let detail) {
            throw .damaged(detail: "entry \(first) cannot be read: \(detail)")
        }
    }

    package func nodes(at addresses: [NodeAddress]) async throws(StoreFailure) -> [Digest?] {
        try await read { reads in
            try addresses.map { $0.level == 0 ? try reads.leaf($0.index) : try reads.node($0) }
        }
    }

    package func nodes(from first: NodeAddress, limit: Int) async throws(StoreFailure) -> [StoredNode] {
        try await read { try $0.nodes(from: first, limit: limit) }
    }

    package func checkpoints(
        from size: LedgerSize, limit: Int
    ) async throws(StoreFailure) -> [StoredCheckpoint] {
        try await read { try $0.checkpoints(from: size, limit: limit) }
    }

    package func latestCheckpoint() async throws(StoreFailure) -> StoredCheckpoint? {
        try await read { try $0.latestCheckpoint() }
    }

    package func settings() async throws(StoreFailure) -> [String: String] {
        try await read { try $0.settings() }
    }

    package func change(settings: [String: String?]) async throws(StoreFailure) {
        try await write { try $0.change(settings: settings) }
    }

    // Asked on the connection that writes, because there our own writes do not count.
    package func dataVersion() async throws(StoreFailure) -> DataVersion {
        // Of one moment there is one version.
        if access == .moment { return DataVersion(0) }
        return try await onWriter { try LedgerReads(database: $0).dataVersion() }
    }

    package func structuralDamage() async throws(StoreFailure) -> [String] {
        let expected = try SQLiteStore.expectedSchema()
        do {
            let form = form
            return try await read { try $0.problems(form: form, schema: expected) }
        } catch .damaged(let detail) {
            // Too damaged to be examined.
            return [detail]
        }
    }

    /// False when the ledger was opened for reading while nobody had it open, and somebody has written to it since. Then
    /// what was read may be a mixture: open it again and read anew.
    package func isUndisturbed() throws(StoreFailure) -> Bool {
        guard let stillAs else { return true }
        let status = try Disk.status(of: path)
        let isInUse = try SQLiteStore.isInUse(path)
        return status == stillAs && !isInUse
    }

    /// The statement behind each table, index, trigger and view, by its name.
    func schema() async throws(StoreFailure) -> [String: String] {
        try await read { try $0.schema() }
    }

    /// The setting of `synchronous` on the connection that writes: 2 is FULL.
    package func synchronous() async throws(StoreFailure) -> Int {
        try await onWriter { try LedgerReads(database: $0).synchronous() }
    }
}

extension SQLiteStore {
    // GRDB's own async calls stop when their task is cancelled, and a commit must not. So these hand over a callback.

    private func read<Answer: Sendable>(
        _ work: @escaping @Sendable (LedgerReads) throws -> Answer
    ) async throws(StoreFailure) -> Answer {
        let path = path
        let result = await withCheckedContinuation { continuation in
            reader.asyncRead { database in
                let answer = Result { try work(LedgerReads(database: database.get())) }
                continuation.resume(returning: answer.mapError { StoreFailure($0, at: path) })
            }
        }
        return try result.get()
    }

    /// A connection for reading beside the pool.
    func copyingConnection() throws -> DatabaseQueue {
        var configuration = SQLiteStore.connection(.usual)
        configuration.readonly = true
        return try DatabaseQueue(path: pool.path, configuration: configuration)
    }

    private func write(_ work: @escaping @Sendable (LedgerWrites) throws -> Void) async throws(StoreFailure) {
        let path = path
        guard access == .readWrite else { throw .readOnly(detail: "\(path) was opened for reading only") }
        try await onWriter { database in
            try database.writing(at: path) { try work(LedgerWrites(database: database)) }
        }
    }

    private func onWriter<Answer: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StoreFailure) -> Answer {
        let path = path
        let result = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                let answer = Result { try work(database) }
                continuation.resume(returning: answer.mapError { StoreFailure($0, at: path) })
            }
        }
        return try result.get()
    }

    /// Empties the write-ahead log. While another process reads there it cannot be; then it is tried again at the next append.
    private func removeTraces() async {
        do {
            try await onWriter { try $0.emptyLog(waitingMilliseconds: 1_000) }
            hasTraces.withLock { $0 = false }
        } catch {
            // What was to be written is written.
        }
    }
}
