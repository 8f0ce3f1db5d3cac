/// The leaves of consecutive entries, twice: as they follow from the headers, and as they are stored.
struct LeafPairs {
    var computed: [Digest] = []
    var stored: [Digest] = []
    /// What is wrong with an entry if its header is believed, where header and stored leaf differ.
    var ifHeaderIsRight: [Int: [Damage]] = [:]

    mutating func removeAll() {
        computed.removeAll(keepingCapacity: true)
        stored.removeAll(keepingCapacity: true)
        ifHeaderIsRight.removeAll()
    }
}

/// One way to explain why stored bytes do not agree: what is trusted, the tree that follows from it, and what must then be
/// damaged.
struct Hypothesis {
    enum Trust: CaseIterable {
        case headers, leaves, nodes
    }

    let trust: Trust
    private(set) var tree: MerkleTree
    private(set) var damages = DamageList()
    /// Both forms of the last leaf, as long as nothing above it says which of them is right.
    private var undecided: (index: Int, computed: Digest, stored: Digest, ifHeaderIsRight: [Damage])?

    init(_ trust: Trust, from tree: MerkleTree) {
        self.trust = trust
        self.tree = tree
    }

    /// Everything that is damaged if the hypothesis is right.
    var explanation: DamageList {
        var all = damages
        if let undecided, undecided.computed != undecided.stored {
            all.append(Hypothesis.headerDamage(undecided.index))
        }
        return all
    }

    mutating func append(_ leaves: LeafPairs, at position: Int, nodes: NodeTable) {
        let index = tree.size.value
        let computed = leaves.computed[position]
        let stored = leaves.stored[position]
        let ifHeaderIsRight = leaves.ifHeaderIsRight[index] ?? []
        switch trust {
        case .headers:
            if computed != stored { blameLeaf(index, ifHeaderIsRight) }
            append(computed, nodes)
        case .leaves:
            if computed != stored { damages.append(Hypothesis.headerDamage(index)) }
            append(stored, nodes)
        case .nodes:
            settlePair(with: (index, computed, stored, ifHeaderIsRight), nodes)
            appendTrustingNodes(stored, nodes)
        }
    }

    private static func headerDamage(_ index: Int) -> Damage {
        Damage(.entry(EntryIndex(index), .header), "it is not the one that was hashed into the tree")
    }

    private mutating func blameLeaf(_ index: Int, _ ifHeaderIsRight: [Damage]) {
        damages.append(
            Damage(.node(NodeAddress(level: 0, index: index)), "the stored hash is not that of the entry's header"))
        damages.append(contentsOf: ifHeaderIsRight)
    }

    private mutating func append(_ leaf: Digest, _ nodes: NodeTable) {
        var wrong: [NodeAddress] = []
        tree.append(leaf) { address, left, right in
            let hash = TreeHash.parent(left, right)
            if let stored = nodes[address], stored != hash { wrong.append(address) }
            return hash
        }
        for address in wrong { damages.append(Damage(.node(address), "it is not the hash of the two below it")) }
    }

    /// Takes what is stored for right at every level above the leaves.
    private mutating func appendTrustingNodes(_ leaf: Digest, _ nodes: NodeTable) {
        var wrong: [NodeAddress] = []
        tree.append(leaf) { address, left, right in
            let hash = TreeHash.parent(left, right)
            guard let stored = nodes[address] else { return hash }
            if stored != hash, address.level > 1 { wrong.append(address) }
            return stored
        }
        for address in wrong { damages.append(Damage(.node(address), "it is not the hash of the two below it")) }
    }

    /// Finds which forms of two neighbouring leaves give the stored node above them.
    private mutating func settlePair(
        with leaf: (index: Int, computed: Digest, stored: Digest, ifHeaderIsRight: [Damage]), _ nodes: NodeTable
    ) {
        guard leaf.index & 1 == 1 else {
            undecided = leaf
            return
        }
        let pair = (undecided.map { [$0] } ?? []) + [leaf]
        undecided = nil
        let parent = nodes[NodeAddress(level: 1, index: leaf.index >> 1)]
        let choices = Hypothesis.choices(pair.map { [$0.stored, $0.computed] })
        guard let parent, pair.count == 2 else {
            for leaf in pair where leaf.computed != leaf.stored { damages.append(Hypothesis.headerDamage(leaf.index)) }
            return
        }
        guard let right = choices.first(where: { TreeHash.parent($0[0], $0[1]) == parent }) else {
            damages.append(
                Damage(
                    .entries(leaf.index - 1..<leaf.index + 1), "one of them was rewritten, header and stored hash alike"
                ))
            return
        }
        for (leaf, right) in zip(pair, right) where leaf.computed != leaf.stored {
            if right == leaf.stored {
                damages.append(Hypothesis.headerDamage(leaf.index))
            } else {
                blameLeaf(leaf.index, leaf.ifHeaderIsRight)
            }
        }
    }

    /// All ways to take one from each list.
    private static func choices(_ lists: [[Digest]]) -> [[Digest]] {
        lists.reduce([[]]) { chosen, list in chosen.flatMap { begun in list.map { begun + [$0] } } }
    }
}
