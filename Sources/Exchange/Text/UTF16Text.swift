/// UTF-16 as some spreadsheets save "Unicode text".
enum UTF16Text {
    /// Plain text in UTF-16 shows itself without a mark: nearly every high byte is zero.
    static func looksLike(_ encoding: TextEncoding, _ bytes: [UInt8]) -> Bool {
        let sample = bytes.prefix(8_192)
        let pairs = sample.count / 2
        if pairs < 4 { return false }
        let high = encoding == .utf16LittleEndian ? 1 : 0
        let zeros = (0..<pairs).count { sample[$0 * 2 + high] == 0 }
        return zeros * 10 >= pairs * 7
    }

    /// Refuses half a character at the end and surrogates without their other half.
    static func utf8(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) throws(TableProblem) -> [UInt8] {
        if bytes.count % 2 != 0 {
            throw TableProblem(
                .encoding, "UTF-16 has two bytes a character, but this file has an odd number. Is it cut off?")
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var lines = LineCounter()
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let unit = codeUnit(bytes, index, encoding)
            let next = index + 2 < bytes.endIndex ? codeUnit(bytes, index + 2, encoding) : nil
            guard let (scalar, width) = scalar(unit, next) else {
                throw TableProblem(
                    .encoding, line: lines.line,
                    "Half of a surrogate pair: this is not well-formed UTF-16. Save the file as UTF-8 and import that.")
            }
            if scalar.value < 0x80 { lines.count(UInt8(scalar.value)) }
            text.append(contentsOf: String(scalar).utf8)
            index += width
        }
        return text
    }

    private static func codeUnit(_ bytes: ArraySlice<UInt8>, _ index: Int, _ encoding: TextEncoding) -> UInt32 {
        let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
        return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
    }

    private static func scalar(_ unit: UInt32, _ next: UInt32?) -> (Unicode.Scalar, width: Int)? {
        if let scalar = Unicode.Scalar(unit) {
            return (scalar, 2)
        } else if unit < 0xDC00, let next, (0xDC00...0xDFFF).contains(next),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (next - 0xDC00))
        {
            return (scalar, 4)
        } else {
            return nil
        }
    }
}
