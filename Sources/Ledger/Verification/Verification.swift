/// Verifies a whole ledger from its stored bytes, block by block, in little memory, and names what is damaged.
///
///     var verification = Verification(key: key, checkpoints: checkpoints)
///     for block in blocks {
///         let runs = verification.nodes(of: block)        // what to read for it
///         verification.take(block, nodes: nodes)
///     }
///     let report = verification.finish()
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
    ///   - key: the text of the ledger's verifier key
    ///   - checkpoints: all that are stored
    ///   - published: the note of a checkpoint that was published earlier; the ledger must extend it
    ///   - publisher: the text of the key that signed it, where that is not the ledger's
    package init(
        key: String, checkpoints: [StoredCheckpoint], published: [UInt8]? = nil, publisher: String? = nil
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
        let start = size
        leaves.removeAll()
        let gap = tree.isBroken ? 0 : block.bytes.withUnsafeBufferPointer { text in take(block, text) }
        if let gap {
            tree.take(leaves, nodes: NodeTable())
            tree.stop()
            takeRest(of: block, from: gap)
        } else {
            tree.take(leaves, nodes: nodes.map { NodeTable($0, madeFrom: start, to: size) } ?? NodeTable())
        }
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
    private mutating func take(_ block: EntryBlock, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
        let check = EntryCheck(text: text)
        for position in block.indices {
            guard block.index(at: position).value == expected else { return position }
            let leaf = Verification.leaf(block, position, text)
            leaves.computed.append(leaf.computed)
            leaves.stored.append(leaf.stored ?? Verification.noLeaf)
            let isHeaderSure = leaf.computed == leaf.stored
            if isHeaderSure, let answer = check.answer(block, at: position, number: expected, notBefore: time) {
                take(answer)
            } else {
                inspect(block[position], isHeaderSure: isHeaderSure)
            }
            expected += 1
        }
        return nil
    }

    private mutating func take(_ answer: EntryCheck.Answer) {
        switch answer {
        case .sound(let time):
            self.time = time
        case .bodyGone(let time):
            self.time = time
            book.missing(bodyOf: expected)
        }
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

    /// Stands for a stored leaf that is no digest; equal to no hash of a header.
    private static let noLeaf = Digest(of: [0xff])

    /// The leaf as it follows from the header, and as it is stored.
    private static func leaf(
        _ block: EntryBlock, _ position: Int, _ text: UnsafeBufferPointer<UInt8>
    ) -> (computed: Digest, stored: Digest?) {
        let raw = UnsafeRawBufferPointer(text)
        let header = block.range(.header, at: position) ?? 0..<0
        // The byte before a header is the 0x00 that begins the leaf's input.
        let input = max(header.lowerBound - 1, 0)..<header.upperBound
        let stored = block.range(.leaf, at: position).flatMap { range in
            range.count == Digest.byteCount ? Digest(raw: UnsafeRawBufferPointer(rebasing: raw[range])) : nil
        }
        return (Digest(ofPiece: UnsafeRawBufferPointer(rebasing: raw[input])), stored)
    }
}
