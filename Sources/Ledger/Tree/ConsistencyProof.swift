/// Shows that a tree was only appended to since it had a certain root. Source: RFC 6962, section 2.1.2.
package struct ConsistencyProof: Hashable, Sendable {
    package let old: LedgerSize
    package let new: LedgerSize
    package let path: [Digest]

    package init(from old: LedgerSize, to new: LedgerSize, path: [Digest]) {
        self.old = old
        self.new = new
        self.path = path
    }

    /// Which nodes the proof is made of. From an empty tree, or to the same size, there is nothing to show.
    package static func plan(from old: LedgerSize, to new: LedgerSize) -> ProofPlan {
        precondition(old <= new, "a ledger only grows")
        guard old > .empty, old < new else { return ProofPlan([]) }
        var parts: [Range<Int>] = []
        var range = 0..<new.value
        while range.upperBound != old.value {
            let middle = range.lowerBound + ProofPlan.split(range.count)
            if old.value <= middle {
                parts.append(middle..<range.upperBound)
                range = range.lowerBound..<middle
            } else {
                parts.append(range.lowerBound..<middle)
                range = middle..<range.upperBound
            }
        }
        // The old tree itself is known to whoever checks; only a part of it has to be told.
        if range.lowerBound > 0 { parts.append(range) }
        return ProofPlan(parts.reversed())
    }

    package func holds(oldRoot: Digest, newRoot: Digest) -> Bool {
        if old == new { return path.isEmpty && oldRoot == newRoot }
        if old == .empty { return path.isEmpty && oldRoot == TreeHash.empty }
        guard old < new, let roots = roots(oldRoot: oldRoot) else { return false }
        return roots.old == oldRoot && roots.new == newRoot
    }

    /// Both roots as they follow from the path; nil when it has the wrong length.
    private func roots(oldRoot: Digest) -> (old: Digest, new: Digest)? {
        var rest = path[...]
        if old.value.nonzeroBitCount == 1 { rest = [oldRoot] + rest }
        guard let first = rest.popFirst() else { return nil }
        var position = old.value - 1
        var last = new.value - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var roots = (old: first, new: first)
        for sibling in rest {
            guard last > 0 else { return nil }
            if position & 1 == 1 || position == last {
                roots = (TreeHash.parent(sibling, roots.old), TreeHash.parent(sibling, roots.new))
                while position & 1 == 0, position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                roots.new = TreeHash.parent(roots.new, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 ? roots : nil
    }
}
