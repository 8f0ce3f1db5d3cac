import Ledger
import Storage

extension Entry {
    /// An entry in the story of a loan scorer: who changed what, with a reason and a remark that may be personal.
    static func story(_ sequence: Int, remark: String = "Priya asked for it", text: String? = nil) -> Entry {
        Entry(
            sequence: EntryIndex(sequence), time: 1_790_000_000_000 + Int64(sequence), actor: "PER-1", act: "change",
            subject: "SYS-1", version: 1, salt: .salt(sequence, 0),
            body: ["reason": .string(text ?? "Review \(sequence) of the loan scorer")],
            sealing: ["remark": (.salt(sequence, 1), .string(remark)), "name": (.salt(sequence, 2), "Priya Shah")])
    }

    /// An entry with nothing beside it.
    static func plain(_ sequence: Int) -> Entry {
        Entry(
            sequence: EntryIndex(sequence), time: 1_790_000_000_000, actor: "PER-2", act: "create", subject: "SYS-2",
            version: 1, salt: .salt(sequence, 0), body: [:])
    }
}

extension [UInt8] {
    /// 32 bytes that no other pair of numbers gives.
    static func salt(_ sequence: Int, _ field: Int) -> [UInt8] {
        Digest(of: Array("salt \(sequence) \(field)".utf8)).bytes
    }

    init(_ text: String) { self = Array(text.utf8) }
}

extension Batch {
    /// Entries `first ..< first + count` of the story.
    static func story(from first: Int, count: Int) -> Batch {
        Batch(entries: (first..<first + count).map { Entry.story($0) })
    }
}

extension LedgerStore {
    /// Every entry of the ledger, read block by block.
    func all(blockLimit: Int = EntryBlock.countUsual) async throws -> [Entry] {
        var entries: [Entry] = []
        for try await block in blocks(limit: blockLimit) {
            for stored in block { entries.append(try stored.entry()) }
        }
        return entries
    }
}

extension StoredNode {
    /// A node whose hash is made from its address; the stores do not ask whether it is right.
    static func madeUp(_ level: Int, _ index: Int) -> StoredNode {
        StoredNode(level: level, index: index, hash: Digest(of: Array("\(level)/\(index)".utf8)))
    }
}

extension SavedState {
    /// Saves bytes in one piece.
    func write(_ bytes: [UInt8], seal: [UInt8] = [9, 9]) throws(StoreFailure) {
        try write { take throws(StoreFailure) in
            let done = bytes.withUnsafeBytes { piece in Result { () throws(StoreFailure) in try take(piece) } }
            try done.get()
        } seal: { _ in
            seal
        }
    }

    var bytes: [UInt8]? { read()?.bytes }
}
