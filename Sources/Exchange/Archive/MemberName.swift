/// Names of members that mean the same on every machine and lead nowhere else.
enum MemberName {
    /// Why a name is refused, as a clause; nil when it is fine.
    static func objection(to name: String, limits: ZipLimits) -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if name.isEmpty {
            return "it is empty"
        } else if name.utf8.count > limits.nameBytes {
            return "it is longer than \(limits.nameBytes) bytes"
        } else if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "it holds control characters"
        } else if name.unicodeScalars.contains("\\") {
            return "it holds a backslash"
        } else if name.utf8.first == UInt8(ascii: "/") || isDrive(name) {
            return "it is an absolute path"
        } else if parts.contains("..") || parts.contains(".") {
            return "it leads to another folder"
        } else if parts.contains("") {
            return "it has an empty part"
        } else {
            return nil
        }
    }

    private static func isDrive(_ name: String) -> Bool {
        let start = Array(name.utf8.prefix(2))
        guard start.count == 2, start[1] == UInt8(ascii: ":") else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(start[0] | 0x20)
    }
}

/// Members seen so far, so that none stands for two files or for a file and a folder.
struct MemberNames {
    private var files: Set<String> = []
    private var folders: Set<String> = []

    mutating func add(_ name: String) throws(ZipProblem) {
        if folders.contains(name) {
            throw ZipProblem(.sameName, member: name, "A file and a folder have this name. Make the archive again.")
        }
        if !files.insert(name).inserted {
            throw ZipProblem(.sameName, member: name, "Two members have this name. Make the archive again.")
        }
        var parts = name.split(separator: "/").dropLast()
        while !parts.isEmpty {
            let folder = parts.joined(separator: "/")
            if files.contains(folder) {
                throw ZipProblem(
                    .sameName, member: folder, "A file and a folder have this name. Make the archive again.")
            }
            // Its parents were added with it.
            if !folders.insert(folder).inserted { return }
            parts = parts.dropLast()
        }
    }
}
