import Ledger
import Records
import Storage

/// The files that changes name for the first time. Each has to lie in the folder before an entry speaks of it: otherwise the
/// folder would be damaged from that entry on.
struct NamedFiles {
    private let named: [(field: String, record: RecordID, file: Records.Attachment)]
    /// By digest, what came with the command.
    private let given: [Digest: [UInt8]]

    init(_ changes: [Change], _ given: [Digest: [UInt8]], _ register: Register) {
        self.given = given
        named = changes.flatMap { change in
            let known = Set((register.history(change.record)?.latest.values ?? []).compactMap(\.self).flatMap(\.files))
            return change.assignments.flatMap { assignment in
                let field = register.declarations.kind(of: change.record)?.fields[assignment.slot].key ?? ""
                return (assignment.value?.files ?? []).filter { !known.contains($0) }
                    .map { (field, change.record, $0) }
            }
        }
    }

    /// Whether there is any.
    var isEmpty: Bool { named.isEmpty }

    /// Their digests.
    var digests: Set<Digest> { Set(named.map(\.file.digest)) }

    /// What came with the command and is to be kept.
    var brought: [(digest: Digest, bytes: [UInt8])] {
        named.compactMap { name in given[name.file.digest].map { (name.file.digest, $0) } }
    }

    /// Refuses what is neither in the folder nor came with the command.
    func check(in store: AttachmentStore) throws(Failure) {
        var problems: [Refusal.Problem] = []
        for (field, record, file) in named {
            let size = if let bytes = given[file.digest] { bytes.count } else { try size(of: file.digest, in: store) }
            guard size != file.size else { continue }
            problems.append(
                Refusal.Problem(
                    code: "file", subject: record.text, field: field, message: message(about: file, size, field)))
        }
        if !problems.isEmpty { throw .refused(Refusal(.invalid, problems)) }
    }

    private func size(of digest: Digest, in store: AttachmentStore) throws(Failure) -> Int? {
        try Failure.ofAttachment { () throws(AttachmentFailure) in try store.byteCount(of: digest) }
    }

    private func message(about file: Records.Attachment, _ size: Int?, _ field: String) -> String {
        let hint =
            "Attach the file itself: --attach " + (field == "attachments" ? "PATH." : "\(field)=PATH.")
        guard let size else {
            return "\(field): no file with the SHA-256 \(file.digest) is kept here, so “\(file.name)” cannot be named. "
                + hint
        }
        return "\(field): the file with the SHA-256 \(file.digest) has \(size) bytes, not \(file.size). \(hint)"
    }
}
