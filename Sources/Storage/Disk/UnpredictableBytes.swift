import Glibc

/// So many unpredictable bytes from the operating system, as many with each call as it gives (getentropy(3)): one call for each
/// byte costs more than everything else about an entry.
package func unpredictableBytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        while filled < count {
            let piece = UnsafeMutableBufferPointer(rebasing: buffer[filled..<min(filled + 256, count)])
            precondition(getentropy(piece.baseAddress, piece.count) == 0, "the operating system gives random bytes")
            filled += piece.count
        }
    }
}
