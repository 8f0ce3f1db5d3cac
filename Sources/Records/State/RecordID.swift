/// The stable name of a record: the prefix of its kind, a hyphen, a number. `SYS-1`, `PER-019`. Never reused.
///
/// The number names the record, not its zeros: PER-19 and PER-019 are equal. Held in two words, because everything is
/// looked up by it.
package struct RecordID: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package static let prefixLengthMax = 8
    package static let numberMax = 999_999_999

    /// The bytes of the prefix, the first one highest, zeros behind the last; so these compare like the prefixes.
    let letters: UInt64
    private let counted: UInt32
    /// Digits it is written with at least.
    private let digits: UInt8

    /// `nil` when the text is not prefix, hyphen, digits: at most 8 capitals and digits, and at most 9 digits, not 0.
    package init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let letters = RecordID.letters(parts[0]), let number = Day.digits(parts[1]), number > 0
        else { return nil }
        self.letters = letters
        counted = UInt32(number)
        digits = UInt8(parts[1].count)
    }

    /// For numbers given by a register to a kind that was checked: 1 to 999,999,999 with at most 9 digits.
    package init(prefix: String, number: Int, digits: Int) {
        guard let letters = RecordID.letters(prefix.utf8), (1...RecordID.numberMax).contains(number),
            (0...9).contains(digits)
        else { preconditionFailure("there is no id of \(prefix), \(number), \(digits) digits") }
        self.letters = letters
        counted = UInt32(number)
        self.digits = UInt8(digits)
    }

    /// For names written in code; a malformed one is a mistake in the program.
    package init(stringLiteral text: String) {
        guard let parsed = RecordID(text) else { preconditionFailure("\(text) is not a record id") }
        self = parsed
    }

    package var text: String { "\(prefix)-\(padded(number, to: Int(digits)))" }
    package var description: String { text }

    package var prefix: Substring { Substring(decoding: prefixBytes, as: UTF8.self) }

    package var number: Int { Int(counted) }

    /// The capitals and digits before the hyphen.
    var prefixBytes: [UInt8] {
        (0..<RecordID.prefixLengthMax - letters.trailingZeroBitCount / 8).map {
            UInt8(truncatingIfNeeded: letters >> (56 - 8 * $0))
        }
    }

    /// How many digits the text has.
    var writtenDigits: Int { max(Int(digits), String(counted).utf8.count) }

    /// From its parts as they were kept; `nil` when they are those of no id.
    init?(prefix: some Collection<UInt8>, number: Int, digits: Int) {
        guard let letters = RecordID.letters(prefix), (1...RecordID.numberMax).contains(number),
            (0...9).contains(digits)
        else { return nil }
        self.init(letters: letters, counted: UInt32(number), digits: UInt8(digits))
    }

    /// For the register of a kind, which gives numbers from 1 to 999,999,999 and has letters that were checked.
    init(letters: UInt64, number: Int, digits: Int) {
        precondition((1...RecordID.numberMax).contains(number) && letters != 0, "an id that a register gives")
        self.init(letters: letters, counted: UInt32(number), digits: UInt8(digits))
    }

    /// The same record, written with as many digits as its kind declares.
    func written(withDigits digits: Int) -> RecordID {
        RecordID(letters: letters, counted: counted, digits: UInt8(digits))
    }

    private init(letters: UInt64, counted: UInt32, digits: UInt8) {
        self.letters = letters
        self.counted = counted
        self.digits = digits
    }

    package static func == (left: RecordID, right: RecordID) -> Bool {
        left.letters == right.letters && left.counted == right.counted
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(letters)
        hasher.combine(counted)
    }

    /// By prefix, then by number, so that SYS-2 stands before SYS-10.
    package static func precedes(_ left: RecordID, _ right: RecordID) -> Bool {
        left.letters == right.letters ? left.counted < right.counted : left.letters < right.letters
    }

    /// `nil` when a prefix is empty, too long, or has anything but capitals and digits in it.
    static func letters(_ prefix: some Collection<UInt8>) -> UInt64? {
        guard (1...prefixLengthMax).contains(prefix.count) else { return nil }
        var read: UInt64 = 0
        for letter in prefix {
            guard (0x41...0x5A).contains(letter) || (0x30...0x39).contains(letter) else { return nil }
            read = read << 8 | UInt64(letter)
        }
        return read << (8 * UInt64(prefixLengthMax - prefix.count))
    }
}
