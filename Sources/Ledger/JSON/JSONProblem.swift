extension JSON {
    /// How much a text may hold. Beyond a limit it is refused, not cut.
    package struct Limits: Sendable {
        /// Arrays and objects within each other.
        package var depth: Int
        /// Length of the whole text.
        package var bytes: Int

        package init(depth: Int, bytes: Int) {
            self.depth = depth
            self.bytes = bytes
        }

        package static let standard = Limits(depth: 64, bytes: 256 << 20)
    }

    /// Why a text is not JSON, and where.
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong. One case for each mistake that a person mends in a different way.
        package enum Kind: Hashable, Sendable {
            case empty
            case byteOrderMark
            case tooLong(bytesMax: Int)
            case tooDeep(depthMax: Int)
            case unexpected(found: String, expected: String)
            case unfinished(expected: String)
            case trailing(found: String)
            case badNumber
            case numberTooLong
            case controlCharacter(UInt8)
            case badEscape
            case loneSurrogate
            case notUTF8
            case duplicateKey(String)
        }

        package let kind: Kind
        /// Byte offset, 0-based.
        package let offset: Int
        /// 1-based; a line ends with LF.
        package let line: Int
        /// 1-based, in Unicode scalars.
        package let column: Int

        package var description: String {
            "line \(line), column \(column): \(explanation)"
        }

        /// What is wrong and what to do, without the place.
        package var explanation: String {
            switch kind {
            case .empty: "there is no JSON here; expected a value"
            case .byteOrderMark: "the text starts with a byte order mark; save it as UTF-8 without one"
            case .tooLong(let limit): "the text is longer than \(limit) bytes; split it"
            case .tooDeep(let limit): "more than \(limit) arrays and objects within each other; flatten the text"
            case .unexpected(let found, let expected): "found \(found) where \(expected) should be"
            case .unfinished(let expected): "the text ends where \(expected) should be; it may have been cut off"
            case .trailing(let found): "found \(found) after the end of the value; keep one value per text"
            case .badNumber: "not a number as JSON writes it, such as -12.5 or 1e9"
            case .numberTooLong: "a number that would take more than \(Decimal.textLengthMax) digits; write it as text"
            case .controlCharacter(let byte):
                "control character \(byte) inside a text; write it as \\u\(Problem.fourDigits(byte))"
            case .badEscape:
                "unknown escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
            case .loneSurrogate: "half of a surrogate pair; write both halves, or the character itself"
            case .notUTF8: "bytes that are not UTF-8; save the text as UTF-8"
            case .duplicateKey(let key): "the key \"\(key)\" is there twice; keep one of them"
            }
        }

        private static func fourDigits(_ byte: UInt8) -> String {
            "00" + Hex.encode([byte])
        }
    }
}

extension JSON.Problem {
    /// Finds the line and column of `offset`.
    init(_ kind: Kind, at offset: Int, in text: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        for byte in text.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
        self.init(kind: kind, offset: offset, line: line, column: column)
    }
}
