import Ledger
import Testing

@Suite("The Merkle tree")
struct MerkleTreeTests {
    static func leaves(_ count: Int, seed: UInt64 = 1) -> [Digest] {
        var chance = Chance(seed: seed)
        return (0..<count).map { _ in Digest(of: chance.bytes(8)) }
    }

    @Test("has the roots that the published vectors have")
    func publishedRoots() throws {
        let vectors = try PublishedVectors()
        let inputs = try #require(vectors.json["leaf_inputs_hex"]?.array).map { $0.string.flatMap(Hex.decode) ?? [] }
        let leaves = inputs.map(TreeHash.leaf)
        #expect(leaves == (try vectors.digests(vectors.json["leaf_hashes"])))
        #expect(StoredTree(leaves).roots == (try vectors.digests(vectors.json["roots_by_size"])))
    }

    @Test("proves inclusion and consistency as the published vectors do")
    func publishedProofs() throws {
        let vectors = try PublishedVectors()
        let tree = StoredTree(try vectors.digests(vectors.json["leaf_hashes"]))
        for (index, size, path) in try vectors.proofs("inclusion", "index", "size", "path") {
            #expect(try tree.inclusion(index, size).path == path)
        }
        for (old, new, path) in try vectors.proofs("consistency", "from", "to", "proof") {
            #expect(try tree.consistency(old, new).path == path)
        }
    }

    @Test("agrees with the published vectors up to 70,000 leaves")
    func publishedLarge() throws {
        let vectors = try PublishedVectors()
        let large = vectors.json["large"]
        var tree = MerkleTree()
        var stored = StoredTree()
        let roots = try #require(large?["roots"]?.object)
        var compared = 0
        for number in 0..<70_000 {
            let leaf = TreeHash.leaf(Array("entry-\(number)".utf8))
            if number < 5_000 { stored.append(leaf) }
            _ = tree.append(leaf)
            guard let root = roots[String(number + 1)] else { continue }
            #expect(tree.root == (try vectors.digest(root)))
            compared += 1
        }
        #expect(compared == roots.count)
        let inclusion = try stored.inclusion(1234, 5000)
        #expect(inclusion.path == (try vectors.digests(large?["inclusion_path_index_1234_size_5000"])))
        let consistency = try stored.consistency(3000, 5000)
        #expect(consistency.path == (try vectors.digests(large?["consistency_3000_5000"])))
    }

    @Test("agrees with RFC 6962 word for word at every size up to 300")
    func naiveRoots() {
        let leaves = MerkleTreeTests.leaves(300)
        let tree = StoredTree(leaves)
        for size in 0...300 { #expect(tree.roots[size] == NaiveTree.root(leaves[..<size])) }
    }

    @Test("gives the paths of RFC 6962 for every leaf of every tree, and every pair of sizes, up to 40")
    func naiveProofs() throws {
        let leaves = MerkleTreeTests.leaves(40)
        let tree = StoredTree(leaves)
        for size in 1...40 {
            for smaller in 0..<size {
                #expect(try tree.inclusion(smaller, size).path == NaiveTree.inclusion(smaller, leaves[..<size]))
                let consistency = try tree.consistency(smaller + 1, size)
                #expect(consistency.path == NaiveTree.consistency(smaller + 1, leaves[..<size]))
            }
        }
    }

    @Test("proves random leaves and sizes of random trees", arguments: 1...8 as ClosedRange<UInt64>)
    func randomProofs(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let size = Int.random(in: 41...300, using: &chance)
        let leaves = MerkleTreeTests.leaves(size, seed: seed)
        let tree = StoredTree(leaves)
        for _ in 0..<60 {
            let index = Int.random(in: 0..<size, using: &chance)
            let inclusion = try tree.inclusion(index, size)
            #expect(inclusion.path == NaiveTree.inclusion(index, leaves[...]))
            #expect(inclusion.holds(leaf: leaves[index], root: tree.roots[size]))
            let consistency = try tree.consistency(index + 1, size)
            #expect(consistency.path == NaiveTree.consistency(index + 1, leaves[...]))
            #expect(consistency.holds(oldRoot: tree.roots[index + 1], newRoot: tree.roots[size]))
        }
    }

    @Test("goes on from its edge as if it had never stopped", arguments: [0, 1, 2, 3, 7, 8, 100, 255, 256])
    func resumes(size: Int) throws {
        let leaves = MerkleTreeTests.leaves(size + 9)
        let stored = StoredTree(leaves[..<size])
        let edge = MerkleTree.edge(of: LedgerSize(size)).compactMap { stored.nodes[$0] }
        var tree = try #require(MerkleTree(size: LedgerSize(size), edge: edge))
        #expect(tree == stored.tree)
        for leaf in leaves[size...] { _ = tree.append(leaf) }
        #expect(tree.root == NaiveTree.root(leaves[...]))
        #expect(MerkleTree(size: LedgerSize(size), edge: edge + [leaves[0]]) == nil)
    }

    @Test("makes every node once, in the runs it announces", arguments: [0, 1, 5, 8, 63, 64, 65])
    func runs(old: Int) {
        let tree = StoredTree(MerkleTreeTests.leaves(200))
        for new in old...200 {
            let runs = MerkleTree.nodes(madeFrom: LedgerSize(old), to: LedgerSize(new))
            let announced = runs.flatMap { run in run.indexes.map { NodeAddress(level: run.level, index: $0) } }
            let made = tree.nodes.keys.filter { $0.level > 0 && (old + 1...new + 1).contains($0.entries.upperBound) }
                .filter { $0.entries.upperBound > old && $0.entries.upperBound <= new }
            #expect(Set(announced) == Set(made))
            #expect(announced.count == made.count)
        }
    }
}

@Suite("What the Merkle tree costs")
struct MerkleTreeCostTests {
    @Test("an append computes at most log n hashes, and one on average")
    func appends() {
        var tree = MerkleTree()
        var total = 0
        for (number, leaf) in MerkleTreeTests.leaves(2048).enumerated() {
            var hashes = 0
            tree.append(leaf) { _, left, right in
                hashes += 1
                return TreeHash.parent(left, right)
            }
            #expect(hashes == (number + 1).trailingZeroBitCount)
            total += hashes
        }
        #expect(total == 2047)
    }

    @Test("a root costs at most log n hashes")
    func roots() {
        var tree = MerkleTree()
        for (number, leaf) in MerkleTreeTests.leaves(600).enumerated() {
            _ = tree.append(leaf)
            var hashes = 0
            _ = tree.root { left, right in
                hashes += 1
                return TreeHash.parent(left, right)
            }
            #expect(hashes == (number + 1).nonzeroBitCount - 1)
        }
    }

    @Test(
        "a proof reads at most 2 log n nodes",
        arguments: [2, 3, 64, 65, 1_000, 1_023, 1_024, 1_000_000, 1_048_575, 16_777_217])
    func proofs(size: Int) {
        let limit = 2 * (Int.bitWidth - (size - 1).leadingZeroBitCount)
        var chance = Chance(seed: UInt64(size))
        let picked = (0..<200).map { _ in Int.random(in: 0..<size, using: &chance) } + [0, size / 2, size - 1]
        for index in picked {
            let inclusion = InclusionProof.plan(of: EntryIndex(index), in: LedgerSize(size))
            #expect(inclusion.addresses.count <= limit)
            let consistency = ConsistencyProof.plan(from: LedgerSize(index), to: LedgerSize(size))
            #expect(consistency.addresses.count <= limit)
        }
    }
}
