/// Consecutive entries as they are stored, in one flat buffer, so that a million can be read without an array for each.
///
/// A byte 0x00 and the five parts of an entry lie one after the other in `bytes`; `range(_:at:)` says where the parts are.
/// So what is hashed lies in one piece: 0x00 and the header for the leaf, salt and body for the body's digest.
package struct EntryBlock: Sendable {
    /// How many entries a block has when nobody says otherwise.
    package static let countUsual = 4_096
    /// A block is closed when it has as many bytes, so that large entries do not fill the memory.
    package static let byteCountMax = 8 << 20

    /// The parts of a stored entry, in the order in which they lie in the buffer.
    package enum Part: Int, CaseIterable, Sendable {
        case header, leaf, salt, body, beside
    }

    package private(set) var bytes: [UInt8] = []
    private var indexes: [EntryIndex] = []
    private var ranges: [Range<Int>?] = []

    package init() {}

    /// Where a part of the entry at `position` (0 ..< count) lies in `bytes`; nil when the entry has none.
    package func range(_ part: Part, at position: Int) -> Range<Int>? {
        ranges[position * Part.allCases.count + part.rawValue]
    }

    /// The number of the entry at `position`. One more than the one before, unless an entry is missing.
    package func index(at position: Int) -> EntryIndex { indexes[position] }

    package var isFull: Bool { bytes.count >= EntryBlock.byteCountMax }

    /// Begins an entry; its parts are added next, all five of them.
    package mutating func begin(_ index: EntryIndex) {
        indexes.append(index)
        bytes.append(0)
    }

    /// After so many entries it shows how large the others will be.
    package static let countToJudgeBy = 64

    /// Makes room for as many entries, as large as those that are there: growing step by step copies everything several times.
    package mutating func reserveRoom(for total: Int) {
        guard total > count, count > 0 else { return }
        bytes.reserveCapacity(Swift.min(bytes.count / count * (total + total / 16), EntryBlock.byteCountMax * 5 / 4))
        indexes.reserveCapacity(total)
        ranges.reserveCapacity(total * Part.allCases.count)
    }

    /// Adds the next part of the entry begun last; its bytes, or nil when it has none.
    package mutating func add(_ part: UnsafeRawBufferPointer?) {
        let start = bytes.count
        if let part { bytes.append(contentsOf: part) }
        ranges.append(part == nil ? nil : start..<bytes.count)
    }
}

extension EntryBlock {
    package init(_ entries: some Sequence<StoredEntry>) {
        for entry in entries { append(entry) }
    }

    package mutating func append(_ entry: StoredEntry) {
        begin(entry.index)
        for part in [entry.header, entry.leaf, entry.salt, entry.body, entry.beside] {
            if let part { part.withUnsafeBytes { add($0) } } else { add(nil) }
        }
    }

    /// Empties the block and keeps its memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }
}

extension EntryBlock: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { indexes.count }

    package subscript(position: Int) -> StoredEntry {
        StoredEntry(
            index: indexes[position],
            header: slice(.header, at: position) ?? [],
            leaf: slice(.leaf, at: position) ?? [],
            salt: slice(.salt, at: position),
            body: slice(.body, at: position),
            beside: slice(.beside, at: position))
    }

    private func slice(_ part: Part, at position: Int) -> ArraySlice<UInt8>? {
        range(part, at: position).map { bytes[$0] }
    }
}

/// One entry as it is stored; nothing of it was looked at yet.
package struct StoredEntry: Hashable, Sendable {
    package let index: EntryIndex
    package let header: ArraySlice<UInt8>
    /// SHA-256(0x00 ‖ header), as it was when the entry was written.
    package let leaf: ArraySlice<UInt8>
    package let salt: ArraySlice<UInt8>?
    package let body: ArraySlice<UInt8>?
    /// The values beside the entry, in the form of `SealedValue.stored`; nil when it has none.
    package let beside: ArraySlice<UInt8>?

    package init(
        index: EntryIndex, header: ArraySlice<UInt8>, leaf: ArraySlice<UInt8>, salt: ArraySlice<UInt8>?,
        body: ArraySlice<UInt8>?, beside: ArraySlice<UInt8>?
    ) {
        self.index = index
        self.header = header
        self.leaf = leaf
        self.salt = salt
        self.body = body
        self.beside = beside
    }

    /// `entry` as it is stored at `index`.
    package init(_ entry: Entry, at index: EntryIndex) {
        self.init(
            index: index, header: entry.headerBytes[...], leaf: entry.leaf.bytes[...], salt: entry.salt.map { $0[...] },
            body: entry.body.map { $0[...] },
            beside: entry.beside.isEmpty ? nil : SealedValue.stored(entry.beside)[...])
    }

    /// The entry in these bytes. Digests are not checked here; `Entry.opened()` does.
    package func entry() throws(LedgerProblem) -> Entry {
        let values = if let beside { try SealedValue.values(stored: Array(beside)) } else { [String: SealedValue]() }
        return Entry(
            headerBytes: Array(header), salt: salt.map(Array.init), body: body.map(Array.init), beside: values)
    }
}
