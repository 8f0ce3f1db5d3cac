import Foundation
import Glibc
import Ledger

/// What the machine can do without us, measured in the same run.
enum References {
    /// Median milliseconds to append 4 kB to a file and wait until the disk has it.
    static func fsyncMilliseconds(in folder: String) -> Double {
        let path = folder + "/fsync-reference"
        let file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard file >= 0 else { return .nan }
        defer {
            close(file)
            unlink(path)
        }
        let bytes = [UInt8](repeating: 65, count: 4_096)
        let clock = ContinuousClock()
        var laps = Laps()
        for _ in 0..<200 {
            laps.add(
                clock.measure {
                    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                    fdatasync(file)
                })
        }
        return laps.quantile(0.5)
    }

    /// Seconds that openssl needs on one core to hash as many messages with SHA-256, `lengths` giving how many there are of
    /// each length in bytes; `nil` without openssl.
    ///
    /// `openssl speed` is run at a few lengths; between them the time of a message is taken as linear in its 64-byte blocks.
    static func opensslSeconds(lengths: [Int: Int]) -> Double? {
        let points = [16, 64, 256, 1_024, 8_192, 16_384].compactMap { length in
            opensslHashesPerSecond(length: length).map { (blocks: Double(blocks(of: length)), seconds: 1 / $0) }
        }
        guard points.count > 1 else { return nil }
        return lengths.reduce(0) { sum, message in
            let blocks = Double(blocks(of: message.key))
            let upper = points.firstIndex { $0.blocks >= blocks } ?? points.count - 1
            let (left, right) = (points[max(0, upper - 1)], points[max(1, upper)])
            let slope = (right.seconds - left.seconds) / (right.blocks - left.blocks)
            return sum + Double(message.value) * max(points[0].seconds, left.seconds + (blocks - left.blocks) * slope)
        }
    }

    /// How often the compression function of SHA-256 runs: a message is followed by at least nine bytes of padding.
    private static func blocks(of length: Int) -> Int { (length + 9 + 63) / 64 }

    /// Messages a second that `openssl speed` hashes with SHA-256 on one core at this length; `nil` without openssl.
    private static func opensslHashesPerSecond(length: Int) -> Double? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl", "speed", "-mr", "-seconds", "1", "-bytes", String(length), "-evp", "sha256"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? withAlarms { try process.run() }) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // +F:22:sha256:815000000.00   bytes a second
        let line = text.split(separator: "\n").last { $0.hasPrefix("+F:") }
        return line?.split(separator: ":").last.flatMap { Double($0) }.map { $0 / Double(length) }
    }

    /// A thread of the pool blocks signals, and what it starts would inherit that: `openssl speed` ends by an alarm, and without it
    /// never.
    private static func withAlarms(_ start: () throws -> Void) rethrows {
        var alarm = sigset_t()
        var before = sigset_t()
        sigemptyset(&alarm)
        sigaddset(&alarm, SIGALRM)
        pthread_sigmask(SIG_UNBLOCK, &alarm, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try start()
    }

    /// Resident memory of this process in megabytes.
    static func residentMegabytes() -> Double {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return .nan }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }
}
