import Ledger

/// A ledger as it lies in a store, every byte of which can be changed.
struct StoredLedger {
    struct StoredParts {
        var header: [UInt8]
        var leaf: [UInt8]
        var salt: [UInt8]?
        var body: [UInt8]?
        var beside: [UInt8]?
    }

    var entries: [StoredParts] = []
    var nodes: [StoredNode] = []
    var checkpoints: [StoredCheckpoint] = []
    var key: String
    private(set) var tree = MerkleTree()
    private(set) var chance: Chance
    let signer: SigningKey

    init(seed: UInt64 = 42) throws {
        chance = Chance(seed: seed)
        signer = try SigningKey(name: "aims.example", seed: chance.bytes(32))
        key = signer.verifier.text
    }

    var size: LedgerSize { tree.size }

    mutating func append(
        act: String = "change", actor: String = "PER-1", time: Int64? = nil, sequence: Int? = nil,
        body: [String: JSON] = [:],
        sealing values: [String: JSON] = [:]
    ) {
        var sealed: [String: (salt: [UInt8], value: JSON)] = [:]
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { sealed[key] = (chance.bytes(32), value) }
        append(
            Entry(
                sequence: EntryIndex(sequence ?? entries.count), time: time ?? 1_795_510_800_000 + Int64(entries.count),
                actor: actor, act: act, subject: "SYS-1", version: 1, salt: chance.bytes(32), body: body,
                sealing: sealed))
    }

    mutating func append(_ entry: Entry) {
        nodes += tree.append(entry.leaf)
        let stored = StoredEntry(entry, at: EntryIndex(entries.count))
        entries.append(
            StoredParts(
                header: entry.headerBytes, leaf: entry.leaf.bytes, salt: entry.salt, body: entry.body,
                beside: stored.beside.map(Array.init)))
    }

    mutating func append(header: [UInt8], like other: Int) {
        let values = entries[other]
        append(Entry(headerBytes: header, salt: values.salt, body: values.body, beside: [:]))
    }

    mutating func sign() throws {
        let note = try signer.sign(Checkpoint(origin: signer.name, size: tree.size, root: tree.root))
        checkpoints.append(StoredCheckpoint(size: tree.size, note: note.bytes))
    }

    /// Removes a value, as a store does when an entry accounts for it.
    mutating func erase(_ key: String, of entry: Int) throws {
        var values = try SealedValue.values(stored: entries[entry].beside ?? [])
        values[key] = nil
        entries[entry].beside = values.isEmpty ? nil : SealedValue.stored(values)
    }

    mutating func dispose(_ entry: Int) {
        entries[entry].salt = nil
        entries[entry].body = nil
        entries[entry].beside = nil
    }

    var stored: [StoredEntry] {
        entries.enumerated().map { index, parts in
            StoredEntry(
                index: EntryIndex(index), header: parts.header[...], leaf: parts.leaf[...],
                salt: parts.salt.map { $0[...] }, body: parts.body.map { $0[...] }, beside: parts.beside.map { $0[...] }
            )
        }
    }

    var portable: PortableLedger {
        PortableLedger(stored, checkpoints: checkpoints, key: signer.verifier)
    }

    /// Verifies as a store is verified: block by block, each with the nodes that belong to it.
    func verify(published: [UInt8]? = nil) -> VerificationReport {
        verify(stored, by: Verification(key: key, checkpoints: checkpoints, published: published))
    }

    /// The same with entries of one's own, and a verification that already knows key and checkpoints.
    func verify(_ entries: [StoredEntry], by begun: Verification, blocksOf count: Int = 4) -> VerificationReport {
        var verification = begun
        var rest = entries[...]
        while !rest.isEmpty {
            let block = EntryBlock(rest.prefix(count))
            let runs = verification.nodes(of: block)
            let needed = nodes.filter { node in
                runs.contains { $0.level == node.address.level && $0.indexes.contains(node.address.index) }
            }
            verification.take(block, nodes: needed)
            rest = rest.dropFirst(count)
        }
        return verification.finish()
    }

    /// What verification finds, as places.
    func places(published: [UInt8]? = nil) -> [Damage.Place] {
        verify(published: published).damages.map(\.place)
    }
}

extension StoredLedger {
    /// Seven entries of every sort: one value erased, one entry disposed of, all of it accounted for and signed.
    static func small() throws -> StoredLedger {
        var ledger = try StoredLedger()
        ledger.append(act: "found", body: ["name": "É \"x\""])
        ledger.append(body: ["a": 1], sealing: ["mail": "a@b.c", "name": "Ada"])
        ledger.append(actor: "Zoë", sealing: ["n": ["b": "\"\\\n]}", "é": [2, nil, true]]])
        try ledger.sign()
        ledger.append(act: "erase", body: ["erased": [["entry": 1, "key": "mail"]]], sealing: ["why": "asked"])
        try ledger.erase("mail", of: 1)
        ledger.append(sealing: ["name": "Bob"])
        ledger.append(act: "dispose", body: ["disposed": [4]])
        ledger.dispose(4)
        ledger.append(sealing: ["name": "Cy"])
        try ledger.sign()
        return ledger
    }
}
