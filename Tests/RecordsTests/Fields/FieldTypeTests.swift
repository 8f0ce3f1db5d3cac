import Ledger
import Records
import Testing

/// What each type takes and refuses beyond giving back what went in.
@Suite("A field")
struct FieldTypeTests {
    private func refusal(_ key: String, _ text: String) -> String? {
        let type = Everything.type(key)
        do {
            let value = try type.parse(text)
            return type.text(value)
        } catch {
            return "!" + error.code
        }
    }

    @Test(
        "of text is kept without outer white space and within its length",
        arguments: [
            ("  a  b ", "a  b"), ("\u{FEFF}a\u{A0}", "a"), ("\u{2003}a\r\n", "a"), ("a\r\n b", "a\r\n b"),
            (String(repeating: "a", count: 50_000), String(repeating: "a", count: 50_000)),
            (String(repeating: "👩‍👩‍👧‍👦", count: 50_000), String(repeating: "👩‍👩‍👧‍👦", count: 50_000)),
            (String(repeating: "a", count: 50_001), "!length"), (String(repeating: "é", count: 50_001), "!length"),
        ])
    func texts(given: String, kept: String) {
        #expect(refusal("text", given) == kept)
        #expect(refusal("prose", given) == kept)
    }

    @Test(
        "of numbers keeps the digits as they were written",
        arguments: [
            ("0.10", "0.10"), ("-0", "-0"), ("+1.50", "1.50"), ("1e25", "1e25"), ("007", "007"), (" 12 ", "12"),
            ("1e308", "1e308"), ("1e400", "!type"), ("-1e400", "!type"), ("1e99999999999999999999", "!type"),
            ("1e-400", "1e-400"), ("", "!type"), ("-", "!type"), (".5", "!type"), ("5.", "!type"), ("1,5", "!type"),
            ("1 000", "!type"), ("0x10", "!type"), ("1_000", "!type"), ("٣", "!type"), ("１２", "!type"),
            ("nan", "!type"),
            ("inf", "!type"), ("1e", "!type"), ("1e+", "!type"), ("--1", "!type"), ("1.2.3", "!type"), ("1-", "!type"),
            (String(repeating: "9", count: 401), "!type"),
        ])
    func numbers(given: String, kept: String) {
        #expect(refusal("number", given) == kept)
    }

    @Test("of numbers compares them as they are", arguments: [("0.10", 0.1), ("1e3", 1_000), ("-0", 0), ("007", 7)])
    func doubles(text: String, double: Double) throws {
        #expect(try #require(Number(text)).double == double)
    }

    @Test("of numbers takes what JSON writes as a number, and what it writes without digits as text")
    func jsonNumbers() throws {
        let type = Everything.type("number")
        #expect(try type.read(JSON(parsing: Array("1e25".utf8))) == type.read("10000000000000000000000000"))
        #expect(try type.read(JSON(parsing: Array("-0".utf8))) == type.read("0"))
        #expect(throws: FieldProblem.self) { try type.read("1e400") }
        #expect(throws: JSON.Problem.self) { try JSON(parsing: Array("1e400".utf8)) }
    }

    @Test(
        "of whole numbers stays within its range",
        arguments: [
            ("-5", "-5"), ("5000", "5000"), ("+7", "7"), ("5001", "!range"), ("-6", "!range"), ("1.0", "!type"),
            ("1e3", "!type"), ("9223372036854775808", "!type"), ("", "!type"), ("٣", "!type"),
        ])
    func integers(given: String, kept: String) {
        #expect(refusal("integer", given) == kept)
    }

    @Test(
        "of percent lies between 0 and 100",
        arguments: [
            ("0", "0"), ("100", "100"), ("12.50 %", "12.50"), ("12%", "12"), ("100.1", "!range"), ("-1", "!range"),
            ("%", "!type"), ("1e2", "1e2"), ("1e3", "!range"),
        ])
    func percents(given: String, kept: String) {
        #expect(refusal("percent", given) == kept)
    }

    @Test(
        "of money has an amount and a currency",
        arguments: [
            ("1200.50 EUR", "1200.50 EUR"), (" -3  USD ", "-3 USD"), ("1200.50", "!type"), ("EUR 1200", "!type"),
            ("1200 eur", "!type"), ("1200 EURO", "!type"), ("1 200 EUR", "!type"), ("1e400 EUR", "!type"),
        ])
    func money(given: String, kept: String) {
        #expect(refusal("money", given) == kept)
    }

