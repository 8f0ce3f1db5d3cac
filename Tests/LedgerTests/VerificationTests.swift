import Ledger
import Testing

@Suite("Verification")
struct VerificationTests {
    /// Entries 0 to 9, signed at 4, 8 and 10.
    private func ten() throws -> StoredLedger {
        var ledger = try StoredLedger()
        for number in 1...10 {
            ledger.append(body: ["number": .integer(Int64(number))], sealing: number == 3 ? ["name": "Ada"] : [:])
            if [4, 8, 10].contains(number) { try ledger.sign() }
        }
        return ledger
    }

    private func header(_ index: Int) -> Damage.Place { .entry(EntryIndex(index), .header) }
    private func leaf(_ index: Int) -> Damage.Place { .node(NodeAddress(level: 0, index: index)) }

    @Test("finds nothing wrong with sound ledgers of any size, in blocks of any size", arguments: 0...20)
    func sound(size: Int) throws {
        var ledger = try StoredLedger()
        for number in 0..<size { ledger.append(sealing: number % 3 == 0 ? ["name": "Ada", "mail": nil] : [:]) }
        try ledger.sign()
        let begun = Verification(key: ledger.key, checkpoints: ledger.checkpoints)
        for count in 1...size + 1 {
            let report = ledger.verify(ledger.stored, by: begun, blocksOf: count)
            #expect(report.damages == [])
            #expect(report.signedSize == LedgerSize(size))
            #expect(report.root == ledger.tree.root)
        }
    }

    @Test("says up to where the ledger is signed")
    func signedSize() throws {
        var ledger = try ten()
        ledger.append()
        let report = ledger.verify()
        #expect(report.isSound)
        #expect(report.size == LedgerSize(11))
        #expect(report.signedSize == LedgerSize(10))
        #expect(report.checkpointCount == 3)
    }

