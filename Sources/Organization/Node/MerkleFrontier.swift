package import Ledger
/// The complete subtrees at the growing edge of the tree.
package struct MerkleFrontier: Sendable, Hashable {
    package private(set) var size = LedgerSize(0)
    private var roots: [Digest] = []   // complete subtrees, largest first
    package init() {}
    package init(size: LedgerSize, roots: [Digest]) { self.size = size; self.roots = roots }
    package static func addresses(size: Int) -> [(level: Int, index: Int)] {
        var result: [(Int, Int)] = []; var start = 0
        for level in stride(from: 62, through: 0, by: -1) where size & (1 << level) != 0 {
            result.append((level, start >> level)); start += 1 << level
        }
        return result
    }
    package mutating func append(_ leaf: Digest) -> [(level: Int, index: Int, hash: Digest)] {
        var made = [(level: 0, index: size.value, hash: leaf)]
        var node = leaf; var level = 0; var n = size.value
        while n & 1 == 1 {
            node = Digest.of([1], roots.removeLast().bytes, node.bytes); level += 1; n >>= 1
            made.append((level, n, node))
        }
        roots.append(node); size = size.adding(1)
        return made
    }
    package var root: Digest {
        guard var node = roots.last else { return Digest(of: []) }
        for left in roots.dropLast().reversed() { node = Digest.of([1], left.bytes, node.bytes) }
        return node
    }
}
