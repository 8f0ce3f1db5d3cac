import Ledger
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "is read into its canonical form",
        arguments: [
            ("null", "null"), (" true\n", "true"), ("\t[ 1 , 2 ]\r", "[1,2]"), ("{ }", "{}"), ("[]", "[]"),
            ("[ ]", "[]"),
            ("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"), ("[false,[],{}]", "[false,[],{}]"),
            ("{\"é\":1,\"z\":2,\"\":3,\"Z\":4}", "{\"\":3,\"Z\":4,\"z\":2,\"é\":1}"),
            // Swift takes e and a combining accent for é, which is behind f; byte by byte it is before.
            ("{\"f\":1,\"e\u{301}\":2}", "{\"e\u{301}\":2,\"f\":1}"),
            ("\"\\u0041\\/\\u00e9\\ud83d\\ude00\"", "\"A/é😀\""), ("\"\\uD83D\\uDE00\"", "\"😀\""),
            ("\"\\u001F\\b\\f\\n\\r\\t\\\"\\\\\"", "\"\\u001f\\b\\f\\n\\r\\t\\\"\\\\\""),
            ("\"\\u0000\u{7f}\u{2028}\"", "\"\\u0000\u{7f}\u{2028}\""), ("\"\"", "\"\""),
            (
                "\"\u{800}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}\"",
                "\"\u{800}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}\""
            ),
            ("\"before \\n \u{e9} after\"", "\"before \\n \u{e9} after\""),
        ])
    func canonical(text: String, expected: String) throws {
        let value = try JSON(parsing: text)
        #expect(value.text.utf8.elementsEqual(expected.utf8))
        #expect(try JSON(parsing: value.bytes) == value)
        #expect(try JSON(parsing: value.pretty()) == value)
    }

    @Test(
        "has one form for each number",
        arguments: [
            ("0", "0"), ("-0", "0"), ("-7", "-7"), ("1.50", "1.5"), ("1.0", "1"), ("1e3", "1000"),
            ("12.5E-3", "0.0125"),
            ("0e99999999999999999999", "0"), ("-0.0", "0"), ("100", "100"), ("-12.5e+1", "-125"), ("1e-1", "0.1"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9223372036854775808"), ("1234567890123456789012", "1234567890123456789012"),
            ("999999999999999999", "999999999999999999"), ("1000000000000000000", "1000000000000000000"),
            ("0.1e1", "1"), ("0.00100", "0.001"), ("120.0e-1", "12"), ("1E+02", "100"),
        ])
    func numbers(text: String, expected: String) throws {
        let value = try JSON(parsing: text)
        #expect(value.text == expected)
        #expect(value.decimal == expected)
        #expect(JSON(decimal: text) == value)
        #expect((value.integer != nil) == (Int64(expected) != nil))
    }

    @Test(
        "holds every double, written out", arguments: ["1.7976931348623157e308", "4.9406564584124654e-324", "-1e308"])
    func doubles(text: String) throws {
        let value = try JSON(parsing: text)
        #expect(try Double(#require(value.decimal)) == Double(text))
        #expect(!value.text.contains("e"))
    }

    @Test(
        "is no number for everything else",
        arguments: [
            "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", "NaN", "Infinity", "1,5", "٣", "1e400", "--1",
            "1.2.3",
        ])
    func noNumber(text: String) {
        #expect(JSON(decimal: text) == nil)
    }

    @Test("is written by hand where that is shorter")
    func literals() throws {
        let value: JSON = ["a": [1, "two", true, nil], "b": [:]]
        #expect(value.text == "{\"a\":[1,\"two\",true,null],\"b\":{}}")
        #expect("\(value)" == value.text)
    }

    @Test("answers questions about what it is, and nil about what it is not")
    func accessors() {
        let value: JSON = ["a": [1, "two", true, nil]]
        #expect(value["a"]?[0]?.integer == 1)
        #expect(value["a"]?[1]?.string == "two")
        #expect(value["a"]?[2]?.bool == true)
        #expect(value["a"]?[3]?.isNull == true)
        #expect(value["a"]?[4] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["b"] == nil)
        #expect(value[0] == nil)
        #expect(value.object?.count == 1)
        #expect(value["a"]?.array?.count == 4)
        #expect(value["a"]?["x"] == nil)
        #expect(value.string == nil && value.integer == nil && value.bool == nil && value.array == nil)
        #expect(JSON.null.decimal == nil && JSON.string("x").object == nil)
    }

    @Test("is pretty for people")
    func pretty() {
        let value: JSON = ["b": [1, ["c": "x\ny"]], "a": [], "d": [:]]
        #expect(
            value.pretty() == """
                {
                  "a": [],
                  "b": [
                    1,
                    {
                      "c": "x\\ny"
                    }
                  ],
                  "d": {}
                }
                """)
    }

    @Test("of random shape survives being written and read", arguments: 0..<40 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let value = JSON.random(depth: 4, using: &chance)
        #expect(try JSON(parsing: value.bytes) == value)
        #expect(try JSON(parsing: value.bytes).bytes == value.bytes)
        #expect(try JSON(parsing: value.pretty()).bytes == value.bytes)
    }
}

extension JSON {
    static func random(depth: Int, using chance: inout Chance) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &chance) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &chance))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &chance))
        case 3: return JSON(decimal: "\(Double.random(in: -1e6...1e6, using: &chance))") ?? .null
        case 4: return .string(text(using: &chance))
        case 5, 6:
            var members: [String: JSON] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &chance) {
                members[text(using: &chance)] = random(depth: depth - 1, using: &chance)
            }
            return .object(members)
        default:
            return .array(
                (0..<Int.random(in: 0...4, using: &chance)).map { _ in random(depth: depth - 1, using: &chance) })
        }
    }

    private static func text(using chance: inout Chance) -> String {
        let letters: [Unicode.Scalar] = [
            "a", "Z", "\"", "\\", "\n", "\u{0}", "\u{1f}", "é", "ß", "漢", "😀", "/", "\u{2028}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &chance) {
            text.append(letters.randomElement(using: &chance) ?? "a")
        }
        return String(text)
    }
}
