import Ledger

/// The bytes are not what a `ByteWriter` writes.
struct Malformed: Error {}

/// Reads what `ByteWriter` writes. Total: every sequence of bytes is read or refused, whatever it claims.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    /// Texts are passed over, to find out whether everything can be read.
    private let isTrial: Bool
    private(set) var place: Int
    private let end: Int
    private var depth = 0

    private static let depthMax = 64
    /// For how many elements there is room at once, whatever number is claimed.
    private static let reservedCountMax = 256
    /// About 2.7 million years before and after 1970: what is within can be added to and written.
    private static let dayMax = 1_000_000_000
    private static let millisecondMax: Int64 = 86_400_000_000_000_000

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, isTrial: Bool = false) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the bytes")
        self.bytes = bytes
        self.isTrial = isTrial
        place = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { place == end }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard place < end else { throw Malformed() }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func natural() throws(Malformed) -> Int {
        guard let number = Int(exactly: try bits()) else { throw Malformed() }
        return number
    }

    mutating func integer() throws(Malformed) -> Int64 {
        let bits = try bits()
        return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
    }

    /// The range of so many bytes from here, which are passed over.
    mutating func range(count: Int) throws(Malformed) -> Range<Int> {
        guard count >= 0, count <= end - place else { throw Malformed() }
        defer { place += count }
        return place..<place + count
    }

    mutating func text() throws(Malformed) -> String {
        let utf8 = try piece()
        return isTrial ? "" : String(decoding: utf8, as: UTF8.self)
    }

    /// So many bytes as the number before them says.
    mutating func piece() throws(Malformed) -> UnsafeRawBufferPointer {
        let range = try range(count: try natural())
        return UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    mutating func digest() throws(Malformed) -> Digest {
        let range = try range(count: Digest.byteCount)
        guard let digest = Digest(bytes: bytes[range]) else { throw Malformed() }
        return digest
    }

    mutating func id() throws(Malformed) -> RecordID {
        let first = Int(try byte())
        let prefix = try range(count: first & 15)
        let number = try natural()
        guard let id = RecordID(prefix: bytes[prefix], number: number, digits: first >> 4) else { throw Malformed() }
        return id
    }

    mutating func passID() throws(Malformed) {
        _ = try range(count: Int(try byte()) & 15)
        try passNumber()
    }

    mutating func day() throws(Malformed) -> Day {
        let number = try integer()
        guard number.magnitude <= ByteReader.dayMax else { throw Malformed() }
        return Day(number: Int(number))
    }

    mutating func moment() throws(Malformed) -> Moment {
        let milliseconds = try integer()
        guard milliseconds.magnitude <= ByteReader.millisecondMax else { throw Malformed() }
        return Moment(milliseconds: milliseconds)
    }

    /// Every element takes at least a byte, so a count that is too large is noticed before anything is made.
    mutating func list<Element>(
        _ read: (inout ByteReader) throws(Malformed) -> Element
    ) throws(Malformed) -> [Element] {
        let count = try natural()
        guard count <= end - place else { throw Malformed() }
        var elements: [Element] = []
        elements.reserveCapacity(min(count, ByteReader.reservedCountMax))
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    /// Reads what may hold others of its sort.
    mutating func nested<Answer>(
        _ read: (inout ByteReader) throws(Malformed) -> Answer
    ) throws(Malformed) -> Answer {
        guard depth < ByteReader.depthMax else { throw Malformed() }
        depth += 1
        let answer = try read(&self)
        depth -= 1
        return answer
    }

    /// Passes over a number of either sort.
    mutating func passNumber() throws(Malformed) {
        while try byte() >= 0x80 {}
    }

    private mutating func bits() throws(Malformed) -> UInt64 {
        // Most are small.
        if place < end, bytes[place] < 0x80 {
            defer { place += 1 }
            return UInt64(bytes[place])
        }
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            // The tenth byte has room for one bit only.
            guard shift < 63 || byte <= 1 else { throw Malformed() }
            number |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }
}
