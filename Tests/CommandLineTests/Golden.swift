import Foundation
import Testing

/// Files that hold what the program says. With HALLMARK_GOLDEN=rewrite they are written anew instead of compared.
enum Golden {
    static var isRewriting: Bool { ProcessInfo.processInfo.environment["HALLMARK_GOLDEN"] == "rewrite" }

    /// - Parameter path: from the root of the repository.
    static func expect(_ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = Repository.root.appending(path: path)
        if isRewriting {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        } else {
            let known = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            #expect(
                text == known, "\(path) differs. If that is meant: make golden, then read the difference.",
                sourceLocation: sourceLocation)
        }
    }
}
