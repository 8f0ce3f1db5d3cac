import Ledger

/// One line of text. Outer white space is not kept; line breaks are (real names have them).
package func text(_ label: String, max: Int = 400, _ options: FieldOptions) -> Field<String> {
    Field(FieldSpecification(label, TextType(limit: max), options))
}

package func text(
    _ label: String, help: String = "", required: Bool = false, max: Int = 400, personal: Bool? = nil,
    content: Bool = true, tells: Telling? = nil,
    aliases: [String] = []
) -> Field<String> {
    text(
        label, max: max,
        FieldOptions(
            help: help, required: required, personal: personal, content: content, tells: tells, aliases: aliases))
}

/// Several texts.
package func texts(
    _ label: String, help: String = "", required: Bool = false, max: Int = 400, personal: Bool? = nil,
    content: Bool = true, aliases: [String] = []
) -> Field<[String]> {
    Field(
        FieldSpecification(
            label, ListType(TextType(limit: max)),
            FieldOptions(help: help, required: required, personal: personal, content: content, aliases: aliases)))
}

/// Text of one line, at most `limit` characters.
struct TextType: FieldType {
    let limit: Int
    var name: String { "text" }
    var shape: FieldShape { .text }
    var mayBePersonal: Bool { true }

    func read(_ json: JSON) throws(FieldProblem) -> Value {
        switch json {
        case .string(let text): try parse(text)
        // A file may write a number where text is asked: "value": 12.
        case .integer(let number): try parse(String(number))
        case .number(let number): try parse(number)
        default: throw FieldProblem("type", "This is text; write it in quotes.")
        }
    }

    func json(_ value: Value) -> JSON { .string(text(value)) }

    func replay(_ json: JSON) -> Value? { json.string.map { .text($0) } }

    func parse(_ text: String) throws(FieldProblem) -> Value {
        let kept = text.trimmingOuterSpace()
        // No text has more characters than bytes, and counting bytes costs nothing.
        guard kept.utf8.count <= limit || kept.count <= limit else {
            throw FieldProblem("length", "This has \(kept.count) characters; \(limit) is the most. Shorten it.")
        }
        guard !kept.utf8.contains(0) else {
            throw FieldProblem("characters", "There is a NUL character in it. Remove it.")
        }
        return .text(kept)
    }

    func text(_ value: Value) -> String {
        guard case .text(let text) = value else { return "" }
        return text
    }

    var schema: JSON { ["type": "string", "maxLength": .integer(Int64(limit))] }

    func sample(_ number: Int) -> Value { .text(String("\(number) is a sample text".prefix(limit))) }

    var declarationProblems: [DeclarationProblem] {
        limit > 0 ? [] : [DeclarationProblem(.limit, "a text of at most \(limit) characters can hold nothing")]
    }
}

extension String {
    /// Without white space at both ends; a no-break space and a byte order mark count as white space.
    package func trimmingOuterSpace() -> String {
        let isOuter: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        let scalars = unicodeScalars
        if let first = scalars.first, let last = scalars.last, !isOuter(first), !isOuter(last) { return self }
        guard let first = scalars.firstIndex(where: { !isOuter($0) }),
            let last = scalars.lastIndex(where: { !isOuter($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
