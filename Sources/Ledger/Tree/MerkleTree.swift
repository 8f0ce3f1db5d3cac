/// The growing edge of a Merkle tree: enough to append to it and to know its root, in O(log n) memory.
///
///     size 11 = 8 + 2 + 1     edge: 3/0  1/4  0/10     the complete subtrees, largest first
///
/// A node is made once, when the last leaf below it comes, and never changes; so all nodes can be stored as they are made.
package struct MerkleTree: Hashable, Sendable {
    package private(set) var size: LedgerSize
    private var edge: [Digest]

    /// A tree without leaves.
    package init() {
        size = .empty
        edge = []
    }

    /// The tree of `size` leaves, from the nodes at `MerkleTree.edge(of: size)`, in that order; nil unless there are as many.
    package init?(size: LedgerSize, edge: [Digest]) {
        guard edge.count == size.value.nonzeroBitCount else { return nil }
        self.size = size
        self.edge = edge
    }

    /// The complete subtrees of a tree of `size` leaves, largest first.
    package static func edge(of size: LedgerSize) -> [NodeAddress] {
        cover(0..<size.value)
    }

    /// The nodes above the leaves that are made while a tree grows, as one run per level, lowest level first.
    package static func nodes(madeFrom old: LedgerSize, to new: LedgerSize) -> [NodeRun] {
        var runs: [NodeRun] = []
        var level = 1
        while new.value >> level > 0 {
            let run = old.value >> level..<max(new.value, old.value) >> level
            if !run.isEmpty { runs.append(NodeRun(level: level, indexes: run)) }
            level += 1
        }
        return runs
    }

    /// Appends a leaf; gives the nodes above the leaves that it completes, lowest first: one per hash computed.
    package mutating func append(_ leaf: Digest) -> [StoredNode] {
        var made: [StoredNode] = []
        append(leaf) { address, left, right in
            let hash = TreeHash.parent(left, right)
            made.append(StoredNode(address: address, hash: hash))
            return hash
        }
        return made
    }

    /// Appends a leaf; `join` says what the node over two others is.
    package mutating func append(_ leaf: Digest, join: (NodeAddress, Digest, Digest) -> Digest) {
        var node = leaf
        var level = 0
        var index = size.value
        while index & 1 == 1 {
            level += 1
            index >>= 1
            node = join(NodeAddress(level: level, index: index), edge.removeLast(), node)
        }
        edge.append(node)
        size = size.adding(1)
    }

    /// The root over all leaves. O(log n) hashes.
    package var root: Digest { root { TreeHash.parent($0, $1) } }

    package func root(join: (Digest, Digest) -> Digest) -> Digest {
        MerkleTree.fold(edge, join: join) ?? TreeHash.empty
    }
}

/// Neighbouring nodes of one level.
package struct NodeRun: Hashable, Sendable {
    package let level: Int
    package let indexes: Range<Int>

    package var first: NodeAddress { NodeAddress(level: level, index: indexes.lowerBound) }
}

extension MerkleTree {
    /// The complete subtrees over a range of leaves, from left to right, where each is as large as what is left allows.
    ///
    /// As in RFC 6962, where a range starts at a multiple of the largest power of two below its length.
    static func cover(_ leaves: Range<Int>) -> [NodeAddress] {
        var addresses: [NodeAddress] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let level = Int.bitWidth - 1 - (leaves.upperBound - start).leadingZeroBitCount
            addresses.append(NodeAddress(level: level, index: start >> level))
            start += 1 << level
        }
        return addresses
    }

    /// The node over neighbouring subtrees, the last two joined first; nil over none.
    static func fold(_ nodes: some BidirectionalCollection<Digest>, join: (Digest, Digest) -> Digest) -> Digest? {
        guard var node = nodes.last else { return nil }
        for left in nodes.dropLast().reversed() { node = join(left, node) }
        return node
    }
}
