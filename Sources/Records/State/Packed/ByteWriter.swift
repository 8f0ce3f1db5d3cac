import Ledger

/// Writes values as few bytes: numbers in groups of seven bits, texts with their length before them.
///
/// Only this program reads them, and only as long as its own declarations are the same; `ByteReader` is the way back.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// Small numbers take one byte.
    mutating func natural(_ number: Int) {
        precondition(number >= 0, "a natural number is not negative")
        bits(UInt64(number))
    }

    /// Small numbers of either sign take one byte.
    mutating func integer(_ number: Int64) {
        bits(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            natural(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func digest(_ digest: Digest) { bytes.append(contentsOf: digest.bytes) }

    mutating func id(_ id: RecordID) {
        let prefix = id.prefixBytes
        // As many digits as are written, so that ids of one text have the same bytes.
        byte(UInt8(id.writtenDigits << 4 | prefix.count))
        bytes.append(contentsOf: prefix)
        natural(id.number)
    }

    mutating func list<Element>(_ elements: some Collection<Element>, _ write: (inout ByteWriter, Element) -> Void) {
        natural(elements.count)
        for element in elements { write(&self, element) }
    }

    /// Empties it and keeps its memory.
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func bits(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
