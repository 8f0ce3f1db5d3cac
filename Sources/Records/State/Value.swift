package import Ledger

/// What a field can hold, whatever its type. Which cases a field uses is decided by its `FieldType`.
///
/// Three words; what is larger lies in a box of its own, because most slots of most records are empty.
package enum Value: Hashable, Sendable {
    /// Text, prose, the code of a choice, a link.
    case text(String)
    case number(Number)
    case integer(Int)
    indirect case money(Money)
    case flag(Bool)
    case day(Day)
    case time(BusinessTime)
    indirect case period(Period)
    case reference(RecordID)
    indirect case attachment(Attachment)
    /// Several values of one type, in order.
    case list([Value])
    /// One child record; the values stand at the slots of its layout.
    case row([Value?])
}

extension Value {
    /// Says nothing; a field is empty rather than hold this.
    package var isBlank: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let values): values.isEmpty
        case .row(let values): values.allSatisfy { $0 == nil }
        default: false
        }
    }

    /// Neither an empty text nor a list in which nothing says something.
    package var saysSomething: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .list(let items): items.contains(where: \.saysSomething)
        case .row(let values): values.contains { $0?.saysSomething ?? false }
        case .number, .integer, .money, .flag, .day, .time, .period, .reference, .attachment: true
        }
    }

    /// The same value with each reference in it replaced.
    func replacingReferences(_ replace: (RecordID) -> RecordID) -> Value {
        switch self {
        case .reference(let id): .reference(replace(id))
        case .list(let values): .list(values.map { $0.replacingReferences(replace) })
        case .row(let values): .row(values.map { $0?.replacingReferences(replace) })
        default: self
        }
    }
}

/// An exact decimal number. Its text is kept as it was written, so that `0.10` does not become `0.1`; numbers are equal when
/// their texts are.
package struct Number: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Longest text without sign: every double fits, written out in full.
    package static let lengthMax = 400

    /// Reads an optional sign, digits with an optional point, and an optional exponent (`1e25`). `nil` for everything
    /// else, and for what no double comes near (`1e400`).
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        let isSigned = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
        if isSigned { bytes = bytes.dropFirst() }
        guard bytes.count <= Number.lengthMax, Number.isUnsigned(bytes), let double = Double(String(text)),
            double.isFinite
        else { return nil }
        self.text = text.first == "+" ? String(text.dropFirst()) : String(text)
    }

    package init(_ integer: Int) {
        text = String(integer)
    }

    /// The text of a number as it was kept.
    init(packed text: String) {
        self.text = text
    }

    package var description: String { text }

    /// The nearest double, for comparing and computing.
    package var double: Double { Double(text) ?? 0 }

    private static func isUnsigned(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        func takesDigits() -> Bool {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        guard takesDigits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takesDigits() else { return false }
        }
        if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard takesDigits() else { return false }
        }
        return rest.isEmpty
    }
}

/// An amount and its ISO 4217 currency code.
package struct Money: Hashable, Sendable {
    package let amount: Number
    package let currency: String
}

/// A file that belongs to a record; its bytes lie beside the ledger under their digest.
package struct Attachment: Hashable, Sendable {
    /// The name it had, without folders.
    package let name: String
    package let digest: Digest
    /// Bytes.
    package let size: Int
    /// Media type, for example `application/pdf`.
    package let mediaType: String

    package init(name: String, digest: Digest, size: Int, mediaType: String) {
        self.name = name
        self.digest = digest
        self.size = size
        self.mediaType = mediaType
    }
}
