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

    /// Messages a second that `openssl speed` hashes with SHA-256 on one core at this length; `nil` without openssl.
    static func opensslHashesPerSecond(length: Int) -> Double? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl", "speed", "-mr", "-seconds", "1", "-bytes", String(length), "-evp", "sha256"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // +F:22:sha256:815000000.00   bytes a second
        let line = text.split(separator: "\n").last { $0.hasPrefix("+F:") }
        return line?.split(separator: ":").last.flatMap { Double($0) }.map { $0 / Double(length) }
    }

    /// Resident memory of this process in megabytes.
    static func residentMegabytes() -> Double {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return .nan }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }
}
