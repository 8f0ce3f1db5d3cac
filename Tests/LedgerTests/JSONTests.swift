import Ledger
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "is read into its canonical form",
        arguments: [
            ("null", "null"), (" true\n", "true"), ("[ 1 , 2 ]", "[1,2]"), ("{ }", "{}"), ("[]", "[]"),
            ("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"),
            ("{\"é\":1,\"z\":2,\"\":3,\"Z\":4}", "{\"\":3,\"Z\":4,\"z\":2,\"é\":1}"),
            ("-0", "0"), ("-7", "-7"), ("1.50", "1.5"), ("1.0", "1"), ("1e3", "1000"), ("12.5E-3", "0.0125"),
            ("0e99999999999999999999", "0"), ("-0.0", "0"), ("100", "100"), ("-12.5e+1", "-125"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9223372036854775808"), ("1234567890123456789012", "1234567890123456789012"),
            ("\"\\u0041\\/\\u00e9\\ud83d\\ude00\"", "\"A/é😀\""),
            ("\"\\u001F\\b\\f\\n\\r\\t\\\"\\\\\"", "\"\\u001f\\b\\f\\n\\r\\t\\\"\\\\\""),
            ("\"\\u0000\u{7f}\u{2028}\"", "\"\\u0000\u{7f}\u{2028}\""),
        ])
    func canonical(text: String, expected: String) throws {
        let value = try JSON(parsing: text)
        #expect(value.text == expected)
        #expect(try JSON(parsing: value.bytes) == value)
        #expect(try JSON(parsing: value.pretty()) == value)
    }
}