    @Test("names several damages at once, each by its name")
    func several() throws {
        var ledger = try ten()
        // Between the same two checkpoints: a header, and a leaf in another pair.
        ledger.entries[4].header[10] ^= 1
        ledger.entries[7].leaf[0] ^= 1
        // Elsewhere: a body, a value, a node, a checkpoint.
        ledger.entries[0].body?[3] ^= 1
        ledger.entries[2].beside?[20] ^= 1
        ledger.checkpoints[2] = StoredCheckpoint(size: LedgerSize(10), note: ledger.checkpoints[2].note.flipped(3))
        let places = ledger.places()
        #expect(
            Set(places) == [
                header(4), leaf(7), .entry(EntryIndex(0), .body), .entry(EntryIndex(2), .value("name")),
                .checkpoint(LedgerSize(10)),
            ])
        #expect(places.prefix(2) == [.entry(EntryIndex(0), .body), .entry(EntryIndex(2), .value("name"))])
        #expect(ledger.verify().firstDamagedEntry == EntryIndex(0))
    }

    @Test("tells headers and leaves of one pair apart by the node above them")
    func samePair() throws {
        var ledger = try ten()
        ledger.entries[4].header[10] ^= 1
        ledger.entries[5].leaf[0] ^= 1
        #expect(Set(ledger.places()) == [header(4), leaf(5)])
    }

    @Test("names a damaged header behind the last checkpoint, where only stored hashes can tell")
    func unsignedTail() throws {
        var ledger = try ten()
        ledger.append()
        ledger.append()
        var changed = ledger
        changed.entries[10].header[10] ^= 1
        #expect(changed.places() == [header(10)])
        changed = ledger
        changed.entries[10].leaf[3] ^= 1
        #expect(changed.places() == [leaf(10)])
        changed = ledger
        changed.nodes[changed.nodes.count - 1] = StoredNode(
            address: changed.nodes[changed.nodes.count - 1].address, hash: Digest(of: []))
        #expect(changed.places() == [.node(changed.nodes[changed.nodes.count - 1].address)])
    }

    @Test("rather names the entry where nothing can tell header and hash apart")
    func undecidable() throws {
        var ledger = try StoredLedger()
        ledger.append()
        ledger.entries[0].leaf[3] ^= 1
        #expect(ledger.places() == [header(0)])
    }

    @Test("finds an entry that was rewritten with its hash, and says between which")
    func rewrittenEntry() throws {
        var ledger = try ten()
        var other = try ten()
        other.append(act: "forged")
        ledger.entries[5] = other.entries[10]
        let report = ledger.verify()
        #expect(report.damages.map(\.place).contains(.entries(4..<6)))
        #expect(report.firstDamagedEntry == EntryIndex(4))
    }

    @Test("finds a history that was rewritten with all its hashes, by what was signed")
    func rewrittenHistory() throws {
        let ledger = try ten()
        var forged = try StoredLedger()
        for number in 1...10 { forged.append(body: ["number": .integer(number == 6 ? 66 : Int64(number))]) }
        forged.checkpoints = ledger.checkpoints
        let places = forged.places()
        // What comes before the forgery differs too: its salts are others.
        #expect(places == [.entries(0..<4), .entries(0..<8), .entries(0..<10)])
    }

    @Test("finds a history rewritten from some point on, and what was signed before still holds")
    func rewrittenTail() throws {
        var forged = try StoredLedger()
        var ledger = try StoredLedger()
        for number in 1...10 {
            ledger.append(body: ["number": .integer(Int64(number))])
            forged.append(body: ["number": .integer(number == 6 ? 66 : Int64(number))])
            if [4, 8].contains(number) { try ledger.sign() }
        }
        forged.checkpoints = ledger.checkpoints
        let report = forged.verify()
        #expect(report.damages.map(\.place) == [.entries(4..<8)])
        #expect(report.signedSize == LedgerSize(4))
        #expect(report.damages[0].explanation.contains("rewritten"))
    }

    @Test("finds that entries are missing at the end", arguments: [4, 6, 7, 9])
    func truncated(size: Int) throws {
        let ledger = try ten()
        var changed = ledger
        changed.entries = Array(ledger.entries.prefix(size))
        let report = changed.verify()
        #expect(report.damages.map(\.place) == [.entries(size..<10)])
        #expect(report.damages[0].explanation.contains("missing"))
        #expect(report.size == LedgerSize(size))
    }

    @Test("finds that an entry is missing in the middle, and still looks at those behind", arguments: [0, 3, 4, 8])
    func gap(missing: Int) throws {
        var ledger = try ten()
        ledger.entries[9].body?[3] ^= 1
        ledger.entries[9].header[9] ^= 1
        ledger.entries[8].leaf[9] ^= missing == 8 ? 0 : 1
        var stored = ledger.stored
        stored.remove(at: missing)
        let report = ledger.verify(stored, by: Verification(key: ledger.key, checkpoints: ledger.checkpoints))
        let places = report.damages.map(\.place)
        #expect(places.first == .entries(missing..<missing + 1))
        #expect(places.contains(header(9)))
        #expect(places.contains(header(8)) == (missing != 8))
        #expect(report.root == nil)
        #expect(report.firstDamagedEntry == EntryIndex(missing))
    }

    @Test("finds entries that are there twice or out of order")
    func twice() throws {
        let ledger = try ten()
        var stored = ledger.stored
        stored.insert(stored[3], at: 7)
        let begun = Verification(key: ledger.key, checkpoints: ledger.checkpoints)
        #expect(ledger.verify(stored, by: begun).damages.map(\.place).contains(.entries(3..<4)))
    }

    @Test("finds entries that changed places, although each is sound")
    func swapped() throws {
        var ledger = try ten()
        ledger.entries.swapAt(4, 5)
        let places = ledger.places()
        #expect(places.contains(.entry(EntryIndex(4), .sequence)))
        #expect(places.contains(.entry(EntryIndex(5), .sequence)))
    }

    @Test("finds numbers and times out of order, although they were signed like that")
    func order() throws {
        var ledger = try StoredLedger()
        ledger.append(time: 2_000)
        ledger.append(time: 2_000)
        ledger.append(time: 1_999)
        ledger.append(time: 2_000, sequence: 7)
        ledger.append(time: 2_001)
        try ledger.sign()
        #expect(ledger.places() == [.entry(EntryIndex(2), .time), .entry(EntryIndex(3), .sequence)])
    }

    @Test("finds nodes that are missing, too many or doubled")
    func nodes() throws {
        let ledger = try ten()
        var changed = ledger
        let removed = changed.nodes.remove(at: 3)
        #expect(changed.places() == [.node(removed.address)])
        changed.nodes.append(ledger.nodes[0])
        #expect(Set(changed.places()) == [.node(removed.address), .node(ledger.nodes[0].address)])
        var verification = Verification(key: ledger.key, checkpoints: ledger.checkpoints)
        let far = StoredNode(level: 5, index: 0, hash: Digest(of: []))
        verification.take(EntryBlock(ledger.stored), nodes: ledger.nodes + [far])
        #expect(verification.finish().damages.map(\.place) == [.node(far.address)])
    }

    @Test("does without stored nodes")
    func withoutNodes() throws {
        let ledger = try ten()
        var verification = Verification(key: ledger.key, checkpoints: ledger.checkpoints)
        verification.take(EntryBlock(ledger.stored), nodes: nil)
        #expect(verification.finish().isSound)
    }

    @Test("finds a leaf that is no hash at all")
    func noLeaf() throws {
        var ledger = try ten()
        ledger.entries[5].leaf = [1, 2, 3]
        #expect(ledger.places() == [leaf(5)])
        ledger.entries[5].leaf = []
        #expect(ledger.places() == [leaf(5)])
        ledger.entries[6].header = []
        #expect(Set(ledger.places()) == [leaf(5), header(6)])
    }

    @Test("finds a checkpoint filed under another size, of another ledger, or signed by another key")
    func foreignCheckpoints() throws {
        var ledger = try ten()
        let other = try SigningKey(name: "aims.example", seed: [UInt8](repeating: 1, count: 32))
        let sound = ledger.checkpoints
        ledger.checkpoints[1] = StoredCheckpoint(size: LedgerSize(7), note: sound[1].note)
        #expect(ledger.places() == [.checkpoint(LedgerSize(7))])
        let checkpoint = Checkpoint(origin: "aims.example", size: LedgerSize(8), root: Digest(of: []))
        ledger.checkpoints[1] = StoredCheckpoint(size: LedgerSize(8), note: try other.sign(checkpoint).bytes)
        #expect(ledger.places() == [.checkpoint(LedgerSize(8))])
        let elsewhere = Checkpoint(origin: "b.example", size: LedgerSize(8), root: Digest(of: []))
        ledger.checkpoints[1] = StoredCheckpoint(size: LedgerSize(8), note: try ledger.signer.sign(elsewhere).bytes)
        #expect(ledger.places() == [.checkpoint(LedgerSize(8))])
    }

    @Test("keeps the first thousand damages and counts all")
    func many() throws {
        var ledger = try StoredLedger()
        for _ in 0..<1_100 { ledger.append() }
        try ledger.sign()
        for index in ledger.entries.indices { ledger.entries[index].body?[0] ^= 1 }
        let report = ledger.verify(
            ledger.stored, by: Verification(key: ledger.key, checkpoints: ledger.checkpoints), blocksOf: 1_100)
        #expect(report.damages.count == 1_000)
        #expect(report.damageCount == 1_100)
        #expect(!report.isSound)
    }

    @Test("speaks of a damage in words")
    func words() {
        func text(_ place: Damage.Place) -> String { Damage(place, "why").description }
        let index = EntryIndex(3)
        #expect(text(.entry(index, .header)) == "entry 3, header: why")
        #expect(text(.entry(index, .sequence)) == "entry 3, number: why")
        #expect(text(.entry(index, .time)) == "entry 3, time: why")
        #expect(text(.entry(index, .body)) == "entry 3, body: why")
        #expect(text(.entry(index, .value("name"))) == "entry 3, value \"name\": why")
        #expect(text(.entry(index, .values)) == "entry 3, values: why")
        #expect(text(.entries(3..<4)) == "entry 3: why")
        #expect(text(.entries(3..<6)) == "entries 3 to 5: why")
        #expect(text(.node(NodeAddress(level: 0, index: 3))) == "leaf of entry 3: why")
        #expect(text(.node(NodeAddress(level: 2, index: 1))) == "tree node 2/1: why")
        #expect(text(.checkpoint(LedgerSize(8))) == "checkpoint of 8 entries: why")
        #expect(text(.publishedCheckpoint) == "published checkpoint: why")
        #expect(text(.verifierKey) == "verifier key: why")
    }
}

