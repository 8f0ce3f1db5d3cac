import Ledger
import Storage
import Testing

@Suite("Erasing, in every ledger store")
struct ErasureContractTests {
    @Test("takes one value and leaves everything else", arguments: StoreKind.allCases)
    func value(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(.story(from: 0, count: 3), at: .empty)
        try await store.append(erasing([.init(entry: EntryIndex(1), key: "remark")]), at: LedgerSize(3))
        var expected = Entry.story(1)
        expected.beside["remark"] = nil
        #expect(try await store.all() == [.story(0), expected, .story(2), .plain(3)])
        #expect(try expected.opened().values == ["name": "Priya Shah"])
    }

    @Test("leaves nothing beside an entry that lost its last value", arguments: StoreKind.allCases)
    func lastValue(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(.story(from: 0, count: 1), at: .empty)
        let values = ["remark", "name"].map { Erasures.Value(entry: EntryIndex(0), key: $0) }
        try await store.append(erasing(values), at: LedgerSize(1))
        let stored = try #require(try await store.entry(at: EntryIndex(0)))
        #expect(stored.beside == nil)
        #expect(stored.body != nil && stored.salt != nil)
    }

    @Test("takes body, salt and values of an entry and leaves its header", arguments: StoreKind.allCases)
    func body(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(.story(from: 0, count: 2), at: .empty)
        let batch = Batch(entries: [.plain(2)], erasures: Erasures(bodies: [EntryIndex(0)]))
        try await store.append(batch, at: LedgerSize(2))
        let stored = try #require(try await store.entry(at: EntryIndex(0)))
        #expect(stored.salt == nil && stored.body == nil && stored.beside == nil)
        #expect(Array(stored.header) == Entry.story(0).headerBytes)
        #expect(Array(stored.leaf) == Entry.story(0).leaf.bytes)
        #expect(try await store.entry(at: EntryIndex(1))?.entry() == .story(1))
    }

    @Test("of what is gone already changes nothing", arguments: StoreKind.allCases)
    func twice(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(Batch(entries: [.plain(0), .story(1)]), at: .empty)
        let erasures = Erasures(
            values: [.init(entry: EntryIndex(0), key: "remark"), .init(entry: EntryIndex(1), key: "other")])
        try await store.append(Batch(erasures: erasures), at: LedgerSize(2))
        try await store.append(Batch(erasures: Erasures(bodies: [EntryIndex(1)])), at: LedgerSize(2))
        try await store.append(
            Batch(erasures: Erasures(values: [.init(entry: EntryIndex(1), key: "name")], bodies: [EntryIndex(1)])),
            at: LedgerSize(2))
        #expect(try await store.entry(at: EntryIndex(0))?.entry() == .plain(0))
        #expect(try await store.entry(at: EntryIndex(1))?.body == nil)
        #expect(try await store.size() == LedgerSize(2))
    }

    private func erasing(_ values: [Erasures.Value]) -> Batch {
        Batch(entries: [.plain(3)], erasures: Erasures(values: values))
    }
}
