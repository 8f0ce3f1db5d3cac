import Ledger
import Organization
import Records
import Storage

extension Desk {
    /// What fields are to hold, files included: those of `--attach` are stored and added to the ones that are there.
    func assignments(_ values: ValueOptions, for kind: Kind, before: RecordContent?) throws -> [Assignment] {
        let stated = try values.assignments(for: kind, reading: machine.files)
        guard !values.attach.isEmpty else { return stated }
        let slot = Kind.slot(base: \.attachments)
        let earlier = stated.first { $0.slot == slot }?.value ?? before?.values[slot]
        var files: [Value] = []
        if case .list(let items)? = earlier { files = items }
        for path in values.attach { files.append(.attachment(try keep(path))) }
        return stated.filter { $0.slot != slot } + [Assignment(slot: slot, value: .list(files))]
    }

    private func keep(_ path: String) throws -> Records.Attachment {
        let name = String(path.split(separator: "/").last ?? "")
        if let problem = Records.Attachment.problem(inName: name) {
            throw Complaint(.badInput, "--attach: \(problem.message)")
        }
        guard let store = node.folder?.attachments else {
            throw Complaint(.storage, "This organization has no folder to keep “\(name)” in.")
        }
        let stored = try store.write(try machine.files.read(path, limit: AttachmentStore.byteCountMax))
        return Records.Attachment(
            name: name, digest: stored.digest, size: stored.byteCount, mediaType: MediaType.of(name))
    }
}

/// What kind of file a name promises.
enum MediaType {
    private static let known = [
        "csv": "text/csv", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "html": "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg", "json": "application/json",
        "md": "text/markdown", "pdf": "application/pdf", "png": "image/png", "txt": "text/plain",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
    ]

    static func of(_ name: String) -> String {
        let parts = name.lowercased().split(separator: ".")
        return parts.count > 1 ? known[String(parts[parts.count - 1])] ?? unknown : unknown
    }

    private static let unknown = "application/octet-stream"
}
