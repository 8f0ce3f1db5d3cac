/// Shows that a leaf is in the tree with a certain root. Source: RFC 6962, section 2.1.1.
package struct InclusionProof: Hashable, Sendable {
    package let index: EntryIndex
    package let size: LedgerSize
    /// The siblings on the way from the leaf to the root.
    package let path: [Digest]

    package init(index: EntryIndex, size: LedgerSize, path: [Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Which nodes the proof for the leaf at `index` of a tree of `size` leaves is made of.
    package static func plan(of index: EntryIndex, in size: LedgerSize) -> ProofPlan {
        precondition(size.contains(index), "only an entry in the ledger has a proof")
        var siblings: [Range<Int>] = []
        var range = 0..<size.value
        while range.count > 1 {
            let middle = range.lowerBound + ProofPlan.split(range.count)
            let left = range.lowerBound..<middle
            let right = middle..<range.upperBound
            let isLeft = index.value < middle
            siblings.append(isLeft ? right : left)
            range = isLeft ? left : right
        }
        return ProofPlan(siblings.reversed())
    }

    /// The root that follows from `leaf` and the path; nil when the path has the wrong length.
    package func root(leaf: Digest) -> Digest? {
        guard size.contains(index) else { return nil }
        var node = leaf
        var position = index.value
        var last = size.value - 1
        for sibling in path {
            guard last > 0 else { return nil }
            if position & 1 == 1 || position == last {
                node = TreeHash.parent(sibling, node)
                // A last node without a sibling rises until it is a right child.
                while position & 1 == 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                node = TreeHash.parent(node, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 ? node : nil
    }

    package func holds(leaf: Digest, root: Digest) -> Bool {
        self.root(leaf: leaf) == root
    }
}
