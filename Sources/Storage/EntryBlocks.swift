package import Ledger

/// The entries of a ledger, block by block. Each block is read when it is asked for; a ledger that grows meanwhile is read to its new end.
package struct EntryBlocks<Store: LedgerStore>: AsyncSequence, Sendable {
    package typealias Element = EntryBlock
    package typealias Failure = StoreFailure

    let store: Store
    let next: EntryIndex
    let limit: Int

    package func makeAsyncIterator() -> Iterator {
        Iterator(store: store, next: next, limit: limit)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let store: Store
        var next: EntryIndex
        let limit: Int

        package mutating func next() async throws(StoreFailure) -> EntryBlock? {
            let block = try await store.entries(from: next, limit: limit)
            guard !block.isEmpty else { return nil }
            next = EntryIndex(block.index(at: block.count - 1).value + 1)
            return block
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StoreFailure) -> EntryBlock? {
            try await next()
        }
    }
}
