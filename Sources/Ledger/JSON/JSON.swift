/// A JSON value (RFC 8259).
///
/// Numbers without a fraction that fit are `.integer`; all others are `.number`, in plain decimal text without exponent,
/// leading or trailing zeros ("0.25", "12345678901234567890"), at most 400 characters. So equal numbers are equal values.
/// As with Swift strings, texts that differ only in Unicode normalization are equal; their bytes are not.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(String)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON {
    /// The member `key` of an object; nil for everything else.
    package subscript(_ key: String) -> JSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// An element of an array; nil outside its bounds and for everything else.
    package subscript(_ index: Int) -> JSON? {
        if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
    }

    package var isNull: Bool { self == .null }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
    package var object: [String: JSON]? { if case .object(let value) = self { value } else { nil } }

    /// The number as plain decimal text, whole or not.
    package var decimal: String? {
        switch self {
        case .integer(let value): String(value)
        case .number(let text): text
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// A number from decimal text as JSON allows it, in its canonical form; nil when it is none, or too long.
    package init?(decimal text: String) {
        guard let number = Decimal.canonical(Array(text.utf8)) else { return nil }
        self = number
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(Dictionary(uniqueKeysWithValues: members))
    }
}

extension JSON: CustomStringConvertible {
    package var description: String { text }
}
