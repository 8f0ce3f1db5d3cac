import Ledger
import Testing

/// Everything that can be done to a path.
enum Tampering: CaseIterable {
    case drop, add, repeatLast, swap, flip

    /// Nil where it would change nothing.
    func apply(to path: [Digest], chance: inout Chance) -> [Digest]? {
        var path = path
        switch self {
        case .drop:
            guard !path.isEmpty else { return nil }
            path.remove(at: Int.random(in: path.indices, using: &chance))
        case .add: path.insert(Digest(of: chance.bytes(4)), at: Int.random(in: 0...path.count, using: &chance))
        case .repeatLast:
            guard let last = path.last else { return nil }
            path.append(last)
        case .swap:
            guard path.count > 1 else { return nil }
            path.swapAt(0, path.count - 1)
        case .flip:
            guard let position = path.indices.randomElement(using: &chance) else { return nil }
            path[position] = path[position].flipped(Int.random(in: 0..<256, using: &chance))
        }
        return path
    }
}

extension Digest {
    /// The digest with one bit changed.
    func flipped(_ bit: Int) -> Digest {
        var changed = bytes
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        return Digest(bytes: changed) ?? self
    }
}

@Suite("A proof")
struct ProofTests {
    static let tree = StoredTree(MerkleTreeTests.leaves(40, seed: 7))

    @Test("of inclusion holds for its leaf, index, size and root only")
    func inclusion() throws {
        let tree = ProofTests.tree
        for size in 1...40 {
            for index in 0..<size {
                let proof = try tree.inclusion(index, size)
                let leaf = tree.leaves[index]
                let root = tree.roots[size]
                #expect(proof.holds(leaf: leaf, root: root))
                #expect(!proof.holds(leaf: leaf.flipped(index), root: root))
                #expect(!proof.holds(leaf: leaf, root: root.flipped(size)))
                let elsewhere = InclusionProof(index: EntryIndex(index + 1), size: proof.size, path: proof.path)
                #expect(!elsewhere.holds(leaf: leaf, root: root))
            }
        }
    }

    @Test("of consistency holds for its two sizes and roots only")
    func consistency() throws {
        let tree = ProofTests.tree
        for new in 0...40 {
            for old in 0...new {
                let proof = try tree.consistency(old, new)
                let (oldRoot, newRoot) = (tree.roots[old], tree.roots[new])
                #expect(proof.holds(oldRoot: oldRoot, newRoot: newRoot))
                #expect(!proof.holds(oldRoot: oldRoot.flipped(new), newRoot: newRoot))
                // From nothing, everything follows.
                if old > 0 { #expect(!proof.holds(oldRoot: oldRoot, newRoot: newRoot.flipped(old))) }
            }
        }
    }

    @Test("that was tampered with does not hold", arguments: Tampering.allCases)
    func tampered(how: Tampering) throws {
        let tree = ProofTests.tree
        var chance = Chance(seed: 11)
        for size in 1...40 {
            for index in 0..<size {
                let inclusion = try tree.inclusion(index, size)
                if let path = how.apply(to: inclusion.path, chance: &chance) {
                    let proof = InclusionProof(index: inclusion.index, size: inclusion.size, path: path)
                    #expect(!proof.holds(leaf: tree.leaves[index], root: tree.roots[size]))
                }
                let consistency = try tree.consistency(index + 1, size)
                if let path = how.apply(to: consistency.path, chance: &chance) {
                    let proof = ConsistencyProof(from: consistency.old, to: consistency.new, path: path)
                    #expect(!proof.holds(oldRoot: tree.roots[index + 1], newRoot: tree.roots[size]))
                }
            }
        }
    }

    @Test("leads to no root under another size than its own, unless the way there is the same")
    func otherSize() throws {
        let tree = ProofTests.tree
        for size in 1...32 {
            for index in 0..<size {
                let proof = try tree.inclusion(index, size)
                for other in [index + 1, size * 2, size * 4] where other != size {
                    let claimed = InclusionProof(index: proof.index, size: LedgerSize(other), path: proof.path)
                    let real = try other <= 40 ? tree.inclusion(index, other).path.count : proof.path.count + 1
                    #expect((claimed.root(leaf: tree.leaves[index]) == nil) == (real != proof.path.count))
                }
            }
        }
    }

    @Test("from a larger ledger to a smaller one never holds")
    func backwards() {
        let tree = ProofTests.tree
        let proof = ConsistencyProof(from: LedgerSize(9), to: LedgerSize(8), path: [])
        #expect(!proof.holds(oldRoot: tree.roots[9], newRoot: tree.roots[8]))
    }

    @Test("of an index outside of the ledger never holds")
    func outside() {
        let tree = ProofTests.tree
        let proof = InclusionProof(index: EntryIndex(1), size: LedgerSize(1), path: [])
        #expect(!proof.holds(leaf: tree.leaves[0], root: tree.roots[1]))
    }

    @Test("is not made when a node is missing")
    func missingNode() {
        let plan = InclusionProof.plan(of: EntryIndex(3), in: LedgerSize(7))
        var nodes: [Digest?] = plan.addresses.map { ProofTests.tree.nodes[$0] }
        #expect(plan.path(from: nodes) != nil)
        nodes[1] = nil
        #expect(plan.path(from: nodes) == nil)
        #expect(plan.path(from: []) == nil)
    }
}
