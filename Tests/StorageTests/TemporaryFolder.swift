import Foundation
import Storage

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() {
        let url = FileManager.default.temporaryDirectory.appending(path: "hallmark-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path(percentEncoded: false))
    }

    deinit { try? FileManager.default.removeItem(atPath: path.text) }

    var ledger: FilePath { path.appending("ledger.sqlite") }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path.appending(name).text))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path.appending(name).text)))
    }

    /// Every file below the folder with its content, by its path from there.
    func contents() throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path.text) {
            let file = path.appending(name).text
            if let bytes = FileManager.default.contents(atPath: file) { contents[name] = Array(bytes) }
        }
        return contents
    }
}
