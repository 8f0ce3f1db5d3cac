/// The stored nodes that belong to a block of entries, to be found by their address.
struct NodeTable {
    private var starts: [Int] = []
    private var rows: [[Digest?]] = []
    /// Nodes that should be there and are not, and such as should not be there.
    private(set) var damages: [Damage] = []

    /// No nodes are known, and none are expected.
    init() {}

    init(_ nodes: [StoredNode], madeFrom old: LedgerSize, to new: LedgerSize) {
        for run in MerkleTree.nodes(madeFrom: old, to: new) {
            while rows.count <= run.level {
                starts.append(0)
                rows.append([])
            }
            starts[run.level] = run.indexes.lowerBound
            rows[run.level] = Array(repeating: nil, count: run.indexes.count)
        }
        for node in nodes where !put(node) {
            damages.append(NodeTable.surplus(node.address))
        }
        noteMissing()
    }

    /// A node at an address that is none of the tree.
    static func surplus(_ address: NodeAddress) -> Damage {
        Damage(.node(address), "the tree has no such node, or has it twice")
    }

    subscript(address: NodeAddress) -> Digest? {
        guard address.level < rows.count else { return nil }
        let position = address.index - starts[address.level]
        return rows[address.level].indices.contains(position) ? rows[address.level][position] : nil
    }

    private mutating func put(_ node: StoredNode) -> Bool {
        let level = node.address.level
        guard level < rows.count else { return false }
        let position = node.address.index - starts[level]
        guard rows[level].indices.contains(position), rows[level][position] == nil else { return false }
        rows[level][position] = node.hash
        return true
    }

    private mutating func noteMissing() {
        for level in rows.indices {
            for (position, hash) in rows[level].enumerated() where hash == nil {
                let address = NodeAddress(level: level, index: starts[level] + position)
                damages.append(Damage(.node(address), "it is missing"))
            }
        }
    }
}
