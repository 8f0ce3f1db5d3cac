import Glibc
import Organization
import Records
import Storage

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
