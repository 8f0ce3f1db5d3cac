import Ledger
import Records
package import Storage

extension Examination {
    /// Verifies every file that a record speaks of, now or in an earlier version, against its digest.
    ///
    /// Files nobody speaks of are reported too: nothing is removed.
    package mutating func verifyFiles(
        of folder: OrganizationFolder, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws(Failure) {
        let wanted = register.map(Examination.attachments) ?? [:]
        let store = folder.attachments
        let survey = try Failure.ofAttachment { () throws(AttachmentFailure) in try store.survey() }
        let damaged = Set(
            try Failure.ofAttachment { () throws(AttachmentFailure) in try store.damaged(among: survey.attachments) })
        let there = Set(survey.attachments.map(\.digest))
        let removed = await removedMeanwhile(Set(wanted.keys).subtracting(there), in: folder)
        for (digest, use) in wanted.sorted(by: { $0.key < $1.key }) {
            filesVerified += 1
            progress(filesVerified)
            if removed.contains(digest) { continue }
            if !there.contains(digest) {
                files.append("file “\(use.name)” of \(use.record) (SHA-256 \(digest)): missing")
            } else if damaged.contains(digest) {
                files.append("file “\(use.name)” of \(use.record) (SHA-256 \(digest)): altered")
            }
        }
        if register != nil {
            let strangers = there.subtracting(wanted.keys).sorted().map(\.description) + survey.strangers
            self.strangers += strangers.map { "files/\($0)" }
        }
        self.strangers += try Failure.ofFolder { () throws(FolderFailure) in try folder.strangers() }
    }

    /// Which of the files that are missing nobody names by now: since the ledger was read, others may have erased what named them.
    private func removedMeanwhile(_ missing: Set<Digest>, in folder: OrganizationFolder) async -> Set<Digest> {
        guard !missing.isEmpty, var register else { return [] }
        do {
            let store = try SQLiteStore(opening: folder.ledger, access: .moment)
            defer { try? store.close() }
            var tree = try await MerkleTree.stored(in: store, size: register.size)
            try await Replay.run(store, into: &register, tree: &tree)
            return missing.subtracting(Examination.attachments(in: register).keys)
        } catch {
            // Nobody can say so; then they are missing.
            return []
        }
    }

    /// Every file that any version of any record names, and one record that does.
    static func attachments(in register: Register) -> [Digest: (record: RecordID, name: String)] {
        var found: [Digest: (record: RecordID, name: String)] = [:]
        for kind in register.declarations.kinds {
            for history in register.histories(of: kind) {
                found.merge(history.files.mapValues { (history.id, $0) }) { first, _ in first }
            }
        }
        return found
    }
}

extension RecordHistory {
    /// Every file that any version names, by digest, with the name it has there first.
    var files: [Digest: String] {
        var found: [Digest: String] = [:]
        for change in changes {
            for file in change.assignments.compactMap(\.value).flatMap(\.files) {
                found[file.digest] = found[file.digest] ?? file.name
            }
            for (digest, name) in change.strangers.values.flatMap(\.files) { found[digest] = found[digest] ?? name }
        }
        return found
    }
}

extension JSON {
    /// The files in a value that no field takes any more, at any depth: objects with a name and a SHA-256, as fields write them.
    fileprivate var files: [(digest: Digest, name: String)] {
        if let items = array { return items.flatMap(\.files) }
        guard let members = object else { return [] }
        if let digest = members["sha256"]?.string.flatMap(Digest.init(hex:)), let name = members["name"]?.string {
            return [(digest, name)]
        }
        return members.values.flatMap(\.files)
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
