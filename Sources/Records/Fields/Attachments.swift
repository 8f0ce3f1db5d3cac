import Ledger

/// A file. Its bytes are stored under their SHA-256; the record holds name, digest, size and media type.
package func attachment(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<Attachment> {
    Field(
        FieldSpecification(
            label, AttachmentType(), FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

package func attachments(
    _ label: String, help: String = "", required: Bool = false, content: Bool = true, aliases: [String] = []
) -> Field<[Attachment]> {
    Field(
        FieldSpecification(
            label, ListType(AttachmentType()),
            FieldOptions(help: help, required: required, content: content, aliases: aliases)))
}

extension Attachment: FieldValue {
    package init?(_ value: Value) {
        guard case .attachment(let attachment) = value else { return nil }
        self = attachment
    }
    package var value: Value { .attachment(self) }

    /// Why a file name cannot be taken, or `nil`: it must be a plain name, without folders and control characters.
    package static func problem(inName name: String) -> FieldProblem? {
        let scalars = name.unicodeScalars
        let isBad = { (scalar: Unicode.Scalar) in
            scalar == "/" || scalar == "\\" || scalar.turnsText
                || [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
        if name.isEmpty || name == "." || name == ".." || name.utf8.count > 255 {
            return FieldProblem("name", "A file needs a name of 1 to 255 bytes.")
        } else if scalars.contains(where: isBad) {
            return FieldProblem(
                "name", "“\(name.shortened)” holds a slash or a control character. Give the file a plain name.")
        } else {
            return nil
        }
    }
}

extension Attachment {
    /// A type and a subtype, of letters, digits and a few signs. Source: RFC 6838, section 4.2.
    fileprivate static func isMediaType(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                (1...127).contains(part.count)
                    && part.allSatisfy { byte in
                        let character = Character(Unicode.Scalar(byte))
                        return character.isASCII
                            && (character.isLetter || character.isNumber || "!#$&-^_.+".contains(character))
                    }
            }
    }
}

extension Unicode.Scalar {
    /// Changes the direction of the text behind it without being seen, so that a name can pass for another one.
    var turnsText: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}

struct AttachmentType: FieldType {
    var name: String { "attachment" }
    var shape: FieldShape { .file }
    var mayBePersonal: Bool { true }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let object = json.object, let name = object["name"]?.string, let size = object["size"]?.integer,
            size >= 0, let digest = object["sha256"]?.string.flatMap(Digest.init(hex:)),
            Set(object.keys).isSubset(of: ["name", "sha256", "size", "mime"])
        else { throw FieldProblem("type", "A file is an object with name, sha256 (hex), size and mime.") }
        if let problem = Attachment.problem(inName: name) { throw problem }
        let mediaType = object["mime"].map { $0.string ?? "" } ?? "application/octet-stream"
        guard Attachment.isMediaType(mediaType) else {
            throw FieldProblem("type", "“\(mediaType.shortened)” is no media type. One looks like application/pdf.")
        }
        return .attachment(Attachment(name: name, digest: digest, size: Int(size), mediaType: mediaType))
    }

    func json(_ value: Value) -> JSON {
        guard case .attachment(let file) = value else { return .null }
        return [
            "name": .string(file.name), "sha256": .string(file.digest.hex), "size": .integer(Int64(file.size)),
            "mime": .string(file.mediaType),
        ]
    }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        guard let json = try? JSON(parsing: Array(text.utf8)) else {
            throw FieldProblem("type", "A file is written as a JSON object with name, sha256, size and mime.")
        }
        return try read(json)
    }

    func text(_ value: Value) -> String { json(value).text }

    func show(_ value: Value) -> String {
        guard case .attachment(let file) = value else { return "" }
        return "\(file.name) (\(file.size) bytes)"
    }

    var schema: JSON {
        [
            "type": "object", "required": ["name", "sha256", "size"], "additionalProperties": false,
            "properties": [
                "name": ["type": "string"], "sha256": ["type": "string", "pattern": "^[0-9a-f]{64}$"],
                "size": ["type": "integer"], "mime": ["type": "string"],
            ],
        ]
    }

    func sample(_ number: Int) -> Value {
        let bytes = Array("sample \(number)".utf8)
        return .attachment(
            Attachment(
                name: "sample-\(number).txt", digest: Digest(of: bytes), size: bytes.count, mediaType: "text/plain"))
    }
}
