import Ledger

/// RFC 6962 word for word, over all leaves each time. Slow, and easy to compare with the text of the standard.
enum NaiveTree {
    /// MTH(D[n]).
    static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        switch leaves.count {
        case 0: return Digest(of: [])
        case 1: return leaves[leaves.startIndex]
        default:
            let middle = leaves.startIndex + split(leaves.count)
            return parent(root(leaves[..<middle]), root(leaves[middle...]))
        }
    }

    /// PATH(m, D[n]), section 2.1.1.
    static func inclusion(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let k = split(leaves.count)
        let middle = leaves.startIndex + k
        return index < k
            ? inclusion(index, leaves[..<middle]) + [root(leaves[middle...])]
            : inclusion(index - k, leaves[middle...]) + [root(leaves[..<middle])]
    }

    /// PROOF(m, D[n]), section 2.1.2; m is at least 1.
    static func consistency(_ old: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        subproof(old, leaves, isWhole: true)
    }

    private static func subproof(_ old: Int, _ leaves: ArraySlice<Digest>, isWhole: Bool) -> [Digest] {
        if old == leaves.count { return isWhole ? [] : [root(leaves)] }
        let k = split(leaves.count)
        let middle = leaves.startIndex + k
        return old <= k
            ? subproof(old, leaves[..<middle], isWhole: isWhole) + [root(leaves[middle...])]
            : subproof(old - k, leaves[middle...], isWhole: false) + [root(leaves[..<middle])]
    }

    private static func parent(_ left: Digest, _ right: Digest) -> Digest {
        Digest(of: [1] + left.bytes + right.bytes)
    }

    /// The largest power of two smaller than `count`.
    private static func split(_ count: Int) -> Int {
        var k = 1
        while 2 * k < count { k *= 2 }
        return k
    }
}