@Suite("A published checkpoint")
struct PublishedCheckpointTests {
    private func grown(_ size: Int, from ledger: StoredLedger? = nil) throws -> StoredLedger {
        var ledger = try ledger ?? StoredLedger()
        while ledger.entries.count < size { ledger.append() }
        try ledger.sign()
        return ledger
    }

    @Test("is extended by the ledger it came from", arguments: [0, 1, 3, 4, 7])
    func extends(size: Int) throws {
        let published = try grown(size).checkpoints[0].note
        var ledger = try grown(7, from: grown(size))
        ledger.checkpoints = [ledger.checkpoints[1]]
        #expect(ledger.verify(published: published).isSound)
    }

    @Test("is not extended by a fork that was signed with the same key", arguments: [1, 3, 6])
    func fork(size: Int) throws {
        var other = try StoredLedger()
        other.append(act: "other")
        let published = try grown(size, from: other).checkpoints[0].note
        let report = try grown(7).verify(published: published)
        #expect(report.damages.map(\.place) == [.publishedCheckpoint])
        #expect(report.damages[0].explanation.contains("does not extend"))
    }

    @Test("is not extended by a ledger that is shorter")
    func shorter() throws {
        let report = try grown(5).verify(published: grown(7).checkpoints[0].note)
        #expect(report.damages.map(\.place) == [.publishedCheckpoint])
        #expect(report.damages[0].explanation.contains("only 5"))
    }

    @Test("must be signed by the ledger's key")
    func signature() throws {
        let ledger = try grown(5)
        #expect(ledger.places(published: ledger.checkpoints[0].note.flipped(1)) == [.publishedCheckpoint])
        let other = try SigningKey(name: "aims.example", seed: [UInt8](repeating: 1, count: 32))
        let note = try other.sign(Checkpoint(origin: "aims.example", size: ledger.size, root: ledger.tree.root))
        #expect(ledger.places(published: note.bytes) == [.publishedCheckpoint])
        #expect(ledger.places(published: []) == [.publishedCheckpoint])
    }

    @Test("tells which of header and hash is right, where no stored checkpoint does")
    func decides() throws {
        var ledger = try grown(1)
        let published = ledger.checkpoints[0].note
        ledger.checkpoints = []
        ledger.entries[0].leaf[0] ^= 1
        #expect(ledger.places(published: published) == [.node(NodeAddress(level: 0, index: 0))])
    }
}
