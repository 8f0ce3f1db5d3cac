import Ledger

/// An address on the web or a mail address: `https://…`, `mailto:…`.
package func link(
    _ label: String, help: String = "", required: Bool = false, personal: Bool? = nil, content: Bool = true,
    aliases: [String] = []
) -> Field<String> {
    Field(
        FieldSpecification(
            label, LinkType(),
            FieldOptions(help: help, required: required, personal: personal, content: content, aliases: aliases)))
}

struct LinkType: FieldType {
    static let schemes = ["https://", "http://", "mailto:"]
    var name: String { "link" }
    var shape: FieldShape { .text }
    var mayBePersonal: Bool { true }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        guard let text = json.string else { throw LinkType.problem }
        return try parse(text)
    }

    func json(_ value: Value) -> JSON { .string(text(value)) }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        let kept = text.trimmingOuterSpace()
        let lowered = kept.lowercased()
        guard let scheme = LinkType.schemes.first(where: lowered.hasPrefix), kept.count > scheme.count,
            kept.count <= 2_000, kept.unicodeScalars.allSatisfy(LinkType.isPlain)
        else { throw LinkType.problem }
        return .text(kept)
    }

    func replay(_ json: JSON) -> Value? { json.string.map { .text($0) } }

    /// Neither white space nor a control character, so that what people see is where it leads.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control && !scalar.turnsText
    }

    func text(_ value: Value) -> String {
        guard case .text(let text) = value else { return "" }
        return text
    }

    var schema: JSON { ["type": "string", "format": "uri", "maxLength": 2000] }
    func sample(_ number: Int) -> Value { .text("https://docs.example/\(number)") }

    private static let problem = FieldProblem(
        "link", "This is no link. Begin it with https://, http:// or mailto:, without spaces, at most 2,000 characters."
    )
}
