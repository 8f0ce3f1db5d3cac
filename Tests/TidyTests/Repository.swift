import Foundation

/// The repository these tests were built from, read once.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every text file that is part of the project, sorted by path.
    static let files: [TextFile] = paths.compactMap { path in
        guard let bytes = try? Data(contentsOf: root.appending(path: path)), !bytes.contains(0),
            let text = String(data: bytes, encoding: .utf8)
        else { return nil }
        return TextFile(path: path, text: text)
    }

    /// Every file that is part of the project: what `.gitignore` keeps out is not.
    static let paths: [String] = {
        let everything = FileManager.default.enumerator(atPath: root.path)
        var found: [String] = []
        while let path = everything?.nextObject() as? String {
            let isFolder = everything?.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
            if isLeftOut(path) {
                if isFolder { everything?.skipDescendants() }
            } else if !isFolder {
                found.append(path)
            }
        }
        return found.sorted()
    }()

    static func file(_ path: String) -> TextFile? { files.first { $0.path == path } }

    /// Whether a file or folder of this path is there.
    static func holds(_ path: String) -> Bool {
        path.isEmpty || path == "." || FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    private static func isLeftOut(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name == ".git" || name == ".build" || name.hasPrefix(".build-") || name.hasPrefix(".build_")
            || name == "__pycache__" || name == "Package.resolved" || path == "data"
    }
}
