/// Text from outside, made fit for a terminal: nothing in it can move the cursor, change colours, reverse the line or hide.
///
/// Letters, marks and emoji stay as they are. A control character becomes its picture (␛), every other steering character
/// its number (\u{202E}), so that a reader sees that something was there.
enum Harmless {
    /// As one line: white space of any kind and length becomes one space.
    static func line(_ text: String) -> String {
        if isPlain(text) { return text }
        var line: [UInt8] = []
        line.reserveCapacity(text.utf8.count)
        var isAfterSpace = false
        for scalar in text.unicodeScalars {
            if scalar.value > 0x20, scalar.value < 0x7F {
                line.append(UInt8(truncatingIfNeeded: scalar.value))
                isAfterSpace = false
                continue
            }
            let isSpace = scalar.properties.isWhitespace && scalar != "\u{A0}" && scalar != "\u{202F}"
            if !isSpace {
                line += shown(scalar).utf8
            } else if !isAfterSpace {
                line.append(0x20)
            }
            isAfterSpace = isSpace
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// As lines, broken where the text is.
    static func lines(_ text: String) -> [String] {
        if isUnbroken(text) { return [line(text)] }
        return text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line(String($0)) }
    }

    /// JSON text in which steering characters are escaped. They stand inside strings only, so the meaning stays.
    static func json(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isSteering($0) && $0 != "\n" }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isSteering(scalar), scalar != "\n" {
                for unit in String(scalar).utf16 { result += "\\u" + hexadecimal(UInt32(unit), digits: 4) }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    /// Whether each byte is a letter or a sign in one column, and no two spaces stand together. Looked at byte by byte: the text
    /// may be a cell of a megabyte.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var last: UInt8 = 0
            for byte in bytes {
                if byte < 0x20 || byte > 0x7E || byte == 0x20 && last == 0x20 { return false }
                last = byte
            }
            return true
        } ?? false
    }

    /// Whether no sign in it may break a line: none of ASCII, and none that begins with the bytes of those beyond.
    private static func isUnbroken(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            for byte in bytes where byte >= 0x0A && byte <= 0x0D || byte == 0xC2 || byte == 0xE2 { return false }
            return true
        } ?? false
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? ""
        case 0x7F: "\u{2421}"
        default: isSteering(scalar) ? "\\u{\(hexadecimal(scalar.value, digits: 4))}" : String(scalar)
        }
    }

    private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        // Marks of direction, which nobody sees and which reorder what stands beside them, separators of lines, invisible tags.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
