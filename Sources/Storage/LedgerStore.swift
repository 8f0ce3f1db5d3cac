package import Ledger

/// Where the bytes of one ledger lie. Does not know what they mean.
///
/// What every store promises, and the contract suite holds it to:
///
/// * **Order.** Entries are numbered 0, 1, 2 … without a gap. An append names the size it was decided on; when the ledger has
///   another size by then, nothing is written and `.movedOn` says how far it is. So two writers can never mix.
/// * **All or nothing.** A batch is written whole, or nothing of it is.
/// * **Durability.** When `append` or `change` returns, what was written outlives the process and the machine's power.
/// * **Reads** see only whole batches, wait for no writer, and two of them may see different sizes: entries are only added.
/// * **Failure.** After every failure but `.outcomeUnknown` nothing was written. After that one, ask for `size` before
///   anything else. A task that is cancelled does not stop an append that has begun.
///
/// A store may be used from many tasks at once, and many stores, in as many processes, may share one ledger.
package protocol LedgerStore: Sendable {
    /// How many entries there are now.
    func size() async throws(StoreFailure) -> LedgerSize

    /// Writes `batch` in one step, if the ledger has the size `expected`.
    ///
    /// Throws `.movedOn` when it has not. A batch may erase what an earlier entry holds, so that nothing is ever gone
    /// without the entry that accounts for it.
    func append(_ batch: Batch, at expected: LedgerSize) async throws(StoreFailure)

    /// The entries from `first` on, in order: at most `limit`, fewer where the ledger ends or a block would exceed
    /// `EntryBlock.byteCountMax`, but never none before the end.
    func entries(from first: EntryIndex, limit: Int) async throws(StoreFailure) -> EntryBlock

    /// The nodes at these addresses of the tree, in the order asked for; nil where there is none. Level 0 are the leaves.
    func nodes(at addresses: [NodeAddress]) async throws(StoreFailure) -> [Digest?]

    /// All stored nodes above the leaves from `first` on, by level, then index: at most `limit`.
    func nodes(from first: NodeAddress, limit: Int) async throws(StoreFailure) -> [StoredNode]

    /// The checkpoints of at least this size that are kept (`KeptCheckpoints`), smallest first: at most `limit`.
    func checkpoints(from size: LedgerSize, limit: Int) async throws(StoreFailure) -> [StoredCheckpoint]

    /// The checkpoint of the greatest size.
    func latestCheckpoint() async throws(StoreFailure) -> StoredCheckpoint?

    /// What has no past: the default actor, the time zone. In a backup, never in an export.
    func settings() async throws(StoreFailure) -> [String: String]

    /// Sets these settings, all at once; nil removes one.
    func change(settings: [String: String?]) async throws(StoreFailure)

    /// Differs from an earlier answer when another store has written to the ledger in between. It says nothing about
    /// writes of this one.
    func dataVersion() async throws(StoreFailure) -> DataVersion

    /// What is wrong with the container of the bytes, one line each; empty for a sound one. Reads everything.
    func structuralDamage() async throws(StoreFailure) -> [String]
}

/// A mark for "nothing came from elsewhere since". Two marks of one store can be compared, nothing else.
package struct DataVersion: Hashable, Sendable {
    private let value: Int64

    package init(_ value: Int64) { self.value = value }
}

extension LedgerStore {
    /// The entry at `index`; nil where the ledger has none.
    package func entry(at index: EntryIndex) async throws(StoreFailure) -> StoredEntry? {
        let block = try await entries(from: index, limit: 1)
        guard let found = block.first, found.index == index else { return nil }
        return found
    }

    /// The node at `address`; nil where there is none.
    package func node(at address: NodeAddress) async throws(StoreFailure) -> Digest? {
        try await nodes(at: [address])[0]
    }

    /// All entries from `first` on, block by block, up to where the ledger ends when the last block is read.
    package func blocks(from first: EntryIndex = EntryIndex(0), limit: Int = EntryBlock.countUsual) -> EntryBlocks<Self>
    {
        EntryBlocks(store: self, next: first, limit: limit)
    }
}
