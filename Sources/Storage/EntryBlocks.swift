package import Ledger

/// The entries of a ledger, block by block, to where it ended when the last block was read.
///
/// While one block is looked at, the next one is being read, so that reading and hashing share the time.
package struct EntryBlocks<Store: LedgerStore>: AsyncSequence, Sendable {
    package typealias Element = EntryBlock
    package typealias Failure = StoreFailure

    let store: Store
    let next: EntryIndex
    let limit: Int

    package func makeAsyncIterator() -> Iterator {
        Iterator(store: store, first: next, limit: limit)
    }

    /// Reads the next block when it is asked for.
    package struct Iterator: AsyncIteratorProtocol {
        private let store: Store
        private let limit: Int
        private var coming: Task<Result<EntryBlock, StoreFailure>, Never>

        init(store: Store, first: EntryIndex, limit: Int) {
            self.store = store
            self.limit = limit
            coming = Iterator.read(store, first, limit)
        }

        package mutating func next() async throws(StoreFailure) -> EntryBlock? {
            let block = try await coming.value.get()
            guard !block.isEmpty else { return nil }
            let behind = EntryIndex(block.index(at: block.count - 1).value + 1)
            coming = Iterator.read(store, behind, limit)
            return block
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StoreFailure) -> EntryBlock? {
            try await next()
        }

        // Whoever stops early leaves one read to finish that nobody waits for.
        private static func read(
            _ store: Store, _ first: EntryIndex, _ limit: Int
        ) -> Task<Result<EntryBlock, StoreFailure>, Never> {
            Task {
                do throws(StoreFailure) {
                    return .success(try await store.entries(from: first, limit: limit))
                } catch {
                    return .failure(error)
                }
            }
        }
    }
}
