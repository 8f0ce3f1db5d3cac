import Exchange
import Ledger
import Storage

/// Why an archive was not made, or not taken in. Nothing is left of the attempt.
///
/// `message` names the cause and the way out; `code` is stable: scripts and documents refer to it.
package struct ArchiveFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is. Stable: scripts and documents refer to it.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        /// There is no such file.
        case absent = "archive.absent"
        /// It is no ZIP archive, or none that can be read to its end.
        case unreadable = "archive.unreadable"
        /// It claims or holds more than an archive may.
        case tooLarge = "archive.too-large"
        /// A ZIP archive that Hallmark has not made.
        case foreign = "archive.foreign"
        /// An archive of the other form: a backup, or an export.
        case otherForm = "archive.other-form"
        case tooNew = "archive.too-new"
        /// Its list of contents makes no sense.
        case manifest = "archive.manifest"
        /// A member is missing, or there is one too many.
        case members = "archive.members"
        /// A member is not what the list of contents says.
        case altered = "archive.altered"
        /// The ledger in it is not what was signed.
        case damaged = "archive.damaged"
        /// An entry that this release does not understand.
        case entry = "archive.entry"
        /// It was not signed with the key that was expected.
        case key = "archive.key"
        /// A file that belongs in it is missing from the folder, or was altered there.
        case lostFile = "archive.lost-file"
        /// There is something at the place already.
        case taken = "archive.taken"
        /// It cannot be written there.
        case unwritable = "archive.unwritable"
        case full = "archive.full"
        /// Somebody stopped the work.
        case cancelled = "archive.cancelled"
    }

    package let code: Code
    package let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(message) (\(code.rawValue))" }
}

extension ArchiveFailure {
    static let cancelled = ArchiveFailure(.cancelled, "Stopped. Nothing is left of what was begun.")

    /// What is wrong with an archive that is being read.
    init(_ problem: ZipProblem, reading path: FilePath) {
        let code: Code =
            switch problem.code {
            case .notFound: .absent
            case .tooManyMembers, .tooLarge, .tooDense, .overlapping: .tooLarge
            case .noSuchMember: .members
            case .notAnArchive, .damaged, .badName, .sameName, .encrypted, .unknownCompression, .notAFile,
                .alreadyThere, .notWritten, .stopped:
                .unreadable
            }
        self.init(code, "\(path) was not taken in. \(problem)")
    }

    /// Why an archive could not be written. What the disk says is better than what ZIP makes of it.
    init(_ problem: ZipProblem, writing target: FilePath) {
        let isFull = problem.message.contains("No space left")
        if problem.code == .stopped {
            self = .cancelled
        } else {
            self = isFull ? .full(target) : .unwritable(target, "\(problem)")
        }
    }

    init(_ failure: StoreFailure, writing target: FilePath) {
        switch failure {
        case .full: self = .full(target)
        case .readOnly:
            self = ArchiveFailure(
                .unwritable,
                "\(target) cannot be written: you may not write in that folder, or its disk is read-only. "
                    + "Nothing was written. Name a file somewhere else.")
        default: self = .unwritable(target, failure.detail)
        }
    }

    init(_ failure: FileCreationFailure, writing target: FilePath) {
        switch failure {
        case .taken(let path):
            self.init(.taken, "\(path) is there already and was left as it is. Name another file, or remove this one.")
        case .noFolder(let path):
            self.init(.unwritable, "There is no folder \(path). Make it first, or name a file somewhere else.")
        case .notAFolder(let path):
            self.init(.unwritable, "\(path) is a file, so nothing can be written in it. Name a file in a folder.")
        case .storage(let failure): self.init(failure, writing: target)
        }
    }

    private static func full(_ target: FilePath) -> ArchiveFailure {
        ArchiveFailure(
            .full,
            "The disk of \(target) is full. Nothing was written. Free some space, or name a file on another disk; "
                + "it takes about twice the size of the ledger, and once that of the attachments.")
    }

    private static func unwritable(_ target: FilePath, _ cause: String) -> ArchiveFailure {
        ArchiveFailure(
            .unwritable, "\(target) could not be written (\(cause)). Nothing was written. Name a file somewhere else.")
    }
}
