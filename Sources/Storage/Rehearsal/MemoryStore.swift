package import Ledger
internal import Synchronization

/// A ledger in memory, for tests. As durable as the process.
///
/// `MemoryStore(sharing:)` gives another node of the same ledger.
package struct MemoryStore: LedgerStore {
    private let shared: Shared
    private let node: Int

    package init() {
        self.init(shared: Shared())
    }

    package init(sharing other: MemoryStore) {
        self.init(shared: other.shared)
    }

    private init(shared: Shared) {
        self.shared = shared
        node = shared.ledger.withLock { $0.addNode() }
    }

    package func size() -> LedgerSize {
        shared.ledger.withLock(\.size)
    }

    package func append(_ batch: Batch, at expected: LedgerSize) throws(StoreFailure) {
        batch.check(at: expected)
        // A typed error does not pass through `withLock` of a Mutex with a closure that throws any error.
        let result = shared.ledger.withLock { ledger in
            Result { () throws(StoreFailure) in try ledger.append(batch, at: expected, by: node) }
        }
        try result.get()
    }

    package func entries(from first: EntryIndex, limit: Int) -> EntryBlock {
        shared.ledger.withLock { $0.entries(from: first, limit: limit) }
    }

    package func nodes(at addresses: [NodeAddress]) -> [Digest?] {
        shared.ledger.withLock { ledger in addresses.map { ledger.node(at: $0) } }
    }

    package func nodes(from first: NodeAddress, limit: Int) -> [StoredNode] {
        let nodes = shared.ledger.withLock(\.nodes)
        return nodes.keys.filter { $0 >= first }.sorted().prefix(limit).compactMap { address in
            nodes[address].map { StoredNode(address: address, hash: $0) }
        }
    }

    package func checkpoints(from size: LedgerSize, limit: Int) -> [StoredCheckpoint] {
        let all = shared.ledger.withLock(\.checkpoints)
        return Array(all.filter { $0.size >= size }.prefix(limit))
    }

    package func latestCheckpoint() -> StoredCheckpoint? {
        shared.ledger.withLock(\.checkpoints.last)
    }

    package func settings() -> [String: String] {
        shared.ledger.withLock(\.settings)
    }

    package func change(settings: [String: String?]) {
        shared.ledger.withLock { $0.change(settings: settings, by: node) }
    }

    package func dataVersion() -> DataVersion {
        shared.ledger.withLock { DataVersion(Int64($0.writes - $0.writesByNode[node])) }
    }

    package func structuralDamage() -> [String] { [] }
}

private final class Shared: Sendable {
    let ledger = Mutex(MemoryLedger())
}

/// What the nodes of a ledger in memory share.
private struct MemoryLedger {
    private var entries: [Entry] = []
    private(set) var nodes: [NodeAddress: Digest] = [:]
    private(set) var checkpoints: [StoredCheckpoint] = []
    private(set) var settings: [String: String] = [:]
    private(set) var writes = 0
    private(set) var writesByNode: [Int] = []

    var size: LedgerSize { LedgerSize(entries.count) }

    mutating func addNode() -> Int {
        writesByNode.append(0)
        return writesByNode.count - 1
    }

    mutating func append(_ batch: Batch, at expected: LedgerSize, by node: Int) throws(StoreFailure) {
        guard size == expected else { throw .movedOn(actual: size) }
        entries += batch.entries
        for node in batch.nodes { nodes[node.address] = node.hash }
        if let note = batch.checkpoint { file(StoredCheckpoint(size: size, note: note)) }
        for value in batch.erasures.values { entries[value.entry.value].beside[value.key] = nil }
        for body in batch.erasures.bodies { dispose(of: body) }
        change(settings: batch.settings, by: node)
    }

    private mutating func file(_ checkpoint: StoredCheckpoint) {
        guard let latest = checkpoints.last else {
            checkpoints.append(checkpoint)
            return
        }
        if latest.size == checkpoint.size { return }
        if !KeptCheckpoints.isKept(latest.size, behind: checkpoints.dropLast().last?.size) { checkpoints.removeLast() }
        checkpoints.append(checkpoint)
    }

    mutating func change(settings changes: [String: String?], by node: Int) {
        for (key, value) in changes { settings[key] = value }
        writes += 1
        writesByNode[node] += 1
    }

    func entries(from first: EntryIndex, limit: Int) -> EntryBlock {
        var block = EntryBlock()
        for (position, entry) in entries.enumerated().dropFirst(first.value).prefix(limit) where !block.isFull {
            block.begin(EntryIndex(position))
            for part in EntryBlock.Part.allCases { block.add(part, of: entry) }
        }
        return block
    }

    func node(at address: NodeAddress) -> Digest? {
        if address.level == 0 {
            address.index < entries.count ? entries[address.index].leaf : nil
        } else {
            nodes[address]
        }
    }

    private mutating func dispose(of index: EntryIndex) {
        let headerBytes = entries[index.value].headerBytes
        entries[index.value] = Entry(headerBytes: headerBytes, salt: nil, body: nil, beside: [:])
    }
}

extension EntryBlock {
    fileprivate mutating func add(_ part: Part, of entry: Entry) {
        let bytes: [UInt8]? =
            switch part {
            case .header: entry.headerBytes
            case .leaf: entry.leaf.bytes
            case .salt: entry.salt
            case .body: entry.body
            case .beside: entry.storedBeside
            }
        if let bytes { bytes.withUnsafeBytes { add($0) } } else { add(nil) }
    }
}

extension Entry {
    /// The values beside the entry as stored; nil when there are none.
    var storedBeside: [UInt8]? {
        beside.isEmpty ? nil : SealedValue.stored(beside)
    }
}
