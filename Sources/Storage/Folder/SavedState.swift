package import Ledger

/// What was computed from the ledger and saved for a quick start. It can always be made again: nothing is lost with it.
///
/// The content is followed by a seal of whoever saved it, which means nothing here. The file ends with a mark, the length of the
/// seal and a digest of all that comes before, so that half of one, or a changed one, is none.
package struct SavedState: Sendable {
    private static let mark = Array("hallmark-state/2\n".utf8)
    private static let trailerByteCount = mark.count + MemoryLayout<UInt32>.size + Digest.byteCount
    /// The largest state that is kept, in bytes, seal and all.
    package static let byteCountMax = 4_000_000_000

    private let folder: FilePath
    private var file: FilePath { folder.appending("saved") }

    package init(folder: FilePath) {
        self.folder = folder
    }

    /// What was read whole.
    package struct Content: Sendable {
        package let bytes: [UInt8]
        /// Of the bytes.
        package let digest: Digest
        package let seal: [UInt8]
    }

    /// Whether there is a file, whole or not.
    package var isThere: Bool { (try? Disk.status(of: file)).flatMap(\.self) != nil }

    /// What was saved last; nil when there is nothing, or nothing whole.
    package func read() -> Content? {
        guard var bytes = try? Disk.read(file, limit: SavedState.byteCountMax),
            let seal = SavedState.takeSeal(from: &bytes)
        else { return nil }
        let digest = Digest(of: bytes)
        guard SavedState.digest(of: digest, seal.bytes) == seal.digest else { return nil }
        return Content(bytes: bytes, digest: digest, seal: seal.bytes)
    }

    /// Takes everything off that stands behind the content. Nothing is copied but that.
    private static func takeSeal(from bytes: inout [UInt8]) -> (bytes: [UInt8], digest: Digest)? {
        guard bytes.count >= trailerByteCount else { return nil }
        // Arrays of their own: a slice would make the next line copy everything.
        let trailer = Array(bytes.suffix(trailerByteCount))
        bytes.removeLast(trailerByteCount)
        let length = trailer[mark.count..<trailerByteCount - Digest.byteCount].reduce(0) { $0 << 8 | Int($1) }
        guard trailer.starts(with: mark), length <= bytes.count,
            let digest = Digest(bytes: trailer.suffix(Digest.byteCount))
        else { return nil }
        let seal = Array(bytes.suffix(length))
        bytes.removeLast(length)
        return (seal, digest)
    }

    private static func digest(of content: Digest, _ seal: [UInt8]) -> Digest { Digest.of(content.bytes, seal) }

    /// Saves content in place of what was saved before. Whoever reads meanwhile gets one or the other.
    ///
    /// Throws `.full` before it takes more than half of the room there is: what can be made again must not keep others from
    /// writing what cannot.
    ///
    /// - Parameters:
    ///   - content: gives the content to its argument, piece by piece.
    ///   - seal: what is to stand behind it, from its digest; short.
    package func write(
        _ content: (_ take: (UnsafeRawBufferPointer) throws(StoreFailure) -> Void) throws(StoreFailure) -> Void,
        seal: (Digest) -> [UInt8]
    ) throws(StoreFailure) {
        try Disk.createFolder(folder)
        try Disk.removeAbandoned(in: folder)
        try Disk.replace(file) { part throws(StoreFailure) in
            var running = RunningDigest()
            var count = 0
            try content { piece throws(StoreFailure) in
                count += piece.count
                try checkRoom(for: piece.count, of: count)
                running.update(piece)
                try part.write(piece)
            }
            let seal = seal(running.digest)
            try part.write(contentsOf: seal + SavedState.mark)
            try part.write(contentsOf: withUnsafeBytes(of: UInt32(seal.count).bigEndian, Array.init))
            try part.write(contentsOf: SavedState.digest(of: running.digest, seal).bytes)
        }
    }

    /// Whether as much room is left after the next piece as all of them take.
    private func checkRoom(for piece: Int, of count: Int) throws(StoreFailure) {
        guard count <= SavedState.byteCountMax else {
            throw .full(detail: "\(file) would have more than \(SavedState.byteCountMax) bytes")
        }
        if let free = Disk.freeByteCount(at: folder), free < piece + count {
            throw .full(detail: "\(file) would take more than half of the room that is left")
        }
    }

    /// Removes what was saved, and what somebody began to save and gave up, as when something in it is erased.
    package func remove() throws(StoreFailure) {
        guard try Disk.status(of: folder) != nil else { return }
        try Disk.removeAbandoned(in: folder)
        guard try Disk.status(ofLink: file) != nil else { return }
        try Disk.remove(file)
        try Disk.synchronize(folder: folder)
    }
}
