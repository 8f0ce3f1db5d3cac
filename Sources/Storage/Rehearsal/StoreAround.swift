package import Ledger

/// A store around another one: every call goes through `around`, which may wait, fail or count.
package protocol StoreAround: LedgerStore {
    associatedtype Store: LedgerStore

    var store: Store { get }

    /// Does `work`, one call to `store`.
    func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer
}

extension StoreAround {
    package func size() async throws(StoreFailure) -> LedgerSize {
        try await around { () async throws(StoreFailure) in try await store.size() }
    }

    package func append(_ batch: Batch, at expected: LedgerSize) async throws(StoreFailure) {
        try await around { () async throws(StoreFailure) in try await store.append(batch, at: expected) }
    }

    package func entries(from first: EntryIndex, limit: Int) async throws(StoreFailure) -> EntryBlock {
        try await around { () async throws(StoreFailure) in try await store.entries(from: first, limit: limit) }
    }

    package func nodes(at addresses: [NodeAddress]) async throws(StoreFailure) -> [Digest?] {
        try await around { () async throws(StoreFailure) in try await store.nodes(at: addresses) }
    }

    package func nodes(from first: NodeAddress, limit: Int) async throws(StoreFailure) -> [StoredNode] {
        try await around { () async throws(StoreFailure) in try await store.nodes(from: first, limit: limit) }
    }

    package func checkpoints(
        from size: LedgerSize, limit: Int
    ) async throws(StoreFailure) -> [StoredCheckpoint] {
        try await around { () async throws(StoreFailure) in try await store.checkpoints(from: size, limit: limit) }
    }

    package func latestCheckpoint() async throws(StoreFailure) -> StoredCheckpoint? {
        try await around { () async throws(StoreFailure) in try await store.latestCheckpoint() }
    }

    package func settings() async throws(StoreFailure) -> [String: String] {
        try await around { () async throws(StoreFailure) in try await store.settings() }
    }

    package func change(settings: [String: String?]) async throws(StoreFailure) {
        try await around { () async throws(StoreFailure) in try await store.change(settings: settings) }
    }

    package func dataVersion() async throws(StoreFailure) -> DataVersion {
        try await around { () async throws(StoreFailure) in try await store.dataVersion() }
    }

    package func structuralDamage() async throws(StoreFailure) -> [String] {
        try await around { () async throws(StoreFailure) in try await store.structuralDamage() }
    }
}
