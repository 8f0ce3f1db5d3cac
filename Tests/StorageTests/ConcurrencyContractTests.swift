import Ledger
import Storage
import Testing

@Suite("Nodes of one ledger, in every store")
struct ConcurrencyContractTests {
    @Test("of two appends decided on one size, one is written and the other moves on", arguments: StoreKind.allCases)
    func race(kind: StoreKind) async throws {
        let opened = try kind.openTwo()
        let (first, second) = (opened.first, opened.second)
        async let one = outcome(of: .story(from: 0, count: 1), in: first)
        async let two = outcome(of: .story(from: 0, count: 2), in: second)
        let outcomes = await [one, two]
        let size = try await first.size()
        #expect(try await second.size() == size)
        #expect(outcomes.filter { $0 == nil }.count == 1)
        #expect(outcomes.compactMap(\.self) == [.movedOn(actual: size)])
    }

    @Test("both write on, and nothing is lost, doubled or mixed", arguments: StoreKind.allCases)
    func converge(kind: StoreKind) async throws {
        let opened = try kind.openTwo()
        let (first, second) = (opened.first, opened.second)
        async let one = appendAll(30, to: first, remark: "one")
        async let two = appendAll(30, to: second, remark: "two")
        _ = try await (one, two)
        let entries = try await first.all()
        #expect(try await second.all() == entries)
        #expect(try entries.map { try $0.header().sequence.value } == Array(0..<60))
        let remarks = try entries.map { try $0.opened().values["remark"]?.string }
        for node in ["one", "two"] {
            #expect(remarks.compactMap(\.self).filter { $0.hasPrefix(node) } == (0..<30).map { "\(node) \($0)" })
        }
    }

    @Test("a node notices what another one wrote, and not what it wrote itself", arguments: StoreKind.allCases)
    func dataVersion(kind: StoreKind) async throws {
        let opened = try kind.openTwo()
        let (first, second) = (opened.first, opened.second)
        let before = try await first.dataVersion()
        try await first.append(.story(from: 0, count: 1), at: .empty)
        #expect(try await first.dataVersion() == before)
        try await second.append(.story(from: 1, count: 1), at: LedgerSize(1))
        let after = try await first.dataVersion()
        #expect(after != before)
        #expect(try await first.dataVersion() == after)
        try await second.change(settings: ["zone": "UTC"])
        #expect(try await first.dataVersion() != after)
    }

    private func outcome(of batch: Batch, in store: any LedgerStore) async -> StoreFailure? {
        do {
            try await store.append(batch, at: .empty)
            return nil
        } catch {
            return error
        }
    }

    /// Appends entry by entry, deciding again after each that came too late.
    private func appendAll(_ count: Int, to store: any LedgerStore, remark: String) async throws {
        var size = try await store.size()
        for number in 0..<count {
            while true {
                do {
                    let entry = Entry.story(size.value, remark: "\(remark) \(number)")
                    try await store.append(Batch(entries: [entry]), at: size)
                    size = size.adding(1)
                    break
                } catch StoreFailure.movedOn(let actual) {
                    size = actual
                }
            }
        }
    }
}
