import Ledger

/// A JSON value as it stands in a file: members in their order, numbers as they were written, and its line.
///
/// The ledger's `JSON` is canonical: it sorts members and rewrites numbers. A table keeps both as they are.
package struct JSONNode: Hashable, Sendable {
    /// A key of an object and its value.
    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: JSONNode
    }

    /// What the value is.
    package indirect enum Content: Hashable, Sendable {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    package let content: Content
    /// The physical line on which it begins, counted from 1; 0 when it was made here.
    package let line: Int

    package init(_ content: Content, line: Int = 0) {
        self.content = content
        self.line = line
    }
}

extension JSONNode {
    package var string: String? { if case .string(let text) = content { text } else { nil } }
    package var array: [JSONNode]? { if case .array(let elements) = content { elements } else { nil } }
    package var members: [Member]? { if case .object(let members) = content { members } else { nil } }
    package var isNull: Bool { content == .null }

    package subscript(_ key: String) -> JSONNode? {
        members?.first { $0.key == key }?.value
    }

    /// A whole number without fraction or exponent; nil for everything else.
    package var integer: Int? { if case .number(let text) = content { Int(text) } else { nil } }

    /// What it is, for a sentence: `a list`, `a text`.
    package var kind: String {
        switch content {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// In one line without insignificant space.
    package var text: String {
        switch content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): JSON.string(text).text
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { JSON.string($0.key).text + ":" + $0.value.text }.joined(separator: ",") + "}"
        }
    }

    /// For people: two spaces a level; what fits into `width` characters stays in one line.
    package func pretty(width: Int = 100, indentation: Int = 0) -> String {
        let line = spaced
        if line.count + indentation <= width { return line }
        let inner = String(repeating: " ", count: indentation + 2)
        let outer = String(repeating: " ", count: indentation)
        func block(_ open: String, _ parts: [String], _ close: String) -> String {
            open + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + outer + close
        }
        switch content {
        case .array(let elements):
            return block("[", elements.map { $0.pretty(width: width, indentation: indentation + 2) }, "]")
        case .object(let members):
            let parts = members.map {
                JSON.string($0.key).text + ": " + $0.value.pretty(width: width, indentation: indentation + 2)
            }
            return block("{", parts, "}")
        case .null, .bool, .number, .string:
            return line
        }
    }

    private var spaced: String {
        switch content {
        case .array(let elements): "[" + elements.map(\.spaced).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { JSON.string($0.key).text + ": " + $0.value.spaced }.joined(separator: ", ") + "}"
        case .null, .bool, .number, .string: text
        }
    }
}
