import Ledger

extension JSONNode {
    /// Reads every value of a text: one for a document, several for JSON Lines. Strict RFC 8259, no key twice.
    ///
    /// Expects UTF-8. Problems say line and column, both from 1, the column in characters.
    package static func values(
        in utf8: [UInt8], limits: TableLimits = .standard
    ) throws(TableProblem) -> [JSONNode] {
        var parser = JSONNodeParser(utf8, limits: limits)
        var values: [JSONNode] = []
        while let value = try parser.next() { values.append(value) }
        return values
    }
}

/// Finds the structure; what a text is, the ledger's parser decides.
private struct JSONNodeParser {
    private let utf8: [UInt8]
    private let limits: TableLimits
    private var position = 0
    private var lines = LineCounter()
    private var depth = 0

    init(_ utf8: [UInt8], limits: TableLimits) {
        self.utf8 = utf8
        self.limits = limits
    }

    mutating func next() throws(TableProblem) -> JSONNode? {
        skipSpace()
        return position < utf8.count ? try value() : nil
    }

    private mutating func value() throws(TableProblem) -> JSONNode {
        guard let byte = current else { throw problem("The text ends where a value should be. Is the file cut off?") }
        let line = lines.line
        switch byte {
        case UInt8(ascii: "{"):
            return JSONNode(.object(try nested { parser throws(TableProblem) in try parser.object() }), line: line)
        case UInt8(ascii: "["):
            return JSONNode(.array(try nested { parser throws(TableProblem) in try parser.array() }), line: line)
        case .quote:
            return JSONNode(.string(try string()), line: line)
        default:
            return JSONNode(try word(), line: line)
        }
    }

    private mutating func nested<Items>(
        _ read: (inout Self) throws(TableProblem) -> Items
    ) throws(TableProblem) -> Items {
        if depth == limits.depth {
            throw problem("More than \(limits.depth) lists and objects inside each other. Flatten the data.", .tooDeep)
        }
        depth += 1
        advance()
        let items = try read(&self)
        depth -= 1
        return items
    }

    private mutating func object() throws(TableProblem) -> [JSONNode.Member] {
        var members: [JSONNode.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take("}") { return members }
        repeat {
            skipSpace()
            guard current == .quote else { throw problem("A key in double quotes should be here.") }
            let start = position
            let key = try string()
            if !keys.insert(key).inserted {
                throw problem("The key \"\(key)\" is there twice in one object. Keep one of them.", at: start)
            }
            skipSpace()
            guard take(":") else { throw problem("A colon should be here.") }
            skipSpace()
            members.append(JSONNode.Member(key: key, value: try value()))
            skipSpace()
        } while take(",")
        guard take("}") else { throw problem("A comma or the closing brace should be here.") }
        return members
    }

    private mutating func array() throws(TableProblem) -> [JSONNode] {
        var elements: [JSONNode] = []
        skipSpace()
        if take("]") { return elements }
        repeat {
            skipSpace()
            elements.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw problem("A comma or the closing bracket should be here.") }
        return elements
    }

    private mutating func string() throws(TableProblem) -> String {
        let start = position
        position += 1
        while let byte = current, byte != .quote {
            position += byte == .backslash ? 2 : 1
        }
        position = min(position + 1, utf8.count)
        let text = try text(start..<position)
        if text.utf8.count > limits.cellBytes {
            throw problem("A text of more than \(limits.cellBytes) bytes.", .cellTooLong, at: start)
        }
        return text
    }

    private mutating func word() throws(TableProblem) -> JSONNode.Content {
        let start = position
        while let byte = current, !Self.endsWord(byte) { position += 1 }
        let word = String(decoding: utf8[start..<position], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            if Self.isNumber(word) { return .number(word) }
            throw problem(
                "\(word.isEmpty ? "A value" : "A value and not \(word.prefix(20))") should be here.", at: start)
        }
    }

    /// Of any size: its text stays as it was written, and whether a field can hold it is not asked here. Source: RFC 8259, section 6.
    private static func isNumber(_ word: String) -> Bool {
        var rest = word.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (0x30...0x39).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        func take(_ bytes: [UInt8]) -> Bool {
            guard let first = rest.first, bytes.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = take([UInt8(ascii: "-")])
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        if whole == 0 || startsWithZero && whole > 1 { return false }
        if take([UInt8(ascii: ".")]), digits() == 0 { return false }
        if take([UInt8(ascii: "e"), UInt8(ascii: "E")]) {
            _ = take([UInt8(ascii: "+"), UInt8(ascii: "-")])
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }

    private func text(_ range: Range<Int>) throws(TableProblem) -> String {
        do throws(JSON.Problem) {
            return try JSON(parsing: Array(utf8[range])).string ?? ""
        } catch {
            let explanation = error.explanation
            let message = explanation.prefix(1).uppercased() + explanation.dropFirst() + "."
            throw problem(message, at: range.lowerBound + min(error.offset, range.count))
        }
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= .space || byte == .quote || [0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte)
    }

    private var current: UInt8? { position < utf8.count ? utf8[position] : nil }

    private mutating func advance() { position += 1 }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = current, byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == .space || byte == .lineFeed || byte == .carriageReturn || byte == .tab {
            lines.count(byte)
            position += 1
        }
    }

    private func problem(
        _ message: String, _ code: TableProblem.Code = .malformedJSON, at offset: Int? = nil
    ) -> TableProblem {
        let end = min(offset ?? position, utf8.count)
        var counter = LineCounter()
        var lineStart = 0
        for index in 0..<end {
            let before = counter.line
            counter.count(utf8[index])
            if counter.line != before || utf8[index] == .lineFeed { lineStart = index + 1 }
        }
        let column = utf8[lineStart..<end].count { $0 & 0xC0 != 0x80 } + 1
        return TableProblem(code, line: counter.line, column: column, message)
    }
}
