import Exchange
import Testing

@Suite("A header that is the name of a field")
struct OwnHeaderTests {
    private static let fields = [
        TargetField(key: "name", label: "Name", content: .text),
        TargetField(key: "scopeDecision", label: "Scope decision", content: .choice(["in", "out"])),
        TargetField(key: "scopeReason", label: "Reason for the scope decision", content: .text),
        TargetField(key: "versionLine", label: "Version line", content: .text, words: FieldWords(["version"])),
        TargetField(key: "files", label: "Files", content: .text, isFillable: false, words: FieldWords()),
        TargetField(key: "filing", label: "Filing", content: .text, words: FieldWords(["files"])),
    ]

    private static func fields(of text: String) throws -> [String: String] {
        let guess = MappingGuess(fields, for: try TableReader.table(Array(text.utf8)))
        return Dictionary(
            guess.proposals.compactMap { found in found.field.map { (found.column.header, $0) } }
        ) { one, _ in one }
    }

    @Test(
        "fills that field or none, whatever other words fit",
        arguments: ["scopeDecision", "Scope decision", "scope_decision"])
    func nowhere(header: String) throws {
        #expect(try Self.fields(of: "name,\(header)\nA,in\nB,maybe\n") == ["name": "name"])
        #expect(try Self.fields(of: "name,\(header)\nA,in\nB,out\n") == ["name": "name", header: "scopeDecision"])
    }

    @Test("fills none when a table cannot fill it")
    func unfillable() throws {
        #expect(try Self.fields(of: "name,files\nA,x\n") == ["name": "name"])
    }

    @Test("is what Hallmark says of a record in an export of its own, and no field")
    func ownExport() throws {
        let record = #"{"id": "SYS-1", "name": "A", "version": 2, "state": "Idea", "updatedAt": "2026-01-01"}"#
        let own = "{\"format\": \"hallmark-records/1\", \"kind\": \"AISystem\", \"records\": [\(record)]}"
        #expect(try TableReader.table(Array(own.utf8)).source == .records)
        #expect(try Self.fields(of: own) == ["name": "name"])
        #expect(try Self.fields(of: "[\(record)]") == ["name": "name", "version": "versionLine"], "somebody else's")
    }

    @Test("stands for itself in what is said about the file")
    func noticed() throws {
        let table = try TableReader.table(Array("na\u{1}me,x\nA,1\nB,\u{2}\n".utf8))
        let notice = try #require(table.notices.first { $0.code == .controlCharacters })
        #expect(notice.rows == [0, 2])
        #expect(notice.place == "header and row 2")
    }
}

@Suite("A number in JSON")
struct JSONNumberTests {
    @Test(
        "is kept word for word, whatever its size",
        arguments: ["1e400", "-0", "0.10", "1E+5", "123456789012345678901234567890.5e-9999", "-1.0e-2"])
    func kept(number: String) throws {
        let table = try TableReader.table(Array("[{\"name\": \"N\", \"x\": \(number)}]".utf8))
        #expect(table.rows[0].cells == ["N", number])
    }

    @Test(
        "is none when it is not written as JSON writes numbers",
        arguments: ["01", "1.", ".5", "+1", "1e", "-", "1e+", "0x1", "NaN"])
    func refused(number: String) {
        #expect(throws: TableProblem.self) {
            try TableReader.table(Array("[{\"name\": \"N\", \"x\": \(number)}]".utf8))
        }
    }
}
