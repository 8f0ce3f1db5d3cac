import AIMS
import Ledger
import Organization
import Records
import Storage

extension Suites {
    /// `verify` over everything in a folder, beside the time openssl needs for as many messages of the same lengths.
    func verification(of folder: String) async throws -> [BenchRow] {
        let opened = try OrganizationFolder(opening: FilePath(folder))
        let store = try SQLiteStore(opening: opened.ledger, access: .readOnly)
        let key = try Node.signingKey(of: opened)
        let messages = try await Messages(in: store)
        let hashing = try await timed {
            var verification = Verification(key: key.verifier.text, checkpoints: [])
            var ahead = BlocksAhead<HashedBlock>()
            var next = EntryIndex(0)
            while true {
                let block = try await store.entries(from: next, limit: EntryBlock.countUsual)
                if let last = block.indices.last {
                    next = EntryIndex(block.index(at: last).value + 1)
                    ahead.begin { HashedBlock(block) }
                }
                while block.isEmpty || ahead.isFull, let hashed = await ahead.next() {
                    verification.take(hashed, nodes: nil)
                }
                if block.isEmpty { break }
            }
            _ = verification.finish()
        }
        var found: Examination?
        let replay = try await timed {
            found = try await Examination(of: store, key: key.verifier.text, declarations: .aims, zone: .utc)
        }
        try store.close()
        let reference = References.opensslSeconds(lengths: messages.counts)
        let million = replay.seconds * 1_000_000 / Double(max(1, messages.entries))
        return [
            BenchRow(
                what: "verify \(messages.entries) entries: read, hashes, tree, signature",
                figure: "\(hashing.seconds.short) s", budget: "2 × openssl",
                reference: reference.map { "openssl, same messages on one core \($0.short) s" } ?? "no openssl",
                holds: reference.map { hashing.seconds <= 2 * $0 }),
            BenchRow(
                what: "verify with replay (sound: \(found?.isSound ?? false))", figure: "\(replay.seconds.short) s",
                budget: "15 s for 1,000,000", reference: "\(million.short) s at 1,000,000", holds: million <= 15),
        ]
    }
}

/// Which messages a verification hashes: how many there are of each length in bytes.
private struct Messages {
    private(set) var entries = 0
    private(set) var counts: [Int: Int] = [:]

    init(in store: SQLiteStore) async throws {
        while true {
            let block = try await store.entries(from: EntryIndex(entries), limit: EntryBlock.countUsual)
            if block.isEmpty { break }
            for stored in block { take(try stored.entry()) }
        }
        // Nodes of the tree: 0x01 and two digests; one fewer than leaves, and a few for the root.
        counts[1 + 2 * Digest.byteCount, default: 0] += max(0, entries - 1)
    }

    private mutating func take(_ entry: Entry) {
        entries += 1
        counts[1 + entry.headerBytes.count, default: 0] += 1
        if let salt = entry.salt, let body = entry.body { counts[salt.count + body.count, default: 0] += 1 }
        for value in entry.beside.values { counts[value.salt.count + value.value.count, default: 0] += 1 }
    }
}
