/// Decimal numbers as text, without rounding.
enum Decimal {
    /// Longest canonical text. Every IEEE 754 double fits, written out in full to 17 digits.
    static let textLengthMax = 400

    /// The canonical form of a number in JSON's grammar; nil when it is none, or when written out it would be too long.
    static func canonical(_ text: [UInt8]) -> JSON? {
        guard var parts = Parts(text) else { return nil }
        parts.trim()
        guard let plain = parts.plainText else { return nil }
        return if let integer = Int64(plain) { .integer(integer) } else { .number(plain) }
    }

    /// True for numbers in JSON's grammar, however long.
    static func isNumber(_ text: [UInt8]) -> Bool { Parts(text) != nil }

    /// True for exactly the texts that `canonical` gives.
    static func isCanonical(_ text: String) -> Bool {
        canonical(Array(text.utf8)) == .number(text)
    }

    /// A number taken apart: its digits, and how many of them stand before the point (may be negative or beyond them).
    private struct Parts {
        private let isNegative: Bool
        private var digits: ArraySlice<UInt8>
        private var pointAfter: Int

        init?(_ text: [UInt8]) {
            var cursor = 0
            isNegative = text.first == UInt8(ascii: "-")
            if isNegative { cursor += 1 }
            let whole = Parts.takeDigits(text, &cursor)
            guard whole.count == 1 || whole.count > 1 && whole.first != UInt8(ascii: "0") else { return nil }
            digits = whole
            pointAfter = whole.count
            if cursor < text.count, text[cursor] == UInt8(ascii: ".") {
                cursor += 1
                let fraction = Parts.takeDigits(text, &cursor)
                guard !fraction.isEmpty else { return nil }
                digits += fraction
            }
            if cursor < text.count, text[cursor] | 0x20 == UInt8(ascii: "e") {
                cursor += 1
                guard let exponent = Parts.takeExponent(text, &cursor) else { return nil }
                pointAfter += exponent
            }
            guard cursor == text.count else { return nil }
        }

        private static func takeDigits(_ text: [UInt8], _ cursor: inout Int) -> ArraySlice<UInt8> {
            let start = cursor
            while cursor < text.count, isDigit(text[cursor]) { cursor += 1 }
            return text[start..<cursor]
        }

        private static func takeExponent(_ text: [UInt8], _ cursor: inout Int) -> Int? {
            var isNegative = false
            if cursor < text.count, text[cursor] == UInt8(ascii: "-") || text[cursor] == UInt8(ascii: "+") {
                isNegative = text[cursor] == UInt8(ascii: "-")
                cursor += 1
            }
            let digits = takeDigits(text, &cursor).drop { $0 == UInt8(ascii: "0") }
            guard isDigit(text[cursor - 1]) else { return nil }
            // Nine digits cannot overflow, and whatever needs more is too long anyway, unless the number is zero.
            let size = digits.count > 9 ? 999_999_999 : Int(String(decoding: digits, as: UTF8.self)) ?? 0
            return isNegative ? -size : size
        }

        private static func isDigit(_ letter: UInt8) -> Bool {
            letter >= UInt8(ascii: "0") && letter <= UInt8(ascii: "9")
        }

        /// Drops zeros at both ends, moving the point with them. Zero itself has no digits left.
        mutating func trim() {
            let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
            digits = digits.dropFirst(leading)
            pointAfter -= leading
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            if digits.isEmpty { pointAfter = 0 }
        }

        /// Sign, digits, point, digits; nil when that is too long.
        var plainText: String? {
            guard !digits.isEmpty else { return "0" }
            let before = max(pointAfter, 1)
            let after = max(digits.count - pointAfter, 0)
            guard before + after + 2 <= Decimal.textLengthMax else { return nil }
            let leadingZeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(1 - pointAfter, 0))
            let trailingZeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(pointAfter - digits.count, 0))
            let all = leadingZeros + digits + trailingZeros
            let text = String(decoding: all.prefix(before), as: UTF8.self)
            let fraction = after > 0 ? "." + String(decoding: all.dropFirst(before), as: UTF8.self) : ""
            return (isNegative ? "-" : "") + text + fraction
        }
    }
}
