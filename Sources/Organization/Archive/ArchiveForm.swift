package import Exchange
package import Storage

/// The two archives there are of a whole organization.
package enum ArchiveForm: String, CaseIterable, Sendable {
    /// Brings the same folder back, secrets included.
    case backup = "hallmark-backup"
    /// For others: no secrets, to be verified and taken in anywhere.
    case ledger = "hallmark-archive"

    /// The newest version that this program writes and reads.
    var version: Int { 1 }

    /// As it stands in the manifest: `hallmark-backup/1`.
    package var text: String { "\(rawValue)/\(version)" }

    /// The member that lists the others.
    var manifestName: String {
        switch self {
        case .backup: "backup.json"
        case .ledger: "archive.json"
        }
    }

    /// What to do with one.
    var advice: String {
        switch self {
        case .backup: "This is a backup: bring it back with `hallmark restore`."
        case .ledger:
            "This is the archive of an organization: verify it, or take it into a folder of its own, as an import."
        }
    }

    /// What a file says it is, by the member that lists the others; it is not read further.
    package init(of path: FilePath, limits: ZipLimits = .backup) throws(Failure) {
        self = try ArchiveForm(of: ZipReader(archive: path, limits), path)
    }

    init(of zip: ZipReader, _ path: FilePath) throws(Failure) {
        let names = Set(zip.members.map(\.name))
        let forms = ArchiveForm.allCases.filter { names.contains($0.manifestName) }
        guard forms.count == 1 else {
            throw .archive(
                ArchiveFailure(
                    .foreign,
                    "\(path) is a ZIP archive, but Hallmark has not made it. Name a backup or an export of an organization."
                ))
        }
        self = forms[0]
    }
}

extension ZipReader {
    init(archive path: FilePath, _ limits: ZipLimits) throws(Failure) {
        if path.isFolder {
            throw .archive(
                ArchiveFailure(.unreadable, "\(path) is a folder. Name the archive, which is a file of its own."))
        }
        do throws(ZipProblem) {
            try self.init(path: path.text, limits: limits)
        } catch {
            throw .archive(ArchiveFailure(error, reading: path))
        }
    }
}

extension ZipLimits {
    /// An archive of our own: as large as disks are, but no bomb.
    package static let backup: ZipLimits = {
        var limits = ZipLimits()
        limits.members = 1_000_000
        limits.memberBytes = 1 << 40
        limits.totalBytes = 1 << 42
        return limits
    }()
}
