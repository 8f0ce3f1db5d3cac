import Foundation
import Glibc
import Storage

/// A disk of its own that can be filled and made read-only. Only root can make one, and not in every container.
final class SmallDisk {
    private let folder = TemporaryFolder()
    var path: FilePath { folder.path }

    init(byteCount: Int = 1 << 20) throws {
        try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(byteCount)", "tmpfs", folder.path.text)
    }

    deinit { try? SmallDisk.run("umount", "--lazy", folder.path.text) }

    func makeReadOnly() throws {
        try SmallDisk.run("mount", "-o", "remount,ro", folder.path.text)
    }

    /// Writes a file until there is no room left but for `byteCount` bytes.
    func fill(leaving byteCount: Int = 0) throws {
        let file = path.appending("ballast").text
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, zeros, zeros.count) > 0 {}
        let size = lseek(descriptor, 0, SEEK_END)
        ftruncate(descriptor, max(0, size - byteCount))
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: path.appending("ballast").text)
    }

    /// Whether such disks can be made here.
    static let isPossible = geteuid() == 0 && (try? SmallDisk()) != nil

    private struct Refused: Error { let command: [String] }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Refused(command: command) }
    }
}
