import Ledger
import Records
import Testing

@Suite("Every field type")
struct FacesTests {
    @Test("gives back from a cell, from JSON and from the ledger what went in", arguments: Everything.keys)
    func roundTrip(key: String) throws {
        let type = Everything.type(key)
        var random = Seeded(key.utf8.reduce(0) { $0 * 31 + Int($1) })
        for number in 0..<200 {
            let value = try type.read(RandomJSON.value(for: key, number, using: &random))
            if value.isBlank { continue }
            #expect(try type.parse(type.text(value)).exact == value.exact)
            #expect(try type.read(type.json(value)).exact == value.exact)
            #expect(try #require(type.replay(type.json(value))).exact == value.exact)
            let bytes = type.json(value).bytes
            #expect(try type.read(JSON(parsing: bytes)).exact == value.exact)
            #expect(!type.text(value).isEmpty && !type.show(value).isEmpty)
        }
    }

    @Test("takes its own samples, which differ", arguments: Everything.keys)
    func samples(key: String) throws {
        let type = Everything.type(key)
        let samples = (0..<4).map(type.sample)
        for sample in samples { #expect(try type.read(type.json(sample)) == sample) }
        #expect(Set(samples).count > 1)
    }

    @Test("describes its JSON in its schema", arguments: Everything.keys)
    func schema(key: String) throws {
        let type = Everything.type(key)
        let json = type.json(type.sample(1))
        let wanted: String =
            switch json {
            case .string: "string"
            case .integer: "integer"
            case .bool: "boolean"
            case .array: "array"
            case .object: "object"
            case .null, .number: "none"
            }
        #expect(type.schema["type"]?.string == wanted)
        let described = Set(type.schema["properties"]?.object.map { Array($0.keys) } ?? [])
        #expect(described.isSuperset(of: json.object.map { Array($0.keys) } ?? []))
        #expect(!type.name.isEmpty)
    }

    @Test("says what would be right when it is given something else", arguments: Everything.keys)
    func wrongShapes(key: String) {
        let type = Everything.type(key)
        let deep = (0..<60).reduce(JSON.object([:])) { inner, _ in ["a": inner] }
        for json in [JSON.bool(true), .integer(7), ["x": 1], [["x": 1]], [[true]], .string("?"), deep] {
            do {
                let value = try type.read(json)
                #expect((try? type.read(type.json(value))) == value, "\(json) was taken as \(value)")
            } catch {
                #expect(!error.code.isEmpty)
                #expect(error.message.hasSuffix(".") && error.message.count < 400, "\(error.message)")
            }
        }
    }

    @Test("refuses the character NUL", arguments: Everything.keys)
    func nul(key: String) {
        let type = Everything.type(key)
        for text in ["a\0b", "https://a.example/\0", "2026-01-01\0", "1\0", "PER-1\0", "yes\0", "a;b\0", "P1D\0"] {
            #expect(throws: FieldProblem.self) { try type.read(.string(text)) }
            #expect(throws: FieldProblem.self) { try type.parse(text) }
        }
    }
}

/// JSON that a field of `Everything` takes.
enum RandomJSON {
    static func value(for key: String, _ number: Int, using random: inout Seeded) -> JSON {
        func some(_ count: ClosedRange<Int>, _ make: (inout Seeded) -> JSON) -> JSON {
            .array((0..<Int.random(in: count, using: &random)).map { _ in make(&random) })
        }
        switch key {
        case "texts": return some(1...5) { text(Int.random(in: 0..<1_000, using: &$0), using: &$0) }
        case "choices": return some(1...4) { value(for: "choice", 0, using: &$0) }
        case "references", "laters": return some(1...5) { reference("PER", using: &$0) }
        case "anyRecords": return some(1...5) { reference("SYS", using: &$0) }
        case "rows": return some(1...3) { row(using: &$0) }
        case "files": return some(1...3) { file(using: &$0) }
        case "row": return row(using: &random)
        case "attachment": return file(using: &random)
        case "reference", "later", "anyRecord": return reference("PER", using: &random)
        case "text", "prose": return text(number, using: &random)
        default: return single(key, using: &random)
        }
    }

