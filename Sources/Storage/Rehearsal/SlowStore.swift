/// A store that really suspends before and after each effect, so that what runs at the same time gets mixed.
///
/// Tests about concurrency use it: on a store in memory alone they pass without the guard they are for.
package struct SlowStore<Store: LedgerStore>: StoreAround {
    package let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    package func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer {
        for _ in 0..<3 { await Task.yield() }
        let answer = try await work()
        for _ in 0..<3 { await Task.yield() }
        return answer
    }
}