    @Test(
        "of a choice is found by code or label, in any case",
        arguments: [
            ("atlas", "atlas"), ("ATLAS", "atlas"), ("Poetry and Song", "poetry and song"), (" novel ", "novel"),
            ("map", "!choice"), ("", "!choice"),
        ])
    func choices(given: String, kept: String) {
        #expect(refusal("choice", given) == kept)
    }

    @Test(
        "that holds several is a set where the values are codes or ids",
        arguments: [
            ("choices", "atlas; novel; Atlas", "atlas; novel"), ("references", "PER-1\nPER-2\nPER-1", "PER-1; PER-2"),
            ("texts", "a; a", "a; a"), ("texts", "a;; ;b", "a; b"), ("texts", "[\"a; b\", \" \", null]", "[\"a; b\"]"),
            ("texts", "[a, b", "!type"), ("choices", "atlas; map", "!choice"), ("references", "PER-1; x", "!reference"),
        ])
    func lists(key: String, given: String, kept: String) {
        #expect(refusal(key, given) == kept)
    }

    @Test("that holds several says which entry is wrong, and that there are too many")
    func listProblems() {
        let type = Everything.type("texts")
        let wrong = #expect(throws: FieldProblem.self) { try type.read(["a", true]) }
        #expect(wrong?.message.hasPrefix("Entry 2:") == true)
        #expect(throws: FieldProblem.self) { try type.read(.array(Array(repeating: "a", count: 10_001))) }
        #expect(throws: FieldProblem.self) { try type.parse(String(repeating: "a;", count: 10_001)) }
        #expect(throws: Never.self) { try type.parse(String(repeating: "a;", count: 10_000)) }
    }

    @Test(
        "of references holds an id",
        arguments: [
            ("PER-1", "PER-1"), (" SYS-0042 ", "SYS-0042"), ("ABCDEFGH-1", "ABCDEFGH-1"), ("ABCDEFGHI-1", "!reference"),
            ("PER-0", "!reference"), ("PER-", "!reference"), ("-1", "!reference"), ("per-1", "!reference"),
            ("PER-1a", "!reference"), ("PER--1", "!reference"), ("PER-1-2", "!reference"), ("PÉR-1", "!reference"),
            ("PER-1000000000", "!reference"), ("PER 1", "!reference"), ("PER-١", "!reference"),
        ])
    func references(given: String, kept: String) {
        #expect(refusal("anyRecord", given) == kept)
    }

    @Test(
        "of a link is an address that shows where it leads",
        arguments: [
            ("https://a.example/ä?b=c", "https://a.example/ä?b=c"), ("MAILTO:ada@a.example", "MAILTO:ada@a.example"),
            ("javascript:alert(1)", "!link"), ("https://", "!link"), ("ftp://a.example", "!link"),
            ("a.example", "!link"),
            ("https://a.example/b c", "!link"), ("https://a.example/\u{1}", "!link"),
            ("https://a.example/\u{A0}x", "!link"),
            ("https://a.example/\u{202E}moc.live", "!link"),
            ("https://" + String(repeating: "a", count: 1_993), "!link"),
        ])
    func links(given: String, kept: String) {
        #expect(refusal("link", given) == kept)
    }

    @Test(
        "of a flag is yes or no",
        arguments: [("yes", "yes"), ("TRUE", "yes"), ("No", "no"), ("false", "no"), ("1", "!type")])
    func flags(given: String, kept: String) {
        #expect(refusal("flag", given) == kept)
    }

    @Test(
        "of a day or a moment takes just that",
        arguments: ["2026-02-30", "23.11.2026", "11/23/2026", "20261123", "today"])
    func days(given: String) {
        #expect(refusal("date", given) == "!date")
        #expect(refusal("moment", given) == "!date")
        #expect(refusal("date", "2026-01-01T09:00:00Z") == "!date")
        #expect(refusal("period", given) == "!period")
    }

