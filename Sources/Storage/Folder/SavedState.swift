internal import Ledger

/// What was computed from the ledger and saved for a quick start. It can always be made again: nothing is lost with it.
///
/// The file ends with a mark and the SHA-256 of what comes before, so that half of one, or a changed one, is none.
package struct SavedState: Sendable {
    private static let mark = Array("hallmark-state/1\n".utf8)
    /// The largest state that is read, in bytes.
    package static let byteCountMax = 4 << 30

    private let folder: FilePath
    private var file: FilePath { folder.appending("saved") }

    package init(folder: FilePath) {
        self.folder = folder
    }

    /// What was saved last; nil when there is nothing, or nothing whole.
    package func read() -> [UInt8]? {
        guard var bytes = try? Disk.read(file, limit: SavedState.byteCountMax) else { return nil }
        let trailer = SavedState.mark.count + Digest.byteCount
        guard bytes.count >= trailer else { return nil }
        // An array of its own: a slice would make the next line copy everything.
        let end = Array(bytes.suffix(trailer))
        bytes.removeLast(trailer)
        guard end.starts(with: SavedState.mark), Digest(bytes: end.suffix(Digest.byteCount)) == Digest(of: bytes) else {
            return nil
        }
        return bytes
    }

    /// Saves `bytes` in place of what was saved before. Whoever reads meanwhile gets one or the other.
    package func write(_ bytes: [UInt8]) throws(StoreFailure) {
        try Disk.createFolder(folder)
        try Disk.removeAbandoned(in: folder)
        try Disk.replace(file, bytes, SavedState.mark, Digest(of: bytes).bytes)
    }

    /// Removes what was saved, as when something in it was erased.
    package func remove() throws(StoreFailure) {
        guard try Disk.status(of: folder) != nil else { return }
        try Disk.remove(file)
        try Disk.synchronize(folder: folder)
    }
}
