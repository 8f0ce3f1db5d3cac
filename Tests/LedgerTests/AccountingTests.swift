import Ledger
import Testing

@Suite("What is gone")
struct AccountingTests {
    private let name = Damage.Place.entry(EntryIndex(1), .value("name"))
    private let mail = Damage.Place.entry(EntryIndex(1), .value("mail"))

    private func body(_ index: Int) -> Damage.Place { .entry(EntryIndex(index), .body) }
    private func values(_ index: Int) -> Damage.Place { .entry(EntryIndex(index), .values) }

    /// Entry 0 plain, entry 1 with two values.
    private func two() throws -> StoredLedger {
        var ledger = try StoredLedger()
        ledger.append()
        ledger.append(sealing: ["mail": "a@b.c", "name": "Ada"])
        return ledger
    }

    private func erasure(_ entry: Int, _ keys: String...) -> [String: JSON] {
        ["erased": .array(keys.map { ["entry": .integer(Int64(entry)), "key": .string($0)] })]
    }

    private func disposal(_ entries: Int...) -> [String: JSON] {
        ["disposed": .array(entries.map { .integer(Int64($0)) })]
    }

    /// What verification finds, once the ledger is signed and `change` was done behind its back.
    private func places(_ ledger: StoredLedger, _ change: (inout StoredLedger) throws -> Void = { _ in }) throws
        -> [Damage.Place]
    {
        var ledger = ledger
        try ledger.sign()
        try change(&ledger)
        return ledger.places()
    }

    @Test("without an account is damage, value by value")
    func unaccountedValues() throws {
        let ledger = try two()
        #expect(try places(ledger) { try $0.erase("name", of: 1) } == [name])
        #expect(try places(ledger) { $0.entries[1].beside = nil } == [mail, name])
        #expect(try places(ledger) { $0.entries[1].beside = Array("{}".utf8) } == [mail, name])
    }

    @Test("with an account is no damage")
    func accountedValues() throws {
        var ledger = try two()
        try ledger.erase("name", of: 1)
        ledger.append(act: "erase", body: erasure(1, "name"))
        #expect(try places(ledger) == [])
        try ledger.erase("mail", of: 1)
        #expect(try places(ledger) == [mail])
        ledger.append(act: "erase", body: erasure(1, "mail", "name"))
        #expect(try places(ledger) == [])
        #expect(ledger.verify().erasedCount == 2)
    }

    @Test("is accounted for by an erasing entry only, whatever others say")
    func wrongAct() throws {
        var ledger = try two()
        try ledger.erase("name", of: 1)
        ledger.append(act: "change", body: erasure(1, "name"))
        #expect(try places(ledger) == [name])
    }

    @Test("by its account but still there is damage")
    func stillThere() throws {
        var ledger = try two()
        ledger.append(act: "erase", body: erasure(1, "name"))
        #expect(try places(ledger) == [name])
        ledger.append(act: "dispose", body: disposal(0))
        #expect(Set(try places(ledger)) == [name, body(0)])
    }

    @Test("cannot be accounted for beforehand")
    func beforehand() throws {
        var ledger = try StoredLedger()
        ledger.append(act: "erase", body: erasure(1, "name"))
        ledger.append(sealing: ["mail": "a@b.c", "name": "Ada"])
        try ledger.erase("name", of: 1)
        #expect(try places(ledger) == [body(0), name])
        ledger.append(act: "dispose", body: disposal(2))
        #expect(try places(ledger) == [body(0), name, body(2)])
    }

    @Test("as a body is damage without an account, and none with one")
    func bodies() throws {
        var ledger = try two()
        #expect(try places(ledger) { $0.dispose(1) } == [body(1)])
        ledger.dispose(1)
        ledger.append(act: "dispose", body: disposal(1))
        #expect(try places(ledger) == [])
        #expect(ledger.verify().disposedCount == 1)
        ledger.dispose(0)
        #expect(try places(ledger) == [body(0)])
    }

    @Test("with its body needs no account of its own, before or after")
    func erasedThenDisposed() throws {
        var ledger = try two()
        try ledger.erase("name", of: 1)
        ledger.append(act: "erase", body: erasure(1, "name"))
        ledger.dispose(1)
        ledger.append(act: "dispose", body: disposal(1))
        #expect(try places(ledger) == [])
    }

