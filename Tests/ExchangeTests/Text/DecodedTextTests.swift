import Exchange
import Testing

@Suite("The text of a file")
struct DecodedTextTests {
    private func text(_ bytes: [UInt8], as stated: TextEncoding? = nil) throws -> String {
        String(decoding: try DecodedText(bytes, as: stated).utf8, as: UTF8.self)
    }

    private func units(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return encoding == .utf16LittleEndian ? [low, high] : [high, low]
        }
    }

    @Test("is taken as UTF-8 when every character is well formed")
    func utf8() throws {
        let decoded = try DecodedText(Array("Größe,№\n".utf8))
        #expect(decoded.encoding == .utf8)
        #expect(decoded.reason == "no byte order mark, and all 3 characters beyond ASCII are well-formed UTF-8")
        #expect(decoded.utf8 == Array("Größe,№\n".utf8))
        #expect(try DecodedText(Array("size\n".utf8)).reason == "it is plain ASCII")
    }

    @Test("hardly of Western Europe is said to be so")
    func unlikely() throws {
        func isDoubted(_ bytes: [UInt8]) throws -> Bool {
            try DecodedText(bytes).notices.contains { $0.code == .unlikelyEncoding }
        }
        // Chinese in GBK, and Russian in Windows-1251.
        #expect(try isDoubted([0xC8, 0xCB, 0xB9, 0xA4, 0xD6, 0xC7, 0xC4, 0xDC, 0xCF, 0xB5, 0xCD, 0xB3, 0x2C, 0x31]))
        #expect(try isDoubted([0xD1, 0xE8, 0xF1, 0xF2, 0xE5, 0xEC, 0xE0, 0x20, 0xEF, 0xEE, 0xE8, 0xF1, 0xEA, 0xE0]))
        let french = "Été, où l’élève créé à côté naïvement préfère les œuvres; ça gêne, déjà vu, zoë créée, über größe"
        #expect(try !isDoubted(french.unicodeScalars.map { $0.value < 0x100 ? UInt8($0.value) : 0x92 }))
    }

    @Test("loses its byte order mark and says so")
    func mark() throws {
        let decoded = try DecodedText([0xEF, 0xBB, 0xBF] + Array("a,b".utf8))
        #expect(decoded.utf8 == Array("a,b".utf8))
        #expect(decoded.reason == "it begins with the byte order mark of UTF-8")
    }

    @Test("is Windows-1252 when a byte is not UTF-8, and the first such byte is named with its line")
    func windows1252() throws {
        let bytes =
            Array("name\r\n\"a\rb\"\n".utf8) + Array("isn".utf8) + [0x92] + Array("t, ".utf8) + [0x80, 0xE9, 0xA7]
        let decoded = try DecodedText(bytes)
        #expect(decoded.encoding == .windows1252)
        #expect(decoded.reason == "no byte order mark, and byte 0x92 in line 4 is not UTF-8")
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "name\r\n\"a\rb\"\nisn’t, €é§")
        #expect(decoded.notices == [])
    }

    @Test("keeps bytes that Windows-1252 does not define and notes their lines")
    func undefinedBytes() throws {
        let decoded = try DecodedText(Array("a\nb".utf8) + [0x81, 0x9D, 0x0A, 0x8D])
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "a\nb\u{81}\u{9D}\n\u{8D}")
        #expect(decoded.notices.map(\.code) == [.undefinedBytes])
        #expect(decoded.notices.first?.lines == [2, 3])
    }

    @Test("has 251 characters in Windows-1252 and five bytes that stand for nothing")
    func codePage() throws {
        let high = try text((0x80...0x9F).map { UInt8($0) }, as: .windows1252)
        #expect(high == "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ")
        let latin = try text((0xA0...0xFF).map { UInt8($0) }, as: .windows1252)
        #expect(latin.unicodeScalars.map(\.value) == Array(0xA0...0xFF))
    }

    @Test(
        "in UTF-16 is read with and without its mark",
        arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian], [true, false])
    func utf16(encoding: TextEncoding, hasMark: Bool) throws {
        let plain = "name,note\nBot,\u{E9}\u{1F600} and more text\n"
        let decoded = try DecodedText((hasMark ? encoding.mark : []) + units(plain, encoding))
        #expect(decoded.encoding == encoding)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == plain)
    }

    @Test("in UTF-16 is refused when it is cut off or holds half a character")
    func brokenUTF16() {
        let whole = units("a\nbcd", .utf16LittleEndian)
        #expect(problem([0xFF, 0xFE] + whole + [0x41])?.code == .encoding)
        #expect(problem([0xFF, 0xFE] + whole + [0x00, 0xD8])?.line == 2)
        #expect(problem([0xFF, 0xFE] + whole + [0x00, 0xDC, 0x41, 0x00])?.line == 2)
        #expect(problem([0xFF, 0xFE] + whole + [0x00, 0xD8, 0x41, 0x00])?.code == .encoding)
        #expect(problem([0xFF, 0xFE] + whole + [0x00, 0xD8, 0x00, 0xE0])?.code == .encoding)
    }

    @Test("with single bytes pasted into UTF-8 is read byte by byte as what it is")
    func mixed() throws {
        let decoded = try DecodedText(Array("é è ü\nit".utf8) + [0x92] + Array("s\n".utf8))
        #expect(decoded.encoding == .utf8)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "é è ü\nit’s\n")
        #expect(decoded.notices.map(\.code) == [.mixedEncoding])
        #expect(decoded.notices.first?.lines == [2])
    }

    @Test("follows a stated encoding")
    func stated() throws {
        #expect(try text([0xE9, 0x85], as: .latin1) == "é\u{85}")
        #expect(try text([0xC3, 0xA9], as: .windows1252) == "Ã©")
        #expect(try text([0xEF, 0xBB, 0xBF, 0x41], as: .utf8) == "A")
        #expect(try text([0x41, 0x00], as: .utf16LittleEndian) == "A")
    }

    @Test("is refused with the line when the stated encoding is wrong")
    func statedWrongly() {
        let found = problem(Array("a\nb\n".utf8) + [0xE9], as: .utf8)
        #expect(found?.code == .encoding)
        #expect(found?.line == 3)
        #expect(found?.message.contains("0xE9") == true)
    }

    @Test(
        "is not UTF-8 where the bytes are overlong, surrogates, beyond Unicode or cut off",
        arguments: [
            [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
            [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0x98, 0x41],
        ] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) throws {
        #expect(problem(Array("a".utf8) + bytes, as: .utf8)?.code == .encoding)
    }

    @Test(
        "is UTF-8 up to the ends of every range",
        arguments: [
            [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEF, 0xBF, 0xBF],
            [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
        ] as [[UInt8]])
    func edgesOfUTF8(bytes: [UInt8]) throws {
        #expect(try DecodedText(bytes, as: .utf8).utf8 == bytes)
    }

    @Test(
        "is refused when the file is something else, with what to do",
        arguments: [
            (Array("PK\u{3}\u{4}....xl/workbook.xml".utf8), "workbook"),
            (Array("PK\u{3}\u{4}....word/document.xml".utf8), "text document"),
            (Array("PK\u{3}\u{4}....a.csv".utf8), "ZIP archive"),
            (Array("%PDF-1.7".utf8), "PDF"),
            ([0x1F, 0x8B, 8, 0], "gunzip"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "workbook"),
            (Array(" \n<!DOCTYPE html><html>".utf8), "web page"),
            ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "UTF-32"),
        ] as [([UInt8], String)])
    func notText(bytes: [UInt8], expected: String) {
        let found = problem(bytes)
        #expect(found?.code == .notText)
        #expect(found?.message.contains(expected) == true)
    }

    @Test("is refused when it is full of control characters, not when it holds a few")
    func binary() throws {
        #expect(problem(Array(repeating: 0x01, count: 8))?.code == .notText)
        let fourBytesEach: [UInt8] = "name,purpose".utf8.flatMap { [$0, 0, 0, 0] as [UInt8] }
        #expect(problem(fourBytesEach)?.code == .notText)
        #expect(try text(Array("a,b\n1,\u{0}\n".utf8)) == "a,b\n1,\u{0}\n")
    }

    @Test("is refused when there is nothing in it or too much")
    func sizes() {
        #expect(problem([])?.code == .empty)
        var limits = TableLimits.standard
        limits.bytes = 3
        #expect(throws: TableProblem.self) { try DecodedText(Array("abcd".utf8), limits: limits) }
        #expect(throws: Never.self) { try DecodedText(Array("abc".utf8), limits: limits) }
    }

    @Test("has an encoding that people spell in many ways")
    func spellings() {
        #expect(TextEncoding(named: "UTF8") == .utf8)
        #expect(TextEncoding(named: "cp-1252") == .windows1252)
        #expect(TextEncoding(named: "Latin 1") == .latin1)
        #expect(TextEncoding(named: "utf_16BE") == .utf16BigEndian)
        #expect(TextEncoding(named: "ebcdic") == nil)
        for encoding in TextEncoding.allCases { #expect(TextEncoding(named: encoding.rawValue) == encoding) }
    }

    private func problem(_ bytes: [UInt8], as stated: TextEncoding? = nil) -> TableProblem? {
        #expect(throws: TableProblem.self) { try DecodedText(bytes, as: stated) }
    }
}
