import Foundation
import Glibc

/// A terminal that nobody sits at, to see what the program shows to those who do.
final class Pseudoterminal {
    private let controller: Int32
    let path: String

    // The numbers are TIOCSPTLCK and TIOCGPTN of Linux, which Swift cannot import.
    init(columns: UInt16) throws {
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard controller >= 0, ioctl(controller, 0x4004_5431, &lock) == 0, ioctl(controller, 0x8004_5430, &number) == 0
        else { throw POSIXError(.ENXIO) }
        path = "/dev/pts/\(number)"
        var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    }

    deinit { close(controller) }

    /// Runs the program on the terminal; what it showed, with bare line feeds.
    func run(_ words: [String], in folder: String, environment: [String: String] = [:]) throws -> (
        code: Int32, text: String
    ) {
        let settings = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm"].merging(environment) { $1 }
        let process = try Spawn.start(
            [Workbench.program] + words, in: folder, environment: settings,
            files: [
                (STDIN_FILENO, "/dev/null", O_RDONLY), (STDOUT_FILENO, path, O_RDWR), (STDERR_FILENO, path, O_RDWR),
            ])
        let bytes = readAll()
        return (try Spawn.wait(for: process), String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
    }

    /// Until the other side is closed, which Linux tells with EIO.
    private func readAll() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(controller, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 || errno != EINTR {
                return bytes
            }
        }
    }
}