    @Test("of a row says what it has no place for, what is missing and what is there twice")
    func rows() {
        let type = Everything.type("row")
        func code(_ json: JSON) -> String? {
            do throws(FieldProblem) {
                _ = try type.read(json)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(["label": "a"]) == nil)
        #expect(code(["name": "a"]) == nil, "the key of an earlier release")
        #expect(code(["name": "a", "label": "b"]) == "twice")
        #expect(code(["label": "a", "colour": "red"]) == "field")
        #expect(code(["weight": 1]) == "required")
        #expect(code(["label": "a", "weight": "heavy"]) == "type")
        #expect(code("label") == "type")
        #expect(throws: FieldProblem.self) { try type.parse("label: a") }
    }

    @Test("of rows knows every record they point to, however deep, and where each may lead")
    func pointers() throws {
        let type = Everything.type("rows")
        let value = try type.read([["label": "a", "keeper": "PER-1"], ["label": "b", "inner": [["by": "PER-2"]]]])
        #expect(type.references(value) == ["PER-1", "PER-2"])
        #expect(type.pointers(value).allSatisfy { $0.target == .kind("Reader") })
        #expect(type.targets == [.kind("Reader"), .kind("Reader")])
    }

    @Test(
        "of a file refuses names that are no plain names",
        arguments: [
            "", ".", "..", "a/b", "a\\b", "a\u{0}b", "a\nb", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\u{202E}fdp.exe",
            "a\u{2066}b", String(repeating: "a", count: 256), String(repeating: "é", count: 128),
        ])
    func fileNames(name: String) {
        #expect(Attachment.problem(inName: name) != nil)
        #expect(Attachment.problem(inName: "report.pdf") == nil)
        let type = Everything.type("attachment")
        #expect(throws: FieldProblem.self) { try type.read(file(name: name)) }
    }

    @Test("of a file has a digest, a size, a media type and nothing else")
    func files() throws {
        let type = Everything.type("attachment")
        #expect(throws: Never.self) { try type.read(file()) }
        #expect(throws: Never.self) { try type.read(file(mime: nil)) }
        for mime: JSON in ["", "pdf", "text/plain; charset=utf-8", "a/b/c", "text/\n", "té/xt", 7] {
            #expect(throws: FieldProblem.self) { try type.read(file(mime: mime)) }
        }
        #expect(throws: FieldProblem.self) { try type.read(file(size: -1)) }
        #expect(throws: FieldProblem.self) { try type.read(file(digest: "abc")) }
        #expect(throws: FieldProblem.self) { try type.read(file(more: ["path": "/etc/passwd"])) }
    }

    private func file(
        name: String = "a.pdf", digest: String = Digest(of: [1]).hex, size: Int64 = 1, mime: JSON? = "text/plain",
        more: [String: JSON] = [:]
    ) -> JSON {
        var members: [String: JSON] = ["name": .string(name), "sha256": .string(digest), "size": .integer(size)]
        members["mime"] = mime
        return .object(members.merging(more) { $1 })
    }

    @Test("takes from the ledger what its limits and codes refuse today")
    func replay() throws {
        let long = JSON.string(String(repeating: "a", count: 60_000))
        #expect(Everything.type("text").replay(long) != nil)
        #expect(Everything.type("texts").replay([long]) != nil)
        #expect(Everything.type("integer").replay(1_000_000) == .integer(1_000_000))
        #expect(Everything.type("percent").replay("150") != nil)
        #expect(Everything.type("choice").replay("scroll") == .text("scroll"))
        #expect(Everything.type("link").replay("gopher://a.example") != nil)
        let row = try #require(Everything.type("row").replay(["weight": "2", "colour": "red"]))
        #expect(Everything.type("row").json(row) == ["weight": "2"])
        #expect(Everything.type("integer").replay("many") == nil)
        #expect(Everything.type("texts").replay(["a", 1]) == nil)
        #expect(Everything.type("row").replay(["weight": "heavy"]) == nil)
    }

    @Test("shows units, labels and sizes to people")
    func shown() throws {
        func show(_ key: String, _ text: String) throws -> String {
            let type = Everything.type(key)
            return type.show(try type.parse(text))
        }
        #expect(try show("number", "12") == "12 kg")
        #expect(try show("integer", "12") == "12 days")
        #expect(try show("percent", "12") == "12 %")
        #expect(try show("texts", "[\"a; b\", \"c\"]") == "a; b; c")
        #expect(try show("row", #"{"label":"a","weight":"2"}"#) == "Label: a, Weight: 2")
        #expect(try show("attachment", file().text) == "a.pdf (1 bytes)")
        #expect(Everything.type("choice").show(.text("scroll")) == "scroll")
    }

    @Test("of an unreasonably deep or long JSON is refused before it is looked at")
    func huge() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: FieldProblem.self) { try Everything.type("texts").parse(deep) }
        let row = "{\"label\":\(deep)}"
        #expect(throws: FieldProblem.self) { try Everything.type("row").parse(row) }
        let long = #expect(throws: FieldProblem.self) {
            try Everything.type("choice").parse(String(repeating: "x", count: 1_000_000))
        }
        #expect((long?.message.count ?? 0) < 300)
    }
}
