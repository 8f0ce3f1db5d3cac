extension JSONParser {
    /// Reads a text from its opening quote to behind its closing one.
    mutating func string() throws(JSON.Problem) -> String {
        let opening = cursor
        cursor += 1
        let start = cursor
        var isASCII = true
        while cursor < text.count {
            let byte = text[cursor]
            if byte == UInt8(ascii: "\"") {
                let content = UnsafeBufferPointer(rebasing: text[start..<cursor])
                if !isASCII { try checkUTF8(start..<cursor) }
                cursor += 1
                return String(decoding: content, as: UTF8.self)
            } else if byte == UInt8(ascii: "\\") {
                return try escapedString(from: start, isASCII: isASCII, opening: opening)
            } else if byte < 0x20 {
                throw problem(.controlCharacter(byte), at: cursor)
            } else {
                isASCII = isASCII && byte < 0x80
                cursor += 1
            }
        }
        throw problem(.unfinished(expected: "the closing quote of the text at byte \(opening)"), at: cursor)
    }

    /// Goes on at the first backslash, copying.
    private mutating func escapedString(
        from start: Int, isASCII: Bool, opening: Int
    ) throws(JSON.Problem) -> String {
        if !isASCII { try checkUTF8(start..<cursor) }
        var bytes = Array(text[start..<cursor])
        while cursor < text.count {
            let byte = text[cursor]
            if byte == UInt8(ascii: "\"") {
                cursor += 1
                return String(decoding: bytes, as: UTF8.self)
            } else if byte == UInt8(ascii: "\\") {
                try takeEscape(into: &bytes)
            } else if byte < 0x20 {
                throw problem(.controlCharacter(byte), at: cursor)
            } else {
                try takePlain(into: &bytes)
            }
        }
        throw problem(.unfinished(expected: "the closing quote of the text at byte \(opening)"), at: cursor)
    }

    /// Takes everything up to the next quote, backslash or control character.
    private mutating func takePlain(into bytes: inout [UInt8]) throws(JSON.Problem) {
        let start = cursor
        while cursor < text.count, text[cursor] >= 0x20, text[cursor] != UInt8(ascii: "\""),
            text[cursor] != UInt8(ascii: "\\")
        {
            cursor += 1
        }
        try checkUTF8(start..<cursor)
        bytes.append(contentsOf: text[start..<cursor])
    }

    private mutating func takeEscape(into bytes: inout [UInt8]) throws(JSON.Problem) {
        let start = cursor
        guard cursor + 1 < text.count else {
            throw problem(.unfinished(expected: "the rest of an escape"), at: text.count)
        }
        let letter = text[cursor + 1]
        cursor += 2
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0c)
        case UInt8(ascii: "n"): bytes.append(0x0a)
        case UInt8(ascii: "r"): bytes.append(0x0d)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): bytes.append(contentsOf: String(try takeScalar(from: start)).utf8)
        default: throw problem(.badEscape, at: start)
        }
    }

    /// Takes the digits behind `\u`, and those of the second half of a surrogate pair.
    private mutating func takeScalar(from start: Int) throws(JSON.Problem) -> Unicode.Scalar {
        let unit = try takeUnit(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(unit)), cursor + 1 < text.count, text[cursor] == UInt8(ascii: "\\"),
            text[cursor + 1] == UInt8(ascii: "u")
        else { throw problem(.loneSurrogate, at: start) }
        cursor += 2
        let second = try takeUnit(from: cursor - 2)
        guard UTF16.isTrailSurrogate(UInt16(second)),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (second - 0xdc00))
        else { throw problem(.loneSurrogate, at: start) }
        return scalar
    }

    private mutating func takeUnit(from start: Int) throws(JSON.Problem) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard cursor < text.count else { throw problem(.unfinished(expected: "the rest of an escape"), at: cursor) }
            guard let digit = Character(Unicode.Scalar(text[cursor])).hexDigitValue, text[cursor] < 0x80 else {
                throw problem(.badEscape, at: start)
            }
            unit = unit << 4 | UInt32(digit)
            cursor += 1
        }
        return unit
    }

    /// Refuses overlong forms, surrogates and everything above U+10FFFF (RFC 3629).
    private func checkUTF8(_ range: Range<Int>) throws(JSON.Problem) {
        var position = range.lowerBound
        while position < range.upperBound {
            let length = UTF8Form.length(text, position, range.upperBound)
            guard length > 0 else { throw problem(.notUTF8, at: position) }
            position += length
        }
    }
}

/// Well-formed UTF-8 byte sequences. Source: RFC 3629, section 4.
enum UTF8Form {
    /// The length of the character at `position`, 0 when there is no well-formed one before `end`.
    static func length(_ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ end: Int) -> Int {
        let first = text[position]
        if first < 0x80 { return 1 }
        let length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
        guard length > 0, position + length <= end else { return 0 }
        let second = text[position + 1]
        let lowest: UInt8 = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80
        let highest: UInt8 = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf
        guard second >= lowest, second <= highest else { return 0 }
        for offset in 2..<max(length, 2) where text[position + offset] & 0xc0 != 0x80 { return 0 }
        return length
    }
}
