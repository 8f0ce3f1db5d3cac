/// The text of a file as UTF-8 without a mark, and how its encoding was recognised.
package struct DecodedText: Hashable, Sendable {
    package let encoding: TextEncoding
    /// Why it is this one, as a sentence: `no byte order mark, and byte 0x92 in line 17 is not UTF-8`.
    package let reason: String
    package let utf8: [UInt8]
    /// Known by line only; a table turns lines into rows.
    package let notices: [Notice]

    /// Recognises the encoding, or takes the stated one at its word.
    ///
    /// Refuses an empty file, content that is no text, and bytes that the stated encoding does not allow.
    package init(_ bytes: [UInt8], as stated: TextEncoding? = nil, limits: TableLimits = .standard) throws(TableProblem)
    {
        if bytes.isEmpty {
            throw TableProblem(.empty, "The file is empty. Choose the file that holds the table.")
        }
        if bytes.count > limits.bytes {
            let allowed = limits.bytes >> 20
            throw TableProblem(.tooLarge, "The file is larger than \(allowed) MiB. Split it and import the parts.")
        }
        if let objection = ForeignContent.objection(to: bytes) {
            throw TableProblem(.notText, objection)
        }
        if let stated {
            self = try Self.taken(bytes, as: stated)
        } else {
            self = try Self.recognised(bytes)
        }
        try refuseBinary()
    }

    private init(encoding: TextEncoding, reason: String, utf8: [UInt8], notices: [Notice] = []) {
        self.encoding = encoding
        self.reason = reason
        self.utf8 = utf8
        self.notices = notices
    }

    private static func taken(_ bytes: [UInt8], as encoding: TextEncoding) throws(TableProblem) -> Self {
        let body = bytes.starts(with: encoding.mark) ? bytes.dropFirst(encoding.mark.count) : bytes[...]
        let reason = "it was stated"
        switch encoding {
        case .utf8:
            if let stray = UTF8Survey(of: body).firstStray {
                let byte = hexadecimal(stray.byte)
                throw TableProblem(
                    .encoding, line: stray.line,
                    "Byte \(byte) is not UTF-8. Leave the encoding out so that it is recognised, or state windows-1252."
                )
            }
            return Self(encoding: .utf8, reason: reason, utf8: Array(body))
        case .utf16LittleEndian, .utf16BigEndian:
            return Self(encoding: encoding, reason: reason, utf8: try UTF16Text.utf8(body, encoding))
        case .windows1252:
            return windows1252(body, reason: reason)
        case .latin1:
            let text = body.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
            return Self(encoding: .latin1, reason: reason, utf8: text)
        }
    }

    private static func recognised(_ bytes: [UInt8]) throws(TableProblem) -> Self {
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            if bytes.starts(with: encoding.mark) {
                let text = try UTF16Text.utf8(bytes.dropFirst(2), encoding)
                return Self(encoding: encoding, reason: "it begins with the byte order mark of UTF-16", utf8: text)
            } else if UTF16Text.looksLike(encoding, bytes) {
                let reason = "no byte order mark, but every other byte is zero"
                return Self(encoding: encoding, reason: reason, utf8: try UTF16Text.utf8(bytes[...], encoding))
            }
        }
        let hasMark = bytes.starts(with: TextEncoding.utf8.mark)
        return singleBytes(bytes.dropFirst(hasMark ? 3 : 0), hasMark: hasMark)
    }

    private static func singleBytes(_ body: ArraySlice<UInt8>, hasMark: Bool) -> Self {
        let survey = UTF8Survey(of: body)
        guard let stray = survey.firstStray else {
            return Self(encoding: .utf8, reason: reasonForUTF8(survey, hasMark: hasMark), utf8: Array(body))
        }
        let byte = "byte \(hexadecimal(stray.byte)) in line \(stray.line)"
        if hasMark || survey.sequences > survey.strays {
            return mixed(body, survey, reason: "most of it is well-formed UTF-8, but \(byte) is not")
        } else {
            return windows1252(body, reason: "no byte order mark, and \(byte) is not UTF-8")
        }
    }

    private static func reasonForUTF8(_ survey: UTF8Survey, hasMark: Bool) -> String {
        if hasMark {
            "it begins with the byte order mark of UTF-8"
        } else if survey.sequences == 0 {
            "it is plain ASCII"
        } else {
            "no byte order mark, and "
                + (survey.sequences == 1 ? "the one character" : "all \(survey.sequences) characters")
                + " beyond ASCII \(survey.sequences == 1 ? "is" : "are") well-formed UTF-8"
        }
    }

    private static func windows1252(_ body: ArraySlice<UInt8>, reason: String) -> Self {
        var text: [UInt8] = []
        text.reserveCapacity(body.count + body.count / 32)
        var lines = LineCounter()
        var undefinedLines: [Int] = []
        for byte in body {
            if byte < 0x80 {
                text.append(byte)
                lines.count(byte)
            } else {
                text.append(contentsOf: String(Windows1252.scalar(of: byte)).utf8)
                if Windows1252.undefined.contains(byte), undefinedLines.last != lines.line {
                    undefinedLines.append(lines.line)
                }
            }
        }
        let notice = Notice(
            .undefinedBytes,
            "Bytes that Windows-1252 does not define were kept as control characters; is it another code page?",
            lines: undefinedLines)
        return Self(
            encoding: .windows1252, reason: reason, utf8: text,
            notices: (undefinedLines.isEmpty ? [] : [notice]) + [unlikely(body)].compactMap(\.self))
    }

    /// In Western European text a letter beyond ASCII stands alone; where most stand side by side it is another code page.
    private static func unlikely(_ body: ArraySlice<UInt8>) -> Notice? {
        var (count, neighbours, previousIsHigh) = (0, 0, false)
        for byte in body {
            let isHigh = byte >= 0xA1
            if isHigh { count += 1 }
            if isHigh, previousIsHigh { neighbours += 1 }
            previousIsHigh = isHigh
        }
        guard count >= 8, neighbours * 5 >= count * 2 else { return nil }
        return Notice(
            .unlikelyEncoding,
            "Read as Windows-1252, and hardly a text of Western Europe: characters beyond ASCII stand side by side. Save the file as UTF-8 and import that."
        )
    }

    /// UTF-8 into which somebody pasted single bytes of Windows-1252: each is read as what it is.
    private static func mixed(_ body: ArraySlice<UInt8>, _ survey: UTF8Survey, reason: String) -> Self {
        var text: [UInt8] = []
        text.reserveCapacity(body.count + survey.strays * 2)
        var index = body.startIndex
        while index < body.endIndex {
            let length = UTF8Survey.lengthOfCharacter(in: body, at: index)
            if length == 0 {
                text.append(contentsOf: String(Windows1252.scalar(of: body[index])).utf8)
            } else {
                text.append(contentsOf: body[index..<(index + length)])
            }
            index += max(length, 1)
        }
        let notice = Notice(
            .mixedEncoding, "Bytes that are not UTF-8 were read as Windows-1252; please check these texts.",
            lines: survey.strayLines)
        return Self(encoding: .utf8, reason: reason, utf8: text, notices: [notice])
    }

    /// A handful of control characters is noted later; a file full of them is no text.
    private func refuseBinary() throws(TableProblem) {
        var count = 0
        for byte in utf8 where byte < 0x20 && !Self.textControls.contains(byte) { count += 1 }
        if count >= 8 && count > utf8.count / 100 {
            throw TableProblem(
                .notText,
                "\(count) control characters: this is no text file. Save the table as CSV UTF-8 and import that.")
        }
    }

    /// Tab, LF, vertical tab (a line break in some spreadsheets), form feed, CR.
    private static let textControls: ClosedRange<UInt8> = 0x09...0x0D

    static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0x0\(digits)" : "0x\(digits)"
    }
}
