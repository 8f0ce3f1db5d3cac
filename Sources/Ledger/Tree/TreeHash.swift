internal import Crypto

/// The hashes of the Merkle tree. Source: RFC 6962, section 2.1.
package enum TreeHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let empty = Digest(of: [])

    /// SHA-256(0x00 ‖ header).
    package static func leaf(_ header: [UInt8]) -> Digest {
        Digest.of([0], header)
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    package static func parent(_ left: Digest, _ right: Digest) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest.byteCount, alignment: 8) { buffer in
            buffer[0] = 1
            left.store(into: UnsafeMutableRawBufferPointer(rebasing: buffer[1...Digest.byteCount]))
            right.store(into: UnsafeMutableRawBufferPointer(rebasing: buffer[(1 + Digest.byteCount)...]))
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return Digest(hash.finalize())
        }
    }
}
