import Ledger
import Testing

@Suite("Every bit of a small ledger")
struct BitFlipTests {
    let ledger: StoredLedger
    /// Knows key and checkpoints. Signatures are slow, so they are not checked again for each bit elsewhere.
    let begun: Verification

    init() throws {
        ledger = try StoredLedger.small()
        begun = Verification(key: ledger.key, checkpoints: ledger.checkpoints)
    }

    /// Flips each bit of what `bytes` gives access to, and gives what verification then finds.
    private func flips(
        _ bytes: WritableKeyPath<StoredLedger, [UInt8]>, _ check: (_ bit: Int, _ places: [Damage.Place]) -> Void
    ) {
        var changed = ledger
        for bit in 0..<ledger[keyPath: bytes].count * 8 {
            changed[keyPath: bytes][bit / 8] ^= 1 << UInt8(bit % 8)
            check(bit, changed.verify(changed.stored, by: begun).damages.map(\.place))
            changed[keyPath: bytes][bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }

    private func expect(_ place: Damage.Place, _ bytes: WritableKeyPath<StoredLedger, [UInt8]>) {
        flips(bytes) { bit, places in #expect(places == [place], "bit \(bit)") }
    }

    @Test("is as it was written")
    func sound() {
        let report = ledger.verify()
        #expect(report.damages == [])
        #expect(report.isSound)
        #expect(report.size == LedgerSize(7))
        #expect(report.root == ledger.tree.root)
        #expect(report.checkpointCount == 2)
        #expect(report.signedSize == LedgerSize(7))
        #expect(report.erasedCount == 1)
        #expect(report.disposedCount == 1)
        #expect(report.firstDamagedEntry == nil)
    }

    @Test("in a header is missed in that header", arguments: 0..<7)
    func header(entry: Int) {
        expect(.entry(EntryIndex(entry), .header), \.entries[entry].header)
    }

    @Test("in a stored leaf is missed in that leaf", arguments: 0..<7)
    func leaf(entry: Int) {
        expect(.node(NodeAddress(level: 0, index: entry)), \.entries[entry].leaf)
    }

    @Test("in a body or its salt is missed in that body", arguments: [0, 1, 2, 3, 5, 6])
    func body(entry: Int) {
        expect(.entry(EntryIndex(entry), .body), \.entries[entry].there.body)
        expect(.entry(EntryIndex(entry), .body), \.entries[entry].there.salt)
    }

    @Test(
        "beside an entry is missed in that value, or in the text that holds it",
        arguments: [(1, "name"), (2, "n"), (3, "why"), (6, "name")])
    func beside(entry: Int, key: String) throws {
        let index = EntryIndex(entry)
        let text = try #require(ledger.entries[entry].beside)
        // {"name":{"salt":"…": the salt lies between here and 44 characters on.
        let salt = 13 + key.utf8.count..<13 + key.utf8.count + 44
        var named = 0
        flips(\.entries[entry].there.beside) { bit, places in
            let places = Set(places)
            #expect(places == [.entry(index, .value(key))] || places == [.entry(index, .values)], "bit \(bit)")
            if places == [.entry(index, .value(key))] { named += 1 }
            // Only a flip that makes a quote or a backslash of a salt's character breaks the text around it.
            let isQuote = [0x22, 0x5c].contains(text[bit / 8] ^ 1 << UInt8(bit % 8))
            if salt.contains(bit / 8), !isQuote { #expect(places == [.entry(index, .value(key))], "bit \(bit)") }
        }
        #expect(named > text.count * 4)
    }

    @Test("in a tree node is missed in that node", arguments: 0..<4)
    func node(position: Int) {
        expect(.node(ledger.nodes[position].address), \.nodes[position].bytes)
    }

    @Test("in a checkpoint is missed in that checkpoint", arguments: 0..<2)
    func checkpoint(position: Int) {
        let note = ledger.checkpoints[position].note
        var changed = ledger
        for bit in 0..<note.count * 8 {
            changed.checkpoints[position] = StoredCheckpoint(
                size: ledger.checkpoints[position].size, note: note.flipped(bit))
            #expect(changed.places() == [.checkpoint(ledger.checkpoints[position].size)], "bit \(bit)")
        }
    }

    @Test("in the verifier key is missed in the key")
    func key() {
        let bytes = Array(ledger.key.utf8)
        var changed = ledger
        for bit in 0..<bytes.count * 8 {
            changed.key = String(decoding: bytes.flipped(bit), as: UTF8.self)
            #expect(changed.places() == [.verifierKey], "bit \(bit)")
        }
    }
}

@Suite("Every bit of a ledger written as text")
struct PortableBitFlipTests {
    let portable: PortableLedger
    let begun: Verification

    init() throws {
        portable = try StoredLedger.small().portable
        begun = try portable.verification()
    }

    /// The line that is to blame, from 0.
    private func line(_ damage: Damage) -> Int? {
        switch damage.place {
        case .entry(let index, _): index.value
        case .node(let address) where address.level == 0: address.index
        case .entries, .node, .checkpoint, .publishedCheckpoint, .verifierKey: nil
        }
    }

    @Test("is as it was written")
    func sound() throws {
        #expect(try portable.verify().isSound)
        #expect(try portable.verify().size == LedgerSize(7))
    }

    @Test("of an entry is missed in its line", arguments: 0..<7)
    func entries(number: Int) {
        let lines = portable.entries.split(separator: UInt8(ascii: "\n"))
        let start = lines[number].startIndex
        for bit in start * 8..<(lines[number].endIndex + 1) * 8 {
            var changed = portable
            changed.entries = portable.entries.flipped(bit)
            do throws(PortableProblem) {
                let report = try changed.verify(by: begun)
                #expect(!report.isSound, "bit \(bit)")
                #expect(Set(report.damages.map(line)) == [number], "bit \(bit)")
            } catch {
                #expect(error.part == .entries)
                #expect(error.line == number + 1, "bit \(bit): \(error)")
            }
        }
    }

    @Test("of a checkpoint is missed in that checkpoint, or its line")
    func checkpoints() {
        let firstLine = portable.checkpoints.firstIndex(of: UInt8(ascii: "\n")) ?? 0
        for bit in 0..<portable.checkpoints.count * 8 {
            var changed = portable
            changed.checkpoints = portable.checkpoints.flipped(bit)
            do throws(PortableProblem) {
                let places = try changed.verify().damages.map(\.place)
                let isFiledElsewhere = places.count == 1 && places[0].isCheckpoint
                #expect(
                    places == [.checkpoint(LedgerSize(bit / 8 > firstLine ? 7 : 3))] || isFiledElsewhere, "bit \(bit)")
            } catch {
                #expect(error.part == .checkpoints)
                #expect(error.line == (bit / 8 > firstLine ? 2 : 1), "bit \(bit): \(error)")
            }
        }
    }

    @Test("of the key is missed in the key")
    func key() throws {
        for bit in 0..<portable.key.count * 8 {
            var changed = portable
            changed.key = portable.key.flipped(bit)
            #expect(try changed.verify().damages.map(\.place) == [.verifierKey], "bit \(bit)")
        }
    }
}

extension [UInt8] {
    func flipped(_ bit: Int) -> [UInt8] {
        var changed = self
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        return changed
    }
}

extension Damage.Place {
    fileprivate var isCheckpoint: Bool {
        if case .checkpoint = self { true } else { false }
    }
}

extension StoredLedger.StoredParts {
    /// The parts that can be gone, for an entry where they are not.
    var there: (salt: [UInt8], body: [UInt8], beside: [UInt8]) {
        get { (salt ?? [], body ?? [], beside ?? []) }
        set {
            if salt != nil { salt = newValue.salt }
            if body != nil { body = newValue.body }
            if beside != nil { beside = newValue.beside }
        }
    }
}

extension StoredNode {
    fileprivate var bytes: [UInt8] {
        get { hash.bytes }
        set { self = StoredNode(address: address, hash: Digest(bytes: newValue) ?? hash) }
    }
}
