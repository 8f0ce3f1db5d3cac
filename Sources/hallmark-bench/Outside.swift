import Glibc
import Organization
import Records

extension Capabilities {
    /// The clock and the randomness of this machine.
    static let machine = Capabilities(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
        },
        randomBytes: unpredictableBytes,
        zone: { TimeZoneRules.system($0) })
}

/// A line on standard output, at once and in one piece.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}

/// So many unpredictable bytes from the operating system, as many with each call as it gives (getentropy(3)): one call for each
/// byte costs more than everything else about an entry.
private func unpredictableBytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        while filled < count {
            let piece = UnsafeMutableBufferPointer(rebasing: buffer[filled..<min(filled + 256, count)])
            precondition(getentropy(piece.baseAddress, piece.count) == 0, "the operating system gives random bytes")
            filled += piece.count
        }
    }
}
