import Exchange
import Testing

@Suite("A cell")
struct CellReadingTests {
    private func reading(
        _ text: String, _ content: CellContent = .text, isList: Bool = false, _ rules: CellRules = .init()
    ) -> CellReading {
        CellReading(text, as: content, isList: isList, rules: rules)
    }

    @Test("loses white space, no-break spaces and byte order marks around its text, none inside")
    func trimmed() {
        #expect(CellText.trimmed("\u{FEFF} \u{A0}a\u{A0} b\r\n\t\u{200B}") == "a\u{A0} b")
        #expect(CellText.trimmed("\u{A0}") == "")
        #expect(CellText.trimmed("e\u{301} ") == "e\u{301}")
        #expect(CellText.isEmpty(" \u{A0}\n"))
        #expect(!CellText.isEmpty(" . "))
        #expect(reading(" \u{A0}") == reading(""))
        #expect(reading("").values == [])
        #expect(reading(" a b ").values == [.text("a b")])
    }

    @Test(
        "that says there is nothing is asked about, and in a text it stays",
        arguments: ["N/A", "na", "None", " TODO ", "n.v.t.", "keine", "#REF!", "-", "?", "Unknown"])
    func placeholders(text: String) {
        let asText = reading(text)
        #expect(asText.values == [.text(CellText.trimmed(text))])
        #expect(asText.questions.count == 1)
        for content in [CellContent.day, .flag, .number, .choice(["a"])] {
            let other = reading(text, content)
            #expect(other.values == [])
            #expect(other.questions.count == 1)
            #expect(!other.isComplete)
        }
    }

    @Test(
        "that only begins like a placeholder is a text",
        arguments: ["None of the above.", "NASA", "N/A - see 3", "To do list"])
    func noPlaceholders(text: String) {
        #expect(reading(text).questions == [])
    }

    @Test("stands for what the mapping says, or for nothing")
    func choices() {
        var rules = CellRules()
        rules.choices = ["N/A": nil, "Y": "yes", "Both": "in-house"]
        #expect(reading(" N/A ", .text, rules) == reading(""))
        #expect(reading("Y", .flag, rules).values == [.flag(true)])
        #expect(reading("Both\n", .choice(["in-house"]), rules).values == [.choice("in-house")])
        #expect(reading("N/A; x", .text, isList: true, rules).values == [.text("x")])
    }

    @Test("is yes or no in four languages, and nothing like it otherwise")
    func flags() {
        for yes in ["Yes", "y", "TRUE", "1", "Ja", "oui", " J "] {
            #expect(reading(yes, .flag).values == [.flag(true)])
        }
        for no in ["No", "NO", "n", "False", "0", "nee", "nein", "non"] {
            #expect(reading(no, .flag).values == [.flag(false)])
        }
        for other in ["Yes – agency has access", "maybe", "x", "2"] {
            #expect(reading(other, .flag).values == [])
            #expect(reading(other, .flag).questions.count == 1)
        }
    }

    @Test("is a choice when it is spelled like its key, and is never guessed")
    func choice() {
        let keys: Set<String> = ["in-house", "open-source"]
        #expect(reading("In House", .choice(keys)).values == [.choice("in-house")])
        #expect(reading("open-source\n", .choice(keys)).values == [.choice("open-source")])
        #expect(reading("Developed in-house.", .choice(keys)).values == [])
        #expect(
            reading("Developed in-house.", .choice(keys)).questions.first?.contains("in-house, open-source") == true)
        #expect(reading("none", .choice(["none", "low"])).values == [.choice("none")])
    }

    @Test("is a number only where no country reads it differently")
    func numbers() {
        for text in ["0", "12", "-3", "0.25", "1234.567", "12.5", "0.125"] {
            #expect(reading(text, .number).values == [.number(text)])
        }
        for text in ["1,234", "1.234", "1 234", "12,5", "1-100", "€5", "007", "1.", ".5", "1e3", "--1"] {
            #expect(reading(text, .number).values == [])
            #expect(!reading(text, .number).isComplete)
        }
    }

    @Test("is a day or a moment as its field asks, and says when a time got lost")
    func days() {
        #expect(reading("2023-10-01", .day).values.count == 1)
        let noon = reading("2023-10-01T12:00Z", .day)
        #expect(noon.values.count == 1)
        #expect(!noon.isComplete)
        #expect(reading("2023-10-01 00:00:00", .day).isComplete)
        #expect(reading("2023-10-01T12:00Z", .moment).isComplete)
        let asked = reading("10/1/2023", .day)
        #expect(asked.values == [])
        #expect(asked.questions == ["Which day is it? 10/1/2023 is 2023-10-01 as M/d/yyyy and 2023-01-10 as d/M/yyyy."])
        var rules = CellRules()
        rules.date = DatePattern("M/d/yyyy")
        #expect(reading("10/1/2023", .day, rules).isComplete)
    }

    @Test(
        "holds a list in the ways that cannot be a sentence",
        arguments: [
            (#"["a", "b, c", 3, null, ""]"#, ["a", "b, c", "3"]), ("a\r\n b \n\nc", ["a", "b", "c"]),
            ("• a\n- b\n-c", ["a", "b", "-c"]), ("a; b;c;", ["a", "b", "c"]), ("a, b", ["a, b"]), ("[a", ["[a"]),
            (#"["a", ["b"]]"#, [#"["a", ["b"]]"#]), ("a;", ["a;"]), ("", []),
        ])
    func lists(text: String, expected: [String]) {
        #expect(ListReading(text)?.items == expected)
    }

    @Test("is split as the mapping says")
    func statedLists() {
        #expect(ListReading("a, b;c", as: .commas)?.items == ["a", "b;c"])
        #expect(ListReading("a; b\nc", as: .lines)?.items == ["a; b", "c"])
        #expect(ListReading("a; b\nc", as: .whole)?.items == ["a; b\nc"])
        #expect(ListReading("a, b", as: .json) == nil)
        #expect(ListReading("", as: .json)?.items == [])
        var rules = CellRules()
        rules.list = .json
        #expect(reading("a, b", .text, isList: true, rules).questions.count == 1)
        #expect(reading("a\nNone", .text, isList: true).values == [.text("a"), .text("None")])
        #expect(reading("a\nNone", .text, isList: true).questions.count == 1)
    }
}
