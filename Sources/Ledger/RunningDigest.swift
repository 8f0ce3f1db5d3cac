internal import Crypto

/// A SHA-256 digest of bytes that come piece by piece.
package struct RunningDigest: Sendable {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    /// The digest of everything so far.
    package var digest: Digest { Digest(hash.finalize()) }
}
