/// A root that somebody signed.
struct Anchor {
    let size: Int
    let root: Digest
    /// What is damaged when everything else says that this root is wrong.
    let place: Damage.Place
}

/// Recomputes the tree as entries come, and compares it with the stored nodes and the signed roots.
///
/// As long as everything agrees there is one tree. When something does not, several hypotheses are followed until the next
/// signed root says which of them is right; without one, the hypothesis with the least damage is taken.
struct TreeCheck {
    private var tree = MerkleTree()
    /// Empty while everything agrees.
    private var hypotheses: [Hypothesis] = []
    private var anchors: ArraySlice<Anchor>
    /// Up to where a signed root has been met.
    private(set) var confirmed = 0
    private(set) var confirmedCount = 0
    private(set) var damages = DamageList()
    /// True once an entry was missing.
    private(set) var isBroken = false

    init(_ anchors: [Anchor]) {
        self.anchors = anchors.sorted { $0.size < $1.size }[...]
        meetAnchors()
    }

    /// Where the tree stands; nil once an entry was missing.
    var root: Digest? { isBroken ? nil : tree.root }

    /// Entries are missing: nothing can be said of the tree from here on.
    mutating func stop() {
        settleByLeastDamage()
        isBroken = true
    }

    mutating func take(_ leaves: LeafPairs, nodes: NodeTable) {
        guard !isBroken else { return }
        damages.append(contentsOf: nodes.damages)
        let start = reached
        let end = start + leaves.computed.count
        var from = start
        while from < end {
            let to = min(end, anchors.first.map { $0.size } ?? end)
            take(leaves, from - start..<to - start, nodes)
            from = to
            meetAnchors()
        }
    }

    /// What remains when no more entries come.
    mutating func finish() {
        settleByLeastDamage()
        guard !isBroken else { return }
        let size = reached
        for anchor in anchors where anchor.place == .publishedCheckpoint {
            damages.append(
                Damage(anchor.place, "it speaks of \(anchor.size) entries, but the ledger has only \(size)"))
        }
        if let signed = anchors.last(where: { $0.place != .publishedCheckpoint }) {
            damages.append(
                Damage(
                    .entries(size..<signed.size),
                    "missing: a checkpoint over \(signed.size) entries was signed"))
        }
    }

    private var reached: Int { (hypotheses.first?.tree ?? tree).size.value }

    private mutating func take(_ leaves: LeafPairs, _ positions: Range<Int>, _ nodes: NodeTable) {
        if hypotheses.isEmpty {
            if agrees(leaves, positions, nodes) { return }
            hypotheses = Hypothesis.Trust.allCases.map { Hypothesis($0, from: tree) }
        }
        for hypothesis in hypotheses.indices {
            for position in positions { hypotheses[hypothesis].append(leaves, at: position, nodes: nodes) }
        }
    }

    /// Appends the leaves; does nothing and says no when anything stored does not agree.
    private mutating func agrees(_ leaves: LeafPairs, _ positions: Range<Int>, _ nodes: NodeTable) -> Bool {
        var grown = tree
        var isSound = true
        for position in positions {
            let leaf = leaves.computed[position]
            isSound = isSound && leaf == leaves.stored[position]
            grown.append(leaf) { address, left, right in
                let hash = TreeHash.parent(left, right)
                if let stored = nodes[address], stored != hash { isSound = false }
                return hash
            }
            if !isSound { return false }
        }
        tree = grown
        return true
    }

    /// Compares the tree with every signed root of its size.
    private mutating func meetAnchors() {
        while let anchor = anchors.first, anchor.size == reached {
            anchors.removeFirst()
            settle(by: anchor)
        }
    }

    private mutating func settle(by anchor: Anchor) {
        if let right = hypotheses.first(where: { $0.tree.root == anchor.root }) {
            accept(right)
        } else {
            settleByLeastDamage()
        }
        if tree.root == anchor.root {
            confirmed = anchor.size
            confirmedCount += 1
        } else {
            damages.append(contradiction(anchor))
        }
    }

    private mutating func settleByLeastDamage() {
        // Where it is undecided, rather name the entry than the hash.
        let order = [Hypothesis.Trust.leaves, .nodes, .headers]
        let ranked = hypotheses.sorted { left, right in
            (left.explanation.count, order.firstIndex(of: left.trust) ?? 0)
                < (right.explanation.count, order.firstIndex(of: right.trust) ?? 0)
        }
        if let likeliest = ranked.first { accept(likeliest) }
    }

    private mutating func accept(_ hypothesis: Hypothesis) {
        damages.append(hypothesis.explanation)
        tree = hypothesis.tree
        hypotheses = []
    }

    private func contradiction(_ anchor: Anchor) -> Damage {
        if anchor.place == .publishedCheckpoint {
            Damage(anchor.place, "the ledger does not extend it: its first \(anchor.size) entries have another root")
        } else if confirmed == anchor.size {
            Damage(anchor.place, "it is signed, but its root is not that of the first \(anchor.size) entries")
        } else {
            Damage(
                .entries(confirmed..<anchor.size),
                "rewritten: a checkpoint over \(anchor.size) entries was signed with another root")
        }
    }
}