    @Test("must be gone whole: salt, body and values")
    func halfGone() throws {
        var ledger = try two()
        let whole = ledger.entries[1]
        ledger.dispose(1)
        ledger.append(act: "dispose", body: disposal(1))
        #expect(try places(ledger) { $0.entries[1].salt = whole.salt } == [body(1)])
        #expect(try places(ledger) { $0.entries[1].body = whole.body } == [body(1)])
        #expect(try places(ledger) { $0.entries[1].beside = whole.beside } == [values(1)])
        #expect(
            try places(ledger) {
                $0.entries[1].salt = whole.salt
                $0.entries[1].body = whole.body
            }.first == body(1))
    }

    @Test("leaves the entry that accounts for it to be accounted for like any other")
    func accountGone() throws {
        var ledger = try two()
        try ledger.erase("name", of: 1)
        ledger.append(act: "erase", body: erasure(1, "name"))
        ledger.dispose(2)
        ledger.append(act: "dispose", body: disposal(2))
        #expect(try places(ledger) == [name])
    }

    @Test("gets the benefit of the doubt when its account was damaged", arguments: ["erase", "dispose"])
    func damagedAccount(act: String) throws {
        var ledger = try two()
        if act == "erase" { try ledger.erase("name", of: 1) } else { ledger.dispose(1) }
        ledger.append(act: act, body: act == "erase" ? erasure(1, "name") : disposal(1))
        let count = ledger.entries[2].body?.count ?? 0
        for bit in 0..<count * 8 {
            #expect(try places(ledger) { $0.entries[2].body = $0.entries[2].body?.flipped(bit) } == [body(2)])
        }
        // But what comes later cannot have been meant.
        ledger.append(sealing: ["phone": "1"])
        let later = try places(ledger) { ledger in
            ledger.entries[2].body?[3] ^= 1
            ledger.entries[3].beside = nil
        }
        #expect(later == [body(2), .entry(EntryIndex(3), .value("phone"))])
    }

    @Test("is not asked for of an entry so damaged that nobody knows what was there")
    func damagedEntry() throws {
        var ledger = try two()
        try ledger.erase("name", of: 1)
        ledger.append(act: "erase", body: erasure(1, "name"))
        #expect(try places(ledger) { $0.entries[1].body?[3] ^= 1 } == [body(1)])
        #expect(try places(ledger) { $0.entries[1].header[3] ^= 1 } == [.entry(EntryIndex(1), .header)])
        #expect(try places(ledger) { $0.entries[1].beside?[0] ^= 1 } == [values(1)])
    }

    @Test(
        "is not accounted for by a list that cannot be read",
        arguments: [
            ["erased": "all"], ["erased": [1]], ["erased": [["entry": 1]]], ["erased": [["entry": -1, "key": "name"]]],
            ["erased": [["entry": "1", "key": "name"]]], ["disposed": 1], ["disposed": ["1"]],
        ] as [[String: JSON]])
    func unreadableList(list: [String: JSON]) throws {
        var ledger = try two()
        ledger.append(act: "erase", body: list)
        #expect(try places(ledger) == [body(2)])
    }

    @Test("is known by its own key: a value under another one is too much, not another damage")
    func strangers() throws {
        let ledger = try two()
        let changed = try places(ledger) { ledger in
            let text = String(decoding: ledger.entries[1].beside ?? [], as: UTF8.self)
            ledger.entries[1].beside = Array(text.replacing("\"name\"", with: "\"nome\"").utf8)
        }
        #expect(changed == [values(1)])
        #expect(try places(ledger) { $0.entries[0].beside = $0.entries[1].beside } == [values(0)])
    }

    @Test("cannot be hidden by a body whose digests are no digests")
    func badDigests() throws {
        var ledger = try two()
        let salt = [UInt8](repeating: 0, count: 32)
        for body in ["{\"sealed\":1}", "{\"sealed\":{\"a\":1}}", "{\"sealed\":{\"a\":\"AAAA\"}}", "[]", "{"] {
            let header = Header(
                sequence: EntryIndex(ledger.entries.count), time: 1_895_510_800_000, actor: "a", act: "change",
                subject: "s", version: 1, bodyDigest: Digest.of(salt, Array(body.utf8)))
            ledger.append(Entry(headerBytes: header.bytes, salt: salt, body: Array(body.utf8), beside: [:]))
        }
        #expect(try places(ledger) == (2..<7).map(body))
    }

    @Test("is damage when a salt is not 32 bytes long, although salt and body together are right")
    func saltLength() throws {
        let ledger = try two()
        let moved = try places(ledger) { ledger in
            guard let first = ledger.entries[0].body?.removeFirst() else { return }
            ledger.entries[0].salt?.append(first)
        }
        #expect(moved == [body(0)])
    }

    @Test(
        "holds nothing against others for entries that cannot be read",
        arguments: [1..<2, 3..<4, 4..<5, 5..<6, 3..<6])
    func unreadableRun(lost: Range<Int>) throws {
        let ledger = try StoredLedger.small()
        var verification = Verification(key: ledger.key, checkpoints: ledger.checkpoints)
        verification.take(EntryBlock(ledger.stored.prefix(lost.lowerBound)), nodes: nil)
        verification.skipUnreadable(upTo: EntryIndex(lost.upperBound), because: "torn")
        verification.take(EntryBlock(ledger.stored.dropFirst(lost.upperBound)), nodes: nil)
        let report = verification.finish()
        #expect(report.damages == [Damage(.entries(lost), "torn")])
        #expect(report.size == ledger.size)
        #expect(report.root == nil)
    }
}