    private static func single(_ key: String, using random: inout Seeded) -> JSON {
        switch key {
        case "number": decimal(using: &random)
        case "integer": .integer(Int64.random(in: -5...5_000, using: &random))
        case "percent": .string("\(Int.random(in: 0...99, using: &random)).\(Int.random(in: 0...999, using: &random))")
        case "money": ["amount": decimal(using: &random), "currency": "EUR"]
        case "flag": .bool(Bool.random(using: &random))
        case "choice": .string((Genre.allCases.randomElement(using: &random) ?? .novel).rawValue)
        case "date": .string(day(using: &random).description)
        case "moment":
            Bool.random(using: &random)
                ? .string(day(using: &random).description)
                : .string("\(day(using: &random))T12:30:\(Int.random(in: 10...59, using: &random)).5+02:00")
        case "period":
            .string(
                "P\(Int.random(in: 0...99_999, using: &random))M\(Int.random(in: 0...500_000, using: &random))W"
                    + "T\(Int.random(in: 0...100_000, using: &random))H\(Int.random(in: 1...100_000, using: &random))S")
        default: .string("https://a.example/\(Int.random(in: 0...999, using: &random));[x]?q=\"é\"&{}#\\")
        }
    }

    private static func decimal(using random: inout Seeded) -> JSON {
        let texts = [
            "0", "-0", "0.10", "1e25", "1E-7", "-12.50", "+3", "007", "1e-400", "123456789012345678901234567890.5",
            "1.7976931348623157e308", String(repeating: "9", count: 300),
        ]
        return Bool.random(using: &random)
            ? .string(texts.randomElement(using: &random) ?? "1")
            : [.integer(Int64.random(in: .min ... .max, using: &random)), .number("0.25"), .number("-1.5")]
                .randomElement(using: &random) ?? .integer(1)
    }

    private static func day(using random: inout Seeded) -> Day {
        Day(number: Int.random(in: Day.first.number...Day.last.number, using: &random))
    }

    /// Each nasty text, then any scalars at all.
    private static func text(_ number: Int, using random: inout Seeded) -> JSON {
        if number < Nasty.texts.count { return .string(Nasty.texts[number]) }
        let scalars = (0..<Int.random(in: 1...30, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 1...(Bool.random(using: &random) ? 0x7F : 0x2FFF), using: &random))
        }
        return .string("x" + String(String.UnicodeScalarView(scalars)) + "x")
    }

    private static func reference(_ prefix: String, using random: inout Seeded) -> JSON {
        .string("\(prefix)-\(Int.random(in: 1...999_999_999, using: &random))")
    }

    private static func row(using random: inout Seeded) -> JSON {
        var members: [String: JSON] = ["label": text(Int.random(in: 0..<40, using: &random), using: &random)]
        if Bool.random(using: &random) { members["weight"] = decimal(using: &random) }
        if Bool.random(using: &random) { members["keeper"] = reference("PER", using: &random) }
        if Bool.random(using: &random) { members["days"] = ["Monday; or not", "[Friday]"] }
        if Bool.random(using: &random) { members["inner"] = [["on": "2026-01-01"], ["by": "PER-002"]] }
        return .object(members)
    }

    private static func file(using random: inout Seeded) -> JSON {
        let names = ["report.pdf", "Bericht März.docx", "a;b[1].txt", "資料.xlsx", "..a", "e\u{301}.md", "\"x\".csv"]
        return [
            "name": .string(names.randomElement(using: &random) ?? "a"),
            "sha256": .string(Digest(of: [UInt8.random(in: 0...255, using: &random)]).hex),
            "size": .integer(Int64.random(in: 0...Int64.max, using: &random)), "mime": "application/vnd.x+json",
        ]
    }
}
