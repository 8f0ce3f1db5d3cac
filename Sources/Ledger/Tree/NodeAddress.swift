/// The place of a node in the Merkle tree: the root of the complete subtree over the leaves
/// `index × 2^level ..< (index + 1) × 2^level`. Ordered by level, then index; level 0 are the leaves.
package struct NodeAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let level: Int
    package let index: Int

    package init(level: Int, index: Int) {
        precondition(level >= 0 && index >= 0, "a node's level and index are not negative")
        self.level = level
        self.index = index
    }

    package var description: String { "\(level)/\(index)" }

    /// The address just behind this one, where the next block of nodes begins.
    package var next: NodeAddress { NodeAddress(level: level, index: index + 1) }

    /// The entries below this node.
    package var entries: Range<Int> { index << level..<(index + 1) << level }

    package static func < (left: NodeAddress, right: NodeAddress) -> Bool {
        (left.level, left.index) < (right.level, right.index)
    }
}

/// A node of the Merkle tree as it is stored.
package struct StoredNode: Hashable, Sendable {
    package let address: NodeAddress
    package let hash: Digest

    package init(address: NodeAddress, hash: Digest) {
        self.address = address
        self.hash = hash
    }

    package init(level: Int, index: Int, hash: Digest) {
        self.init(address: NodeAddress(level: level, index: index), hash: hash)
    }
}
