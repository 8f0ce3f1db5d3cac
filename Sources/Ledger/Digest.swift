internal import Crypto

/// A SHA-256 digest: 32 bytes, held inline, ordered bytewise.
///
/// Its text forms are standard base64 with padding (44 characters) and lower-case hexadecimal (64).
package struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    package static let byteCount = 32

    // The bytes as big-endian words, so that comparing words compares bytes.
    private let w0: UInt64
    private let w1: UInt64
    private let w2: UInt64
    private let w3: UInt64

    /// The digest of `bytes`.
    package init(of bytes: some Collection<UInt8>) {
        var hash = SHA256()
        hash.absorb(bytes)
        self.init(hash.finalize())
    }

    /// The digest of the parts one after the other.
    package static func of(_ parts: [UInt8]...) -> Digest {
        var hash = SHA256()
        for part in parts { hash.absorb(part) }
        return Digest(hash.finalize())
    }

    /// The digest of `bytes` under a secret: whoever has no secret cannot find out by trying what it was made of. HMAC, RFC 2104.
    package static func of(_ bytes: [UInt8], under secret: [UInt8]) -> Digest {
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: secret))
        return code.withUnsafeBytes { Digest(raw: $0) }
    }

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        let array = Array(bytes)
        self = array.withUnsafeBytes { Digest(raw: $0) }
    }

    /// Nil unless `base64` is the one canonical form of 32 bytes.
    package init?(base64: String) {
        guard let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes: bytes)
    }

    /// The same from the text's bytes, without making anything on the way.
    init?(base64 text: UnsafeRawBufferPointer) {
        guard text.count == 44 else { return nil }
        let decoded = withUnsafeTemporaryAllocation(byteCount: 33, alignment: 8) { buffer -> Digest? in
            guard Base64.decode(text, into: buffer) == Digest.byteCount else { return nil }
            return Digest(raw: UnsafeRawBufferPointer(rebasing: buffer[..<Digest.byteCount]))
        }
        guard let decoded else { return nil }
        self = decoded
    }

    /// Nil unless `hex` is 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// Reads 32 bytes; there must be as many.
    init(raw: UnsafeRawBufferPointer) {
        precondition(raw.count == Digest.byteCount, "a digest is 32 bytes")
        w0 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        w1 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        w2 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        w3 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { Digest(raw: $0) }
    }

    /// The digest of bytes that lie in one piece.
    init(ofPiece piece: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: piece)
        self.init(hash.finalize())
    }

    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
            store(into: UnsafeMutableRawBufferPointer(buffer))
            count = Digest.byteCount
        }
    }

    /// Writes the 32 bytes to the start of `target`.
    func store(into target: UnsafeMutableRawBufferPointer) {
        target.storeBytes(of: w0.bigEndian, toByteOffset: 0, as: UInt64.self)
        target.storeBytes(of: w1.bigEndian, toByteOffset: 8, as: UInt64.self)
        target.storeBytes(of: w2.bigEndian, toByteOffset: 16, as: UInt64.self)
        target.storeBytes(of: w3.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    package var base64: String { Base64.encode(bytes) }
    package var hex: String { Hex.encode(bytes) }
    package var description: String { hex }

    package static func < (left: Digest, right: Digest) -> Bool {
        (left.w0, left.w1, left.w2, left.w3) < (right.w0, right.w1, right.w2, right.w3)
    }
}

extension SHA256 {
    /// Takes in bytes of any collection, without a copy where they lie in one piece.
    fileprivate mutating func absorb(_ bytes: some Collection<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable {
            update(bufferPointer: UnsafeRawBufferPointer($0))
        }
        if done == nil {
            Array(bytes).withUnsafeBytes { update(bufferPointer: $0) }
        }
    }
}
