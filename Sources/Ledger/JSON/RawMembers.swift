/// Walks over the members of a JSON object without reading it: says where keys and values lie.
///
/// Takes the canonical form only, without insignificant space, and looks no closer than it must to find where a value ends;
/// whoever uses a value checks it. `isWhole` is true when the walk ended exactly at the end of the range.
struct RawMembers {
    typealias Member = (key: Range<Int>, value: Range<Int>)

    private let text: UnsafeBufferPointer<UInt8>
    private let end: Int
    private var cursor: Int
    private var isFirst = true
    private(set) var isWhole = false

    init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.text = text
        cursor = range.lowerBound
        end = range.upperBound
    }

    /// The next member: its key between the quotes, as it stands there, and its value. Nil at the end or where the text is broken.
    mutating func next() -> Member? {
        guard cursor < end else { return nil }
        if isFirst {
            guard take(UInt8(ascii: "{")) else { return nil }
            if take(UInt8(ascii: "}")) {
                isWhole = cursor == end
                return nil
            }
            isFirst = false
        } else if take(UInt8(ascii: "}")) {
            isWhole = cursor == end
            return nil
        } else if !take(UInt8(ascii: ",")) {
            return nil
        }
        return member()
    }

    private mutating func member() -> Member? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let keyStart = cursor
        guard let keyEnd = RawJSON.endOfString(text, keyStart, end) else { return nil }
        cursor = keyEnd + 1
        guard take(UInt8(ascii: ":")) else { return nil }
        let valueStart = cursor
        guard let valueEnd = RawJSON.endOfValue(text, valueStart, end) else { return nil }
        cursor = valueEnd
        return (keyStart..<keyEnd, valueStart..<valueEnd)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard cursor < end, text[cursor] == byte else { return false }
        cursor += 1
        return true
    }
}

/// Where things end in JSON text.
enum RawJSON {
    /// What a byte can mean to somebody who only looks for the end of a value.
    private enum Meaning {
        static let none: UInt8 = 0
        static let backslash: UInt8 = 1
        static let quote: UInt8 = 2
        static let opening: UInt8 = 3
        static let closing: UInt8 = 4
        static let comma: UInt8 = 5
    }

    private static let meanings: [UInt8] = {
        var table = [UInt8](repeating: Meaning.none, count: 256)
        table[Int(UInt8(ascii: "\\"))] = Meaning.backslash
        table[Int(UInt8(ascii: "\""))] = Meaning.quote
        for bracket in "{[".utf8 { table[Int(bracket)] = Meaning.opening }
        for bracket in "}]".utf8 { table[Int(bracket)] = Meaning.closing }
        table[Int(UInt8(ascii: ","))] = Meaning.comma
        return table
    }()

    /// The position of the quote that closes the text whose first character is at `start`.
    static func endOfString(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let raw = UnsafeRawBufferPointer(text)
        var cursor = start
        while cursor + 8 <= end {
            let found = quotesAndBackslashes(raw.loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
            if found == 0 {
                cursor += 8
            } else {
                cursor += found.trailingZeroBitCount / 8
                if text[cursor] == UInt8(ascii: "\"") { return cursor }
                cursor += 2
            }
        }
        while cursor < end {
            if text[cursor] == UInt8(ascii: "\"") { return cursor }
            cursor += text[cursor] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// The position behind the value that begins at `start`.
    static func endOfValue(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end else { return nil }
        if text[start] == UInt8(ascii: "\"") {
            return endOfString(text, start + 1, end).map { $0 + 1 }
        }
        return meanings.withUnsafeBufferPointer { endOfValue(text, start, end, meanings: $0) }
    }

    private static func endOfValue(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, meanings: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var cursor = start
        var depth = 0
        while cursor < end {
            switch meanings[Int(text[cursor])] {
            case Meaning.quote:
                guard let closing = endOfString(text, cursor + 1, end) else { return nil }
                cursor = closing
            case Meaning.opening:
                depth += 1
            case Meaning.closing:
                // Behind a number or word, the bracket belongs to whatever is around the value.
                if depth == 0 { return cursor > start ? cursor : nil }
                depth -= 1
                if depth == 0 { return cursor + 1 }
            case Meaning.comma:
                if depth == 0 { return cursor > start ? cursor : nil }
            default:
                break
            }
            cursor += 1
        }
        return depth == 0 ? cursor : nil
    }

    /// Looks at eight bytes at once. The lowest bit set belongs to the first quote or backslash; 0 when there is none.
    ///
    /// A byte that is zero after the exclusive or borrows into its highest bit. Bytes behind it may do so without being
    /// zero, those before it not.
    private static func quotesAndBackslashes(_ loaded: UInt64) -> UInt64 {
        let word = UInt64(littleEndian: loaded)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        return ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & highs
    }
}
