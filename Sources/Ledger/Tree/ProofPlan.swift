/// Which stored nodes a proof is made of, so that they can be read from anywhere, in one go: at most 2 log₂ n of them.
///
///     let plan = InclusionProof.plan(of: index, in: size)
///     let path = plan.path(from: try await store.nodes(at: plan.addresses))
package struct ProofPlan: Hashable, Sendable {
    /// What to read.
    package let addresses: [NodeAddress]
    /// How many of the addresses make up each digest of the path.
    private let counts: [Int]

    /// A plan for one digest over each of these ranges of leaves.
    init(_ ranges: [Range<Int>]) {
        let covers = ranges.map(MerkleTree.cover)
        addresses = covers.flatMap { $0 }
        counts = covers.map(\.count)
    }

    /// The path of the proof, from the nodes at `addresses` in their order; nil when one of them is missing.
    package func path(from nodes: [Digest?]) -> [Digest]? {
        let present = nodes.compactMap { $0 }
        guard present.count == addresses.count, nodes.count == addresses.count else { return nil }
        var start = 0
        return counts.compactMap { count in
            defer { start += count }
            return MerkleTree.fold(present[start..<start + count]) { TreeHash.parent($0, $1) }
        }
    }

    /// The largest power of two below `count`; `count` is at least 2.
    static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
