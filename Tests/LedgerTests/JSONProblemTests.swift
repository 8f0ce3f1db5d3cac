import Ledger
import Testing

@Suite("A text that is not JSON")
struct JSONProblemTests {
    private func refusal(_ bytes: [UInt8], limits: JSON.Limits = .standard) -> JSON.Problem? {
        do throws(JSON.Problem) {
            _ = try JSON(parsing: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "is refused with its line, its column and what to do",
        arguments: [
            ("", 1, 1, "there is no JSON here"),
            (" \n ", 2, 2, "there is no JSON here"),
            ("\u{feff}1", 1, 1, "byte order mark"),
            ("nul", 1, 4, "ends where null should be"),
            ("nulL", 1, 1, "found \"n\" where a value"),
            ("True", 1, 1, "found \"T\" where a value"),
            ("truex", 1, 5, "found \"x\" after the end"),
            ("1 2", 1, 3, "found \"2\" after the end"),
            ("{} {}", 1, 4, "found \"{\" after the end"),
            ("[1,]", 1, 4, "found \"]\" where a value"),
            ("[1 2]", 1, 4, "where a comma or the closing bracket"),
            ("[1", 1, 3, "ends where a comma or the closing bracket"),
            ("[", 1, 2, "ends where a value"),
            ("]", 1, 1, "found \"]\" where a value"),
            ("[,1]", 1, 2, "found \",\" where a value"),
            ("{\"a\":1,}", 1, 8, "where a key in double quotes"),
            ("{a:1}", 1, 2, "where a key in double quotes"),
            ("{'a':1}", 1, 2, "where a key in double quotes"),
            ("{\"a\" 1}", 1, 6, "where a colon"),
            ("{\"a\":}", 1, 6, "found \"}\" where a value"),
            ("{\"a\":1 \"b\":2}", 1, 8, "where a comma or the closing brace"),
            ("{\"a\":1", 1, 7, "ends where a comma or the closing brace"),
            ("{", 1, 2, "ends where a key"),
            ("{\n  \"é\": 1,\n  \"é\": 2\n}", 3, 3, "the key \"é\" is there twice"),
            ("{\"a\":1,\"\\u0061\":2}", 1, 8, "the key \"a\" is there twice"),
            ("01", 1, 1, "not a number"), ("-", 1, 1, "not a number"), ("1.", 1, 1, "not a number"),
            ("[1.e5]", 1, 2, "not a number"), ("1e", 1, 1, "not a number"), ("-a", 1, 1, "not a number"),
            ("1e+-5", 1, 1, "not a number"), ("[--1]", 1, 2, "not a number"), ("1-2", 1, 1, "not a number"),
            ("+1", 1, 1, "found \"+\" where a value"), (".5", 1, 1, "found \".\" where a value"),
            ("NaN", 1, 1, "found \"N\""), ("1e999", 1, 1, "more than 400 digits"),
            ("1e-999", 1, 1, "more than 400 digits"),
            ("\"a", 1, 3, "closing quote"), ("\"a\\", 1, 4, "the rest of an escape"),
            ("\"\\u12", 1, 6, "the rest of an escape"), ("\"\\n", 1, 4, "closing quote"),
            ("\"é\tb\"", 1, 3, "control character 9"), ("\"\\n\u{1f}\"", 1, 4, "\\u001f"),
            ("\"a\nb\"", 1, 3, "\\u000a"),
            ("\"\\x\"", 1, 2, "unknown escape"), ("\"\\u12g4\"", 1, 2, "unknown escape"),
            ("\"\\u+123\"", 1, 2, "unknown escape"),
            ("\"\\ud800\"", 1, 2, "half of a surrogate pair"), ("\"\\ud800x\"", 1, 2, "half of a surrogate pair"),
            ("\"\\ude00\\ud83d\"", 1, 2, "half of a surrogate pair"),
            ("\"\\ud83d\\n\"", 1, 2, "half of a surrogate pair"),
            ("\"\\ud83d\\u0041\"", 1, 2, "half of a surrogate pair"), ("\u{7f}", 1, 1, "control character 127"),
            ("é", 1, 1, "a character outside of ASCII"), ("/* no */ 1", 1, 1, "found \"/\""),
            ("\u{a0}1", 1, 1, "outside of ASCII"),
            ("\u{c}1", 1, 1, "control character 12"),
        ])
    func refused(text: String, line: Int, column: Int, expected: String) throws {
        let problem = try #require(refusal(Array(text.utf8)))
        #expect(problem.line == line)
        #expect(problem.column == column)
        #expect(problem.explanation.contains(expected), "\(problem)")
        #expect(problem.description == "line \(line), column \(column): \(problem.explanation)")
    }

    @Test(
        "since it is not UTF-8 is refused where the first wrong byte is",
        arguments: [
            [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc2, 0x41], [0xe0, 0x9f, 0xbf], [0xe0, 0xa0],
            [0xe1, 0x80, 0x41], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x90, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff], [0xf1, 0x80, 0x80, 0xc0],
        ] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        for escape in [[], Array("\\n".utf8)] {
            let start: [UInt8] = [quote, UInt8(ascii: "a")] + escape
            #expect(refusal(start + bytes + [quote])?.kind == .notUTF8)
            #expect(refusal(start + bytes + [quote])?.offset == start.count)
            #expect(refusal(start + bytes + Array("\\n".utf8) + [quote])?.kind == .notUTF8)
        }
        #expect(refusal([UInt8(ascii: "{"), quote] + bytes + [quote])?.kind == .notUTF8)
    }

    @Test("is refused when it is nested deeper than allowed, and read when it is not")
    func depth() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[{\"a\":", count: depth / 2) + "1" + String(repeating: "}]", count: depth / 2)).utf8
            )
        }
        #expect(refusal(nested(64)) == nil)
        #expect(refusal(nested(66))?.kind == .tooDeep(depthMax: 64))
        #expect(refusal(nested(200_000))?.kind == .tooDeep(depthMax: 64))
        #expect(refusal(nested(66), limits: JSON.Limits(depth: 66, bytes: 1_000)) == nil)
    }

    @Test("is refused when it is longer than allowed")
    func length() {
        let limits = JSON.Limits(depth: 4, bytes: 10)
        #expect(refusal(Array("\"12345678\"".utf8), limits: limits) == nil)
        #expect(refusal(Array("\"123456789\"".utf8), limits: limits)?.kind == .tooLong(bytesMax: 10))
    }

    @Test("is refused when it holds a number of a thousand digits")
    func longNumber() {
        #expect(refusal([UInt8](repeating: UInt8(ascii: "9"), count: 1_000))?.kind == .numberTooLong)
        #expect(refusal(Array("0.".utf8) + [UInt8](repeating: UInt8(ascii: "9"), count: 500))?.kind == .numberTooLong)
        #expect(refusal([UInt8](repeating: UInt8(ascii: "9"), count: 398)) == nil)
    }

    @Test("is refused wherever it is cut off")
    func cutOff() throws {
        let whole = Array("{\"a\":[1,-2.5e3,\"x\\u00e9\\n\",true,false,null,{\"é\":{}}]}".utf8)
        #expect(refusal(whole) == nil)
        for end in 0..<whole.count { #expect(refusal(Array(whole[..<end])) != nil, "\(end)") }
    }

    @Test("never does harm, whatever its bytes", arguments: 0..<20 as Range<UInt64>)
    func noise(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let letters = Array("{}[]\",:\\u0123eE+-.truefalsn \n\u{e9}".utf8) + [0, 0xff, 0xc3]
        for _ in 0..<300 {
            let count = Int.random(in: 0...40, using: &chance)
            let bytes = (0..<count).map { _ in letters.randomElement(using: &chance) ?? 0 }
            if let value = try? JSON(parsing: bytes) { #expect(try JSON(parsing: value.bytes) == value) }
        }
    }
}
