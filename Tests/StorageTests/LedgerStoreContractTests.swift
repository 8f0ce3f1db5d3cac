import Ledger
import Storage
import Testing

/// What every store must do.
@Suite("Every ledger store")
struct LedgerStoreContractTests {
    @Test("begins empty", arguments: StoreKind.allCases)
    func empty(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        #expect(try await store.size() == .empty)
        #expect(try await store.entries(from: EntryIndex(0), limit: 10).isEmpty)
        #expect(try await store.entry(at: EntryIndex(0)) == nil)
        #expect(try await store.node(at: NodeAddress(level: 0, index: 0)) == nil)
        #expect(try await store.latestCheckpoint() == nil)
        #expect(try await store.settings() == [:])
        #expect(try await store.structuralDamage() == [])
    }

    @Test("gives back every byte of what was appended", arguments: StoreKind.allCases)
    func roundTrip(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        let entries = [Entry.story(0), .plain(1), .story(2)]
        try await store.append(Batch(entries: entries), at: .empty)
        #expect(try await store.all() == entries)
        let stored = try #require(try await store.entry(at: EntryIndex(2)))
        #expect(Array(stored.leaf) == entries[2].leaf.bytes)
        #expect(Array(stored.header) == entries[2].headerBytes)
        #expect(stored.beside.map(Array.init) == SealedValue.stored(entries[2].beside))
        #expect(try await store.entry(at: EntryIndex(1))?.beside == nil)
    }

