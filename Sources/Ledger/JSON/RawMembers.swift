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
    /// The position of the quote that closes the text whose first character is at `start`.
    static func endOfString(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let raw = UnsafeRawBufferPointer(text)
        var cursor = start
        while cursor < end {
            while cursor + 8 <= end, !hasQuoteOrBackslash(raw.loadUnaligned(fromByteOffset: cursor, as: UInt64.self)) {
                cursor += 8
            }
            while cursor < end {
                let byte = text[cursor]
                if byte == UInt8(ascii: "\"") { return cursor }
                cursor += 1
                if byte == UInt8(ascii: "\\") {
                    cursor += 1
                    break
                }
            }
        }
        return nil
    }

    /// The position behind the value that begins at `start`.
    static func endOfValue(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var cursor = start
        var depth = 0
        while cursor < end {
            switch text[cursor] {
            case UInt8(ascii: "\""):
                guard let closing = endOfString(text, cursor + 1, end) else { return nil }
                cursor = closing + 1
                if depth == 0 { return cursor }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                cursor += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // Behind a number or word, the bracket belongs to whatever is around the value.
                if depth == 0 { return cursor > start ? cursor : nil }
                depth -= 1
                cursor += 1
                if depth == 0 { return cursor }
            case UInt8(ascii: ","):
                if depth == 0 { return cursor > start ? cursor : nil }
                cursor += 1
            default:
                cursor += 1
            }
        }
        return depth == 0 && cursor > start ? cursor : nil
    }

    /// Looks at eight bytes at once: a byte that is zero after the exclusive or borrows into its highest bit.
    private static func hasQuoteOrBackslash(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        return ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & highs != 0
    }
}
