/// The path of a file or folder, as the operating system takes it.
package struct FilePath: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// What lies in this folder under `name`.
    package func appending(_ name: String) -> FilePath {
        FilePath(text.hasSuffix("/") ? text + name : text + "/" + name)
    }

    /// The path with something added to its last name.
    package func suffixed(_ suffix: String) -> FilePath {
        FilePath(text + suffix)
    }

    /// The last name of the path.
    package var name: String {
        parts.last.map(String.init) ?? text
    }

    /// The folder it lies in.
    package var parent: FilePath {
        let names = parts.dropLast().joined(separator: "/")
        return switch (text.hasPrefix("/"), names.isEmpty) {
        case (true, _): FilePath("/" + names)
        case (false, true): FilePath(".")
        case (false, false): FilePath(names)
        }
    }

    package var description: String { text }

    /// Whether a folder lies there now, or a link to one.
    package var isFolder: Bool { (try? Disk.status(of: self))?.kind == .folder }

    private var parts: [Substring] { text.split(separator: "/") }
}
