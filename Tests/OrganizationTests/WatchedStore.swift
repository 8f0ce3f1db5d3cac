import Ledger
import Storage
import Synchronization

/// A store that tells from where entries were first read, and does something just before the head of the ledger is looked at.
final class WatchedStore: StoreAround {
    let store: SQLiteStore
    private let first = Mutex<EntryIndex?>(nil)
    private let meanwhile: @Sendable () async -> Void

    init(_ store: SQLiteStore, meanwhile: @escaping @Sendable () async -> Void = {}) {
        self.store = store
        self.meanwhile = meanwhile
    }

    /// The first entry that anybody asked for.
    var firstRead: EntryIndex? { first.withLock(\.self) }

    func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer {
        try await work()
    }

    func entries(from index: EntryIndex, limit: Int) async throws(StoreFailure) -> EntryBlock {
        first.withLock { $0 = $0 ?? index }
        return try await store.entries(from: index, limit: limit)
    }

    func latestCheckpoint() async throws(StoreFailure) -> StoredCheckpoint? {
        await meanwhile()
        return try await store.latestCheckpoint()
    }
}
