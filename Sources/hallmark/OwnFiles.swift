import Glibc
import Storage

/// Files that no command writes over, whatever it is told: those of the organization's folder, and the one that was just read.
struct OwnFiles {
    let folder: String
    /// The file that was just read; nil when there is none, or it was standard input.
    var read: String?

    /// Refuses a place for something new that is one of them, under this name or another.
    func check(_ path: String) throws(Complaint) {
        if belongsToFolder(path) {
            throw Complaint(
                .badInput, "“\(path)” belongs to the folder of the organization. It was left as it is.",
                "Name a file elsewhere.")
        }
        if let read, let one = OwnFiles.identity(of: read), one == OwnFiles.identity(of: path) {
            throw Complaint(
                .badInput, "“\(path)” is the file that was just read. It was left as it is.", "Name another file.")
        }
    }

    private func belongsToFolder(_ path: String) -> Bool {
        let own = OrganizationFolder.ownNames.map { folder + "/" + $0 }
        if let identity = OwnFiles.identity(of: path), own.contains(where: { OwnFiles.identity(of: $0) == identity }) {
            return true
        }
        // It need not be there: what would be made there counts, and every folder on the way to it.
        guard let real = OwnFiles.real(folder), let place = OwnFiles.place(of: path) else { return false }
        return OrganizationFolder.ownNames.contains {
            place == real + "/" + $0 || place.hasPrefix(real + "/" + $0 + "/")
        }
    }

    /// Device and number of what a path leads to.
    private struct Identity: Equatable {
        let device: dev_t
        let number: ino_t
    }

    private static func identity(of path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(device: status.st_dev, number: status.st_ino) : nil
    }

    /// Without links in it; nil when there is nothing.
    private static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// The real folder of a path, and its last name.
    private static func place(of path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let name = parts.last else { return nil }
        let parent = FilePath(path).parent.text
        return real(parent).map { $0 == "/" ? "/" + name : $0 + "/" + name }
    }
}

extension Desk {
    /// What no command on this folder writes over.
    var own: OwnFiles { OwnFiles(folder: folder.path(on: machine)) }
}
