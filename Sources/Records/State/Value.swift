package import Ledger

/// What a field can hold, whatever its type. Which cases a field uses is decided by its `FieldType`.
package enum Value: Hashable, Sendable {
    /// Text, prose, the code of a choice, a link.
    case text(String)
    case number(Number)
    case integer(Int)
    case money(Money)
    case flag(Bool)
    case day(Day)
    case time(BusinessTime)
    case period(Period)
    case reference(RecordID)
    case attachment(Attachment)
    /// Several values of one type, in order.
    case list([Value])
    /// One child record; the values stand at the slots of its layout.
    case row([Value?])
}

/// An exact decimal number. Its text is kept as it was written, so that `0.10` does not become `0.1`.
package struct Number: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Reads an optional sign, digits with an optional point, and an optional exponent (`1e25`).
    package init?(_ text: some StringProtocol) {
        guard case .number(let canonical)? = Number.scan(text) else { return nil }
        self.text = canonical
    }

    package init(_ integer: Int) {
        text = String(integer)
    }

    package var description: String { text }

    /// The nearest double, for comparing and computing.
    package var double: Double { Double(text) ?? 0 }

    private enum Scan { case number(String) }

    private static func scan(_ text: some StringProtocol) -> Scan? {
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        let whole = bytes.prefix { (0x30...0x39).contains($0) }
        bytes = bytes.dropFirst(whole.count)
        guard !whole.isEmpty, whole.count <= 40 else { return nil }
        if bytes.first == UInt8(ascii: ".") {
            let fraction = bytes.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !fraction.isEmpty, fraction.count <= 40 else { return nil }
            bytes = bytes.dropFirst(1 + fraction.count)
        }
        if let exponent = bytes.first, exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") {
            bytes = bytes.dropFirst()
            if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
            guard (1...3).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            bytes = []
        }
        guard bytes.isEmpty, let double = Double(String(text)), double.isFinite else { return nil }
        return .number(text.first == "+" ? String(text.dropFirst()) : String(text))
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
