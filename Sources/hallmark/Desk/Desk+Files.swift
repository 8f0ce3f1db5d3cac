import Ledger
import Organization
import Records
import Storage

/// What fields are to hold, files of `--attach` included: those are read, and kept once the command is agreed to.
struct Filling: Sendable {
    /// A file, and the field it goes to.
    fileprivate struct Addition {
        let slot: Int
        let isList: Bool
        let file: Records.Attachment
    }

    let stated: [Assignment]
    fileprivate var additions: [Addition] = []
    /// What the files hold, by digest.
    fileprivate(set) var contents: [Digest: [UInt8]] = [:]

    init(_ stated: [Assignment]) { self.stated = stated }

    /// On a record as it stands: files come after those that are there.
    func assignments(on before: RecordContent?) -> [Assignment] {
        var values = Dictionary(stated.map { ($0.slot, $0) }) { $1 }
        for addition in additions {
            guard addition.isList else {
                values[addition.slot] = Assignment(slot: addition.slot, value: .attachment(addition.file))
                continue
            }
            var files: [Value] = []
            let earlier = values[addition.slot].map(\.value) ?? before?[addition.slot]
            if case .list(let items)? = earlier { files = items }
            values[addition.slot] = Assignment(
                slot: addition.slot, value: .list(files + [.attachment(addition.file)]))
        }
        return values.values.sorted { $0.slot < $1.slot }
    }
}

extension Desk {
    /// What fields are to hold, as the command line says it.
    func filling(_ values: ValueOptions, for kind: Kind) throws -> Filling {
        for setting in values.settings { try checkIsNoFile(setting, in: kind) }
        var filling = Filling(try values.assignments(for: kind, reading: machine.files))
        for word in values.attach {
            let (field, path) = try target(of: word, in: kind)
            let isList = field.type.shape == .list(.file)
            if !isList, filling.additions.contains(where: { $0.slot == field.slot }) {
                throw Complaint(
                    .wrongUse, "--attach: \(field.key) of \(kind.about.plural) holds one file.", "Say it once.")
            }
            let (file, bytes) = try read(path)
            filling.additions.append(Filling.Addition(slot: field.slot, isList: isList, file: file))
            filling.contents[file.digest] = bytes
        }
        return filling
    }

    /// A file is given with `--attach`; with `--set` only its name would be there. What a file was exported as can still be said.
    private func checkIsNoFile(_ setting: String, in kind: Kind) throws(Complaint) {
        let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let field = kind.field(parts[0]), field.holdsFiles, parts.count == 2, !parts[1].isEmpty else { return }
        let isReference = parts[1].hasPrefix("@") && !parts[1].hasPrefix("@@")
        let path = isReference ? String(parts[1].dropFirst()) : parts[1]
        let bytes = isReference ? try machine.files.read(path, limit: AttachmentStore.byteCountMax) : Array(path.utf8)
        let said = try? JSON(parsing: bytes)
        if (said?.array?.first ?? said)?["sha256"] != nil { return }
        let isBase = field.slot == Kind.slot(base: \.attachments)
        throw Complaint(
            .badInput, "--set: “\(field.label)” (\(field.key)) holds a file, and a name alone is none.",
            "Give the file itself with --attach:",
            command: machine.typed.command(saying: ["--attach", isBase ? path : "\(field.key)=\(path)"], for: setting))
    }

    /// Says so when a file that nothing names any more is still there.
    func tellOfFilesLeft() async throws {
        guard await node.isRemovalPending else { return }
        var page = Page(
            "A file that nothing names any more is \(strong: "still in the folder"): it could not be removed yet.")
        page.say(
            "Another program may be working with the files. The next command on this folder removes it, such as:",
            indent: 2)
        page.command(folder.command("list"), indent: 4)
        try machine.errors.write(page)
    }

    /// `--attach minutes.pdf` adds to the files that every record has; `--attach file=minutes.pdf` fills a field.
    private func target(of word: String, in kind: Kind) throws(Complaint) -> (field: DeclaredField, path: String) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let base = kind.fields[Kind.slot(base: \.attachments)]
        guard parts.count == 2, !machine.files.exists(word) else { return (base, word) }
        let own = kind.fields.filter(\.holdsFiles)
        if let field = own.first(where: { $0.key == parts[0] }) { return (field, parts[1]) }
        throw Complaint(
            .notThere,
            "--attach: there is no file “\(word)”, and “\(parts[0])” is no field of \(kind.about.plural) that holds files.",
            "Fields that do: \(Amount.list(own.map(\.key))).")
    }

    private func read(_ path: String) throws(Complaint) -> (Records.Attachment, [UInt8]) {
        let name = String(path.split(separator: "/").last ?? "")
        if let problem = Records.Attachment.problem(inName: name) {
            throw Complaint(.badInput, "--attach: \(problem.message)")
        }
        let bytes = try machine.files.read(path, limit: AttachmentStore.byteCountMax)
        let file = Records.Attachment(
            name: name, digest: Digest(of: bytes), size: bytes.count, mediaType: MediaType.of(name))
        return (file, bytes)
    }
}

extension DeclaredField {
    /// One file or several, said with `--attach`.
    var holdsFiles: Bool { [.file, .list(.file)].contains(type.shape) }
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
