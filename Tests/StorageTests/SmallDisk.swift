import Foundation
import Glibc
import Storage
import Testing

/// A disk of its own that can be filled and made read-only. Only root can make one, and not in every container.
final class SmallDisk {
    private let folder = TemporaryFolder()
    var path: FilePath { folder.path }

    init(byteCount: Int = 1 << 20) throws {
        try SmallDisk.mount(at: folder.path, flags: 0, "size=\(byteCount)")
    }

    deinit { umount2(folder.path.text, Int32(MNT_DETACH)) }

    func makeReadOnly() throws {
        try SmallDisk.mount(at: folder.path, flags: UInt(MS_REMOUNT | MS_RDONLY), nil)
    }

    /// Writes a file until there is no room left but for `byteCount` bytes.
    func fill(leaving byteCount: Int = 0) throws {
        try waitForRemovedFiles()
        let file = path.appending("ballast").text
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, zeros, zeros.count) > 0 {}
        let size = lseek(descriptor, 0, SEEK_END)
        ftruncate(descriptor, max(0, size - byteCount))
    }

    /// A file that was removed takes up room until nobody has it open. A program that any test starts has all our files open
    /// until it has begun: without this, a full disk has room again a moment later.
    private func waitForRemovedFiles() throws {
        var attempts = 0
        while try usedByteCount() != byteCountOfFiles() {
            attempts += 1
            try #require(attempts < 1_000_000, "removed files are still open somewhere")
            sched_yield()
        }
    }

    private func usedByteCount() throws -> Int {
        var status = statvfs()
        try #require(statvfs(path.text, &status) == 0)
        return Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize)
    }

    private func byteCountOfFiles() throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: path.text).reduce(0) { count, name in
            var status = stat()
            return lstat(path.appending(name).text, &status) == 0 ? count + Int(status.st_blocks) * 512 : count
        }
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: path.appending("ballast").text)
    }

    /// Whether such disks can be made here.
    static let isPossible = geteuid() == 0 && (try? SmallDisk()) != nil

    private struct Refused: Error { let number: Int32 }

    private static func mount(at path: FilePath, flags: UInt, _ options: String?) throws {
        guard Glibc.mount("tmpfs", path.text, "tmpfs", flags, options) == 0 else { throw Refused(number: errno) }
    }
}
