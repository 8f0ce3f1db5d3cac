/// The stable name of a record: the prefix of its kind, a hyphen, a number. `SYS-1`, `PER-019`. Never reused.
package struct RecordID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    /// `nil` when the text is not prefix, hyphen, digits.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty,
            parts[0].utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }),
            let number = Day.digits(Array(parts[1].utf8)), number > 0
        else { return nil }
        self.text = String(text)
    }

    package init(prefix: String, number: Int, digits: Int) {
        text = "\(prefix)-\(padded(number, to: digits))"
    }

    /// For names written in code; a malformed one is a mistake in the program.
    package init(stringLiteral text: String) {
        guard let parsed = RecordID(text) else { preconditionFailure("\(text) is not a record id") }
        self = parsed
    }

    package var description: String { text }

    package var prefix: Substring {
        text.prefix { $0 != "-" }
    }

    package var number: Int {
        Day.digits(Array(text.utf8.drop { $0 != UInt8(ascii: "-") }.dropFirst())) ?? 0
    }

    /// By prefix, then by number, so that SYS-2 stands before SYS-10.
    package static func precedes(_ left: RecordID, _ right: RecordID) -> Bool {
        left.prefix == right.prefix ? left.number < right.number : left.prefix < right.prefix
    }
}
