package import Ledger

/// A file that is written piece by piece, for its owner alone; what was written is counted and digested on the way.
package struct NewFile: ~Copyable {
    private let file: OpenFile
    private var digesting = RunningDigest()
    package private(set) var byteCount = 0

    /// Throws `.unavailable` when there is something at the path already.
    package init(_ path: FilePath) throws(StoreFailure) {
        file = try OpenFile(path, for: .creating)
    }

    package mutating func write(_ bytes: [UInt8]) throws(StoreFailure) {
        try file.write(contentsOf: bytes)
        bytes.withUnsafeBytes { digesting.update($0) }
        byteCount += bytes.count
    }

    /// Of everything so far.
    package var digest: Digest { digesting.digest }

    /// Closes the file once the disk has it.
    package consuming func finish() throws(StoreFailure) {
        try file.synchronize()
    }
}

/// What a file is, without a name: digest and length.
package struct FileContent: Hashable, Sendable {
    package let digest: Digest
    package let byteCount: Int

    package init(digest: Digest, byteCount: Int) {
        self.digest = digest
        self.byteCount = byteCount
    }

    /// Reads the whole file, in pieces.
    package init(of path: FilePath) throws(StoreFailure) {
        var running = RunningDigest()
        var count = 0
        try OpenFile(path, for: .reading).forEachChunk { chunk in
            running.update(chunk)
            count += chunk.count
            return true
        }
        digest = running.digest
        byteCount = count
    }
}
