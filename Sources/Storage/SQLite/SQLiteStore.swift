internal import GRDB
package import Ledger
internal import Synchronization

/// A ledger in one SQLite file, which any number of processes of one machine may share.
///
/// Durable: a commit is on the disk when it returns (WAL with `synchronous=FULL`). What is erased is overwritten
/// (`secure_delete`) and leaves the write-ahead log at once, or, while another process still reads there, after a later write.
package final class SQLiteStore: LedgerStore {
    package enum Access: Sendable {
        case readWrite
        /// Writes nothing, not even files beside the ledger when nobody has it open. Appends throw `.readOnly`.
        case readOnly
    }

    private let path: FilePath
    private let access: Access
    private let pool: DatabasePool
    /// Something erased may still be in the write-ahead log.
    private let hasTraces = Mutex(false)

    /// Opens a ledger that is there. Waits for other processes, so it is not for a thread in a hurry.
    ///
    /// Throws `.foreign` and `.tooNew` without touching the file.
    package init(
        opening path: FilePath, access: Access = .readWrite, busyTimeoutSeconds: Double = SQLiteStore.busyTimeoutSeconds
    ) throws(StoreFailure) {
        _ = try LedgerFile(probing: path)
        self.path = path
        self.access = access
        do {
            pool = try SQLiteStore.pool(at: path, access, busyTimeoutSeconds)
            if access == .readWrite { try SQLiteStore.prepare(pool, path) }
        } catch {
            throw StoreFailure(error, at: path)
        }
    }

    /// Makes a ledger without entries in a file that is not there yet, and opens it.
    package static func create(at path: FilePath) throws(StoreFailure) -> SQLiteStore {
        try Disk.create(path, bytes: [])
        do {
            let queue = try DatabaseQueue(path: path.sqlite)
            try queue.inDatabase { database in
                // Debian's SQLite would else move pages about at each commit.
                try database.execute(sql: "PRAGMA auto_vacuum = NONE")
                try database.writing(at: path) {
                    try LedgerWrites(database: database).migrate()
                    try LedgerWrites(database: database).markAsLedger()
                }
            }
            try queue.close()
        } catch {
            try? Disk.remove(path)
            throw StoreFailure(error, at: path)
        }
        return try SQLiteStore(opening: path)
    }

    /// Puts everything into the one file and lets go of it. Every call after that throws `.unavailable`.
    package func close() throws(StoreFailure) {
        do {
            // The connection that is closed last tidies up; only a writing one can.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        } catch {
            throw StoreFailure(error, at: path)
        }
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
        try await read { try $0.entries(from: first, limit: limit) }
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
        try await onWriter { try LedgerReads(database: $0).dataVersion() }
    }

    package func structuralDamage() async throws(StoreFailure) -> [String] {
        let expected = try SQLiteStore.expectedSchema(at: path)
        return try await read { reads in
            try reads.integrityProblems() + SQLiteStore.differences(of: try reads.schema(), from: expected)
        }
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
            pool.asyncRead { database in
                let answer = Result { try work(LedgerReads(database: database.get())) }
                continuation.resume(returning: answer.mapError { StoreFailure($0, at: path) })
            }
        }
        return try result.get()
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
