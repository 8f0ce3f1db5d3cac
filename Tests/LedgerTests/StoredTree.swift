import Ledger

/// A tree with all its nodes kept as they are made, as a store keeps them; counts what is read.
struct StoredTree {
    private(set) var tree = MerkleTree()
    private(set) var nodes: [NodeAddress: Digest] = [:]
    private(set) var leaves: [Digest] = []
    private(set) var roots = [Digest(of: [])]

    init(_ leaves: some Sequence<Digest> = []) {
        for leaf in leaves { append(leaf) }
    }

    mutating func append(_ leaf: Digest) {
        nodes[NodeAddress(level: 0, index: leaves.count)] = leaf
        for node in tree.append(leaf) { nodes[node.address] = node.hash }
        leaves.append(leaf)
        roots.append(tree.root)
    }

    func inclusion(_ index: Int, _ size: Int) throws -> InclusionProof {
        let plan = InclusionProof.plan(of: EntryIndex(index), in: LedgerSize(size))
        return InclusionProof(index: EntryIndex(index), size: LedgerSize(size), path: try path(plan))
    }

    func consistency(_ old: Int, _ new: Int) throws -> ConsistencyProof {
        let plan = ConsistencyProof.plan(from: LedgerSize(old), to: LedgerSize(new))
        return ConsistencyProof(from: LedgerSize(old), to: LedgerSize(new), path: try path(plan))
    }

    private func path(_ plan: ProofPlan) throws -> [Digest] {
        guard let path = plan.path(from: plan.addresses.map { nodes[$0] }) else { throw Missing() }
        return path
    }

    struct Missing: Error {}
}
