/// A block of entries with everything about it that can be said without the entries before it: the greater part of the
/// work of verification.
package struct HashedBlock: Sendable {
    package let block: EntryBlock
    private(set) var computedLeaves: [Digest] = []
    private(set) var storedLeaves: [Digest] = []
    /// Nil where an entry is not quite as it should be, or accounts for others.
    private(set) var answers: [EntryCheck.Answer?] = []

    package init(_ block: EntryBlock) {
        self.block = block
        computedLeaves.reserveCapacity(block.count)
        storedLeaves.reserveCapacity(block.count)
        answers.reserveCapacity(block.count)
        block.bytes.withUnsafeBufferPointer { text in
            for position in block.indices { add(position, text) }
        }
    }

    /// True when the stored leaf is that of the stored header.
    package func isHeaderSure(at position: Int) -> Bool {
        computedLeaves[position] == storedLeaves[position]
    }

    /// The hash of the stored header.
    package func leaf(at position: Int) -> Digest { computedLeaves[position] }

    private mutating func add(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawBufferPointer(text)
        let header = block.range(.header, at: position) ?? 0..<0
        // The byte before a header is the 0x00 that begins the leaf's input.
        let input = max(header.lowerBound - 1, 0)..<header.upperBound
        computedLeaves.append(Digest(ofPiece: UnsafeRawBufferPointer(rebasing: raw[input])))
        let leaf = block.range(.leaf, at: position) ?? 0..<0
        let isDigest = leaf.count == Digest.byteCount
        storedLeaves.append(
            isDigest ? Digest(raw: UnsafeRawBufferPointer(rebasing: raw[leaf])) : HashedBlock.noLeaf)
        answers.append(isHeaderSure(at: position) ? EntryCheck(text: text).answer(block, at: position) : nil)
    }

    /// Stands for a stored leaf that is no digest; equal to no hash of a header.
    private static let noLeaf = Digest(of: [0xff])
}
