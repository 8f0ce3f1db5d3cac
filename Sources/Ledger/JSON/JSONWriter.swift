extension JSON {
    /// The canonical form: keys in the order of their UTF-8 bytes, no insignificant space, no escape that is not needed.
    ///
    /// Only the quote, the backslash and control characters are escaped: \b \t \n \f \r by letter, others as \u00xx with
    /// lower-case digits. Two values that are equal byte for byte in texts have the same bytes.
    package var bytes: [UInt8] {
        var writer = JSONWriter(isPretty: false)
        writer.write(self)
        return writer.bytes
    }

    /// The canonical form as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// For people: one member or element per line, two spaces per level, same order and escapes as the canonical form.
    package func pretty() -> String {
        var writer = JSONWriter(isPretty: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var level = 0

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: raw("null")
        case .bool(let value): raw(value ? "true" : "false")
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let text):
            precondition(Decimal.isCanonical(text), "a JSON number must be made with JSON(decimal:)")
            bytes.append(contentsOf: text.utf8)
        case .string(let text): quote(text)
        case .array(let elements):
            list("[", "]", elements) { writer, element in writer.write(element) }
        case .object(let members):
            object(members) { writer, value in writer.write(value) }
        }
    }

    /// Writes members in the order of their keys' UTF-8 bytes.
    mutating func object<Value>(_ members: [String: Value], _ write: (inout JSONWriter, Value) -> Void) {
        let inOrder = members.sorted { JSONWriter.precedes($0.key, $1.key) }
        list("{", "}", inOrder) { writer, member in
            writer.quote(member.key)
            writer.raw(writer.isPretty ? ": " : ":")
            write(&writer, member.value)
        }
    }

    /// By the bytes.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        let order = left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { left.lexicographicallyPrecedes($0) }
        }
        return (order ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private mutating func list<Item>(
        _ opening: StaticString, _ closing: StaticString, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void
    ) {
        raw(opening)
        level += 1
        for (position, item) in items.enumerated() {
            if position > 0 { raw(",") }
            breakLine()
            write(&self, item)
        }
        level -= 1
        if !items.isEmpty { breakLine() }
        raw(closing)
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    /// Appends what is JSON already.
    mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { content in
            var start = 0
            for position in content.indices where JSONWriter.needsEscape(content[position]) {
                bytes.append(contentsOf: content[start..<position])
                escape(content[position])
                start = position + 1
            }
            bytes.append(contentsOf: content[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0a: raw("\\n")
        case 0x0c: raw("\\f")
        case 0x0d: raw("\\r")
        default:
            raw("\\u00")
            bytes.append(contentsOf: Hex.encode([byte]).utf8)
        }
    }
}