    @Test("refuses an append at the wrong size and writes nothing", arguments: StoreKind.allCases)
    func optimisticConcurrency(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(.story(from: 0, count: 2), at: .empty)
        let late = Batch(
            entries: [.story(2)], nodes: [.madeUp(1, 0)], checkpoint: [1],
            erasures: Erasures(bodies: [EntryIndex(0)]), settings: ["actor": "PER-1"])
        for wrong in [0, 1, 3] {
            await #expect(throws: StoreFailure.movedOn(actual: LedgerSize(2))) {
                try await store.append(late, at: LedgerSize(wrong))
            }
        }
        #expect(try await store.all() == [.story(0), .story(1)])
        #expect(try await store.node(at: NodeAddress(level: 1, index: 0)) == nil)
        #expect(try await store.latestCheckpoint() == nil)
        #expect(try await store.settings() == [:])
    }

    @Test("writes entries, nodes, checkpoint and settings in one step", arguments: StoreKind.allCases)
    func wholeBatch(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        let batch = Batch(
            entries: [.story(0), .story(1)], nodes: [.madeUp(1, 0)], checkpoint: Array("note 2"),
            settings: ["actor": "PER-1"])
        try await store.append(batch, at: .empty)
        #expect(try await store.node(at: NodeAddress(level: 1, index: 0)) == StoredNode.madeUp(1, 0).hash)
        #expect(
            try await store.latestCheckpoint() == StoredCheckpoint(size: LedgerSize(2), note: Array("note 2")))
        #expect(try await store.settings() == ["actor": "PER-1"])
    }

    @Test("reads in order from anywhere, in blocks of any length", arguments: StoreKind.allCases, [1, 3, 7, 100])
    func blocks(kind: StoreKind, limit: Int) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(.story(from: 0, count: 10), at: .empty)
        #expect(try await store.all(blockLimit: limit) == (0..<10).map { Entry.story($0) })
        let block = try await store.entries(from: EntryIndex(4), limit: limit)
        #expect(block.map(\.index.value) == Array(4..<min(10, 4 + limit)))
        #expect(try await store.entries(from: EntryIndex(10), limit: limit).isEmpty)
    }

    @Test("closes a block of large entries early, and never before the first", arguments: StoreKind.allCases)
    func largeEntries(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        let large = String(repeating: "x", count: EntryBlock.byteCountMax)
        let entries = (0..<3).map { Entry.story($0, text: large) }
        try await store.append(Batch(entries: entries), at: .empty)
        let block = try await store.entries(from: EntryIndex(0), limit: 100)
        #expect(block.count == 1)
        #expect(try await store.all() == entries)
    }

    @Test("answers for nodes in the order asked, with leaves at level 0", arguments: StoreKind.allCases)
    func nodes(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        let nodes = [StoredNode.madeUp(1, 0), .madeUp(1, 1), .madeUp(2, 0)]
        try await store.append(Batch(entries: (0..<4).map { .story($0) }, nodes: nodes), at: .empty)
        let asked = [(2, 0), (0, 3), (1, 5), (1, 0), (0, 4)].map { NodeAddress(level: $0.0, index: $0.1) }
        let found = try await store.nodes(at: asked)
        #expect(found == [nodes[2].hash, Entry.story(3).leaf, nil, nodes[0].hash, nil])
    }

    @Test("lists the nodes by level and index, in pages", arguments: StoreKind.allCases)
    func nodePages(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        let nodes = [StoredNode.madeUp(2, 0), .madeUp(1, 1), .madeUp(1, 0), .madeUp(1, 10), .madeUp(1, 2)]
        try await store.append(Batch(nodes: nodes), at: .empty)
        var read: [StoredNode] = []
        var next = NodeAddress(level: 0, index: 0)
        while true {
            let page = try await store.nodes(from: next, limit: 2)
            guard let last = page.last else { break }
            read += page
            next = last.address.next
        }
        #expect(read == nodes.sorted { $0.address < $1.address })
    }

    @Test("keeps the first checkpoint of a size", arguments: StoreKind.allCases)
    func checkpoints(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.append(Batch(entries: [.story(0)], checkpoint: Array("one")), at: .empty)
        try await store.append(Batch(checkpoint: Array("another one")), at: LedgerSize(1))
        try await store.append(Batch(entries: [.story(1), .story(2)], checkpoint: Array("three")), at: LedgerSize(1))
        let one = StoredCheckpoint(size: LedgerSize(1), note: Array("one"))
        let three = StoredCheckpoint(size: LedgerSize(3), note: Array("three"))
        #expect(try await store.checkpoints(from: .empty, limit: 10) == [one, three])
        #expect(try await store.checkpoints(from: .empty, limit: 1) == [one])
        #expect(try await store.checkpoints(from: LedgerSize(2), limit: 10) == [three])
        #expect(try await store.latestCheckpoint() == three)
    }

    @Test("keeps the latest checkpoint, and of each run of 1,024 sizes the first", arguments: StoreKind.allCases)
    func thinning(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        var size = 0
        for (next, kept) in [
            (1, [1]), (2, [1, 2]), (3, [1, 3]), (1_023, [1, 1_023]), (1_024, [1, 1_024]), (1_025, [1, 1_024, 1_025]),
            (2_050, [1, 1_024, 2_050]), (2_051, [1, 1_024, 2_050, 2_051]), (2_052, [1, 1_024, 2_050, 2_052]),
        ] {
            let batch = Batch(entries: (size..<next).map { .plain($0) }, checkpoint: Array("\(next)".utf8))
            try await store.append(batch, at: LedgerSize(size))
            size = next
            let found = try await store.checkpoints(from: .empty, limit: 10)
            #expect(found == kept.map { StoredCheckpoint(size: LedgerSize($0), note: Array("\($0)".utf8)) })
        }
    }

    @Test("sets and removes settings, all at once", arguments: StoreKind.allCases)
    func settings(kind: StoreKind) async throws {
        let subject = try Subject(kind)
        let store = subject.store
        try await store.change(settings: ["actor": "PER-1", "zone": "Europe/Vienna"])
        try await store.change(settings: ["actor": nil, "zone": "UTC", "": "ü"])
        #expect(try await store.settings() == ["zone": "UTC", "": "ü"])
        #expect(try await store.size() == .empty)
    }
}
