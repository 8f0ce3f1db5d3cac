package import Ledger

/// Consecutive entries as they are stored, in one flat buffer, so that a million can be read without an array for each.
///
/// The five parts of an entry lie one after the other in `bytes`; `range(_:at:)` says where.
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

    init() {}

    /// Where a part of the entry at `position` (0 ..< count) lies in `bytes`; nil when the entry has none.
    package func range(_ part: Part, at position: Int) -> Range<Int>? {
        ranges[position * Part.allCases.count + part.rawValue]
    }

    /// The number of the entry at `position`. One more than the one before, unless an entry is missing.
    package func index(at position: Int) -> EntryIndex { indexes[position] }

    var isFull: Bool { bytes.count >= EntryBlock.byteCountMax }

    mutating func begin(_ index: EntryIndex) {
        indexes.append(index)
    }

    /// Adds the next part of the entry begun last; its bytes, or nil when it has none.
    mutating func add(_ part: UnsafeRawBufferPointer?) {
        let start = bytes.count
        if let part { bytes.append(contentsOf: part) }
        ranges.append(part == nil ? nil : start..<bytes.count)
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

    /// The entry in these bytes. Digests are not checked here; `Entry.opened()` does.
    package func entry() throws(LedgerProblem) -> Entry {
        let values = if let beside { try SealedValue.values(stored: Array(beside)) } else { [String: SealedValue]() }
        return Entry(
            headerBytes: Array(header), salt: salt.map(Array.init), body: body.map(Array.init), beside: values)
    }
}

/// The entries of a ledger, block by block. Each block is read when it is asked for; a ledger that grows meanwhile is read to its new end.
package struct EntryBlocks<Store: LedgerStore>: AsyncSequence, Sendable {
    package typealias Element = EntryBlock
    package typealias Failure = StoreFailure

    let store: Store
    let next: EntryIndex
    let limit: Int

    package func makeAsyncIterator() -> Iterator {
        Iterator(store: store, next: next, limit: limit)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let store: Store
        var next: EntryIndex
        let limit: Int

        package mutating func next() async throws(StoreFailure) -> EntryBlock? {
            let block = try await store.entries(from: next, limit: limit)
            guard !block.isEmpty else { return nil }
            next = EntryIndex(block.index(at: block.count - 1).value + 1)
            return block
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StoreFailure) -> EntryBlock? {
            try await next()
        }
    }
}
