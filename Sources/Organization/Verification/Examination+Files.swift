package import Ledger
package import Records
package import Storage

extension Examination {
    /// Verifies every file that a record speaks of, now or in an earlier version, against its digest.
    ///
    /// Files nobody speaks of are reported too: nothing is removed.
    package mutating func verifyFiles(
        of folder: OrganizationFolder, progress: @Sendable (Int) -> Void = { _ in }
    ) throws(Failure) {
        let wanted = register.map(Examination.attachments) ?? [:]
        let store = folder.attachments
        let survey = try Failure.ofAttachment { () throws(AttachmentFailure) in try store.survey() }
        let damaged = Set(
            try Failure.ofAttachment { () throws(AttachmentFailure) in try store.damaged(among: survey.attachments) })
        let there = Set(survey.attachments.map(\.digest))
        for (digest, use) in wanted.sorted(by: { $0.key < $1.key }) {
            filesVerified += 1
            progress(filesVerified)
            if !there.contains(digest) {
                files.append("file “\(use.name)” of \(use.record) (SHA-256 \(digest)): missing")
            } else if damaged.contains(digest) {
                files.append("file “\(use.name)” of \(use.record) (SHA-256 \(digest)): altered")
            }
        }
        if register != nil {
            let strangers = there.subtracting(wanted.keys).sorted().map { "files/\($0)" } + survey.strangers
            self.strangers += strangers
        }
        self.strangers += try Failure.ofFolder { () throws(FolderFailure) in try folder.strangers() }
    }

    /// Every file that any version of any record names, and one record that does.
    static func attachments(in register: Register) -> [Digest: (record: RecordID, name: String)] {
        var found: [Digest: (record: RecordID, name: String)] = [:]
        for kind in register.declarations.kinds {
            for history in register.histories(of: kind) {
                for change in history.changes {
                    for file in change.assignments.compactMap(\.value).flatMap(\.files) {
                        found[file.digest] = found[file.digest] ?? (change.record, file.name)
                    }
                }
            }
        }
        return found
    }
}

extension Value {
    /// The files in it, at any depth.
    var files: [Records.Attachment] {
        switch self {
        case .attachment(let file): [file]
        case .list(let values): values.flatMap(\.files)
        case .row(let values): values.compactMap(\.self).flatMap(\.files)
        default: []
        }
    }
}
