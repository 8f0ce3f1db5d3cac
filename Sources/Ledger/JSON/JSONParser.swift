extension JSON {
    /// Reads one JSON text, strictly: RFC 8259 with no key twice, valid UTF-8, no lone surrogates, nothing after the value.
    package init(parsing bytes: [UInt8], limits: Limits = .standard) throws(Problem) {
        self = try bytes.withUnsafeBufferPointer { text throws(Problem) in
            var parser = JSONParser(text, limits: limits)
            return try parser.document()
        }
    }

    /// Reads one JSON text where it lies.
    init(piece text: UnsafeBufferPointer<UInt8>) throws(Problem) {
        var parser = JSONParser(text, limits: .standard)
        self = try parser.document()
    }

    /// Reads one JSON text from its UTF-8 bytes.
    package init(parsing bytes: some Collection<UInt8>, limits: Limits = .standard) throws(Problem) {
        try self.init(parsing: Array(bytes), limits: limits)
    }

    package init(parsing text: String, limits: Limits = .standard) throws(Problem) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }
}

/// A recursive scanner over bytes. `cursor` never passes `text.count`; every read looks first.
struct JSONParser {
    let text: UnsafeBufferPointer<UInt8>
    let limits: JSON.Limits
    var cursor = 0
    private var depth = 0

    init(_ text: UnsafeBufferPointer<UInt8>, limits: JSON.Limits) {
        self.text = text
        self.limits = limits
    }

    mutating func document() throws(JSON.Problem) -> JSON {
        guard text.count <= limits.bytes else { throw problem(.tooLong(bytesMax: limits.bytes), at: limits.bytes) }
        guard !text.starts(with: [0xef, 0xbb, 0xbf]) else { throw problem(.byteOrderMark, at: 0) }
        skipSpace()
        guard cursor < text.count else { throw problem(.empty, at: cursor) }
        let value = try value()
        skipSpace()
        guard cursor == text.count else { throw problem(.trailing(found: found), at: cursor) }
        return value
    }

    private mutating func value() throws(JSON.Problem) -> JSON {
        guard cursor < text.count else { throw problem(.unfinished(expected: "a value"), at: cursor) }
        switch text[cursor] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try nested { parser throws(JSON.Problem) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSON.Problem) in try parser.array() }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw problem(.unexpected(found: found, expected: "a value"), at: cursor)
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSON.Problem) -> JSON
    ) throws(JSON.Problem) -> JSON {
        guard depth < limits.depth else { throw problem(.tooDeep(depthMax: limits.depth), at: cursor) }
        depth += 1
        cursor += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSON.Problem) -> JSON {
        if take(UInt8(ascii: "}")) { return .object([:]) }
        // Room for what is usual: growing means hashing every key again.
        var members = [String: JSON](minimumCapacity: 8)
        while true {
            skipSpace()
            let start = cursor
            guard cursor < text.count, text[cursor] == UInt8(ascii: "\"") else {
                throw missing("a key in double quotes")
            }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw missing("a colon") }
            skipSpace()
            let value = try value()
            guard members.updateValue(value, forKey: key) == nil else { throw problem(.duplicateKey(key), at: start) }
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw missing("a comma or the closing brace") }
        }
    }

    private mutating func array() throws(JSON.Problem) -> JSON {
        var elements: [JSON] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            skipSpace()
            elements.append(try value())
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw missing("a comma or the closing bracket") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.Problem) -> JSON {
        for offset in 0..<word.utf8CodeUnitCount {
            let position = cursor + offset
            guard position < text.count else { throw problem(.unfinished(expected: "\(word)"), at: position) }
            guard text[position] == word.utf8Start[offset] else {
                throw problem(.unexpected(found: found, expected: "a value"), at: cursor)
            }
        }
        cursor += word.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(JSON.Problem) -> JSON {
        let start = cursor
        if let integer = shortInteger() { return .integer(integer) }
        cursor = start
        while cursor < text.count, JSONParser.isPartOfNumber(text[cursor]) { cursor += 1 }
        guard cursor - start <= 2 * Decimal.textLengthMax else { throw problem(.numberTooLong, at: start) }
        let digits = Array(text[start..<cursor])
        guard let number = Decimal.canonical(digits) else {
            throw problem(Decimal.isNumber(digits) ? .numberTooLong : .badNumber, at: start)
        }
        return number
    }

    /// An integer of at most 18 digits, the usual case; nil where the text goes on as any other number.
    private mutating func shortInteger() -> Int64? {
        let isNegative = text[cursor] == UInt8(ascii: "-")
        if isNegative { cursor += 1 }
        let start = cursor
        var value: Int64 = 0
        while cursor < text.count, cursor - start < 18, text[cursor] &- UInt8(ascii: "0") <= 9 {
            value = value * 10 + Int64(text[cursor] - UInt8(ascii: "0"))
            cursor += 1
        }
        guard cursor > start, cursor == text.count || !JSONParser.isPartOfNumber(text[cursor]) else { return nil }
        guard text[start] != UInt8(ascii: "0") || cursor == start + 1 else { return nil }
        return isNegative ? -value : value
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func skipSpace() {
        while cursor < text.count {
            switch text[cursor] {
            case 0x20, 0x0a, 0x0d, 0x09: cursor += 1
            default: return
            }
        }
    }

    /// Skips space and takes `byte` if it comes next.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard cursor < text.count, text[cursor] == byte else { return false }
        cursor += 1
        return true
    }

    func problem(_ kind: JSON.Problem.Kind, at offset: Int) -> JSON.Problem {
        JSON.Problem(kind, at: offset, in: text)
    }

    private func missing(_ expected: String) -> JSON.Problem {
        cursor < text.count
            ? problem(.unexpected(found: found, expected: expected), at: cursor)
            : problem(.unfinished(expected: expected), at: cursor)
    }

    /// What stands at the cursor, for people.
    private var found: String {
        switch text[cursor] {
        case 0x21...0x7e: "\"\(Character(Unicode.Scalar(text[cursor])))\""
        case 0x00...0x20, 0x7f: "control character \(text[cursor])"
        default: "a character outside of ASCII"
        }
    }
}
