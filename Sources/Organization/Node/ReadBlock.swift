import Ledger
import Records

/// A block of entries, hashed and read as changes: everything about it that can be done without the entries before it, and so
/// beside them.
struct ReadBlock: Sendable {
    let hashed: HashedBlock
    /// In the order of the entries. What does not let itself be opened says why.
    let entries: [Result<ReadEntry, LedgerProblem>]

    init(_ block: EntryBlock, _ declarations: Declarations) {
        let hashed = HashedBlock(block)
        self.hashed = hashed
        entries = block.indices.map { position in
            Result { () throws(LedgerProblem) in try ReadEntry(hashed, at: position, declarations) }
        }
    }
}

/// What an entry says, whatever stands before it.
struct ReadEntry: Sendable {
    /// As its header says.
    let sequence: EntryIndex
    let change: Result<Change, UnreadableEntry>
    let missing: Missing

    /// What is not there of an entry.
    enum Missing: Hashable, Sendable {
        case nothing, body
        case values(Set<String>)
    }

    init(_ hashed: HashedBlock, at position: Int, _ declarations: Declarations) throws(LedgerProblem) {
        let opened: OpenEntry
        if let found = hashed.opened(at: position) {
            opened = OpenEntry(header: found.header, body: found.body, values: found.values)
            missing = .nothing
        } else {
            opened = try Replay.open(try hashed.block[position].entry())
            missing = Missing(of: opened)
        }
        sequence = opened.header.sequence
        change = Result { () throws(UnreadableEntry) in try Change(opened, declarations) }
    }
}

extension ReadEntry.Missing {
    fileprivate init(of entry: OpenEntry) {
        guard let body = entry.body else {
            self = .body
            return
        }
        let sealed = body[Entry.sealedKey]?.object ?? [:]
        self =
            sealed.count == entry.values.count ? .nothing : .values(Set(sealed.keys).subtracting(entry.values.keys))
    }
}

/// Blocks on their way, in their order: while one is looked at, the ones behind it are read and worked on, as many at once as keep
/// the processors busy and the memory small.
package struct BlocksAhead<Block: Sendable>: Sendable {
    /// Blocks have a few megabytes.
    private static var countMax: Int { 3 }
    private var blocks: [Task<Block, Never>] = []

    package init() {}

    package var isFull: Bool { blocks.count >= Self.countMax }

    /// Begins to make the next block, beside everything else.
    package mutating func begin(_ make: @escaping @Sendable () -> Block) {
        blocks.append(Task.detached(operation: make))
    }

    /// The first of those that were begun, once it is made; `nil` when there is none.
    package mutating func next() async -> Block? {
        blocks.isEmpty ? nil : await blocks.removeFirst().value
    }
}
