/// Verifies a whole ledger from its stored bytes, block by block, in little memory, and names what is damaged.
///
///     var verification = Verification(key: key, checkpoints: checkpoints)
///     for block in blocks {
///         let runs = verification.nodes(of: block)        // what to read for it
///         verification.take(block, nodes: nodes)
///     }
///     let report = verification.finish()
///
/// Hashing a block needs nothing of the blocks before it: it can be done elsewhere, in a `HashedBlock`, while others are read.
///
/// Every byte of every entry is hashed; the tree is recomputed and compared with the stored nodes and the signed roots; what
/// is gone must be accounted for by a later entry. A body is not read beyond its digests: replaying the entries does that.
package struct Verification {
    private var roots: SignedRoots
    private var tree: TreeCheck
    private var book = AccountBook()
    private var entryDamages = DamageList()
    private var leaves = LeafPairs()
    private var expected = 0
    private var time = Timestamp.earliest

    /// - Parameters:
    ///   - key: the text of the ledger's verifier key; without one no signature is checked
    ///   - checkpoints: all that are stored
    ///   - published: the note of a checkpoint that was published earlier; the ledger must extend it
    ///   - publisher: the text of the key that signed it, where that is not the ledger's
    package init(
        key: String?, checkpoints: [StoredCheckpoint], published: [UInt8]? = nil, publisher: String? = nil
    ) {
        roots = SignedRoots(key: key, checkpoints: checkpoints)
        if let published { roots.add(published: published, signedBy: publisher) }
        tree = TreeCheck(roots.anchors)
    }

    /// How many entries were taken.
    package var size: LedgerSize { LedgerSize(expected) }

    /// The stored nodes that belong to the next block, above the leaves.
    package func nodes(of block: EntryBlock) -> [NodeRun] {
        MerkleTree.nodes(madeFrom: size, to: size.adding(block.count))
    }

    /// Takes the next entries in order, and the nodes that belong to them; nil when nodes are not stored.
    package mutating func take(_ block: EntryBlock, nodes: [StoredNode]?) {
        take(HashedBlock(block), nodes: nodes)
    }

    /// The same for a block that was hashed before.
    package mutating func take(_ hashed: HashedBlock, nodes: [StoredNode]?) {
        let start = size
        leaves.removeAll()
        let gap = tree.isBroken ? 0 : takeNumbered(hashed)
        if let gap {
            tree.take(leaves, nodes: NodeTable())
            tree.stop()
            takeRest(of: hashed.block, from: gap)
        } else {
            tree.take(leaves, nodes: nodes.map { NodeTable($0, madeFrom: start, to: size) } ?? NodeTable())
        }
    }

    /// Goes on behind entries that cannot be read, before `next`. What they may account for is not held against others.
    package mutating func skipUnreadable(upTo next: EntryIndex, because explanation: String) {
        let range = expected..<max(next.value, expected + 1)
        entryDamages.append(Damage(.entries(range), explanation))
        book.unreadable(range)
        tree.stop()
        expected = range.upperBound
    }

    /// The size of the tree that the stored nodes belong to: no node lies beyond it. Nil when nobody can say.
    package var sizeOfTree: LedgerSize? {
        tree.isBroken ? nil : LedgerSize(max(expected, roots.anchors.map(\.size).max() ?? 0))
    }

    /// Takes nodes that were found beyond the tree.
    package mutating func takeSurplus(_ nodes: [StoredNode]) {
        entryDamages.append(contentsOf: nodes.map { NodeTable.surplus($0.address) })
    }

    /// What was found, once all entries were taken.
    package consuming func finish() -> VerificationReport {
        tree.finish()
        var damages = entryDamages
        damages.append(book.unaccounted())
        damages.append(tree.damages)
        damages.append(contentsOf: roots.damages)
        return VerificationReport(
            size: size, root: tree.root, checkpointCount: tree.confirmedCount, signedSize: LedgerSize(tree.confirmed),
            erasedCount: book.erasedCount, disposedCount: book.disposedCount,
            damages: Verification.inOrder(damages.kept), damageCount: damages.count)
    }

    private static func inOrder(_ damages: [Damage]) -> [Damage] {
        let numbered = damages.enumerated().map { (entry: $1.place.firstEntry ?? Int.max, place: $0, damage: $1) }
        return numbered.sorted { ($0.entry, $0.place) < ($1.entry, $1.place) }.map(\.damage)
    }

    /// Takes entries as long as they are numbered without a gap; gives the position where one is missing.
    private mutating func takeNumbered(_ hashed: HashedBlock) -> Int? {
        for position in hashed.block.indices {
            guard hashed.block.index(at: position).value == expected else { return position }
            leaves.computed.append(hashed.computedLeaves[position])
            leaves.stored.append(hashed.storedLeaves[position])
            if let answer = hashed.answers[position], answer.time >= time {
                take(answer)
            } else {
                inspect(hashed.block[position], isHeaderSure: hashed.isHeaderSure(at: position))
            }
            expected += 1
        }
        return nil
    }

    private mutating func take(_ answer: EntryCheck.Answer) {
        time = answer.time
        if answer.isBodyGone { book.missing(bodyOf: expected) }
    }

    private mutating func inspect(_ entry: StoredEntry, isHeaderSure: Bool) {
        let inspection = EntryInspection(entry, isHeaderSure: isHeaderSure, notBefore: time, book: &book)
        if isHeaderSure {
            entryDamages.append(contentsOf: inspection.damages)
            time = max(time, inspection.time ?? time)
        } else {
            leaves.ifHeaderIsRight[expected] = inspection.damages
        }
    }

    /// Entries behind a gap are looked at one by one; the tree has nothing to say about them.
    private mutating func takeRest(of block: EntryBlock, from first: Int) {
        for position in first..<block.count {
            let index = block.index(at: position)
            if index.value > expected {
                entryDamages.append(Damage(.entries(expected..<index.value), "missing"))
            } else if index.value < expected {
                entryDamages.append(Damage(.entries(index.value..<index.value + 1), "there twice, or out of order"))
                continue
            }
            expected = index.value
            takeBehindGap(block[position])
            expected += 1
        }
    }

    private mutating func takeBehindGap(_ entry: StoredEntry) {
        let isHeaderSure = TreeHash.leaf(Array(entry.header)).bytes.elementsEqual(entry.leaf)
        if !isHeaderSure {
            entryDamages.append(
                Damage(.entry(entry.index, .header), "it is not the one whose hash is stored, or that hash was changed")
            )
        }
        inspect(entry, isHeaderSure: isHeaderSure)
    }
}
