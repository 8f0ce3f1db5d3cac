import Exchange
import Testing

@Suite("The records of a CSV text")
struct CSVRecordsTests {
    private func records(
        _ text: String, _ dialect: CSVDialect = .init(.comma), limits: TableLimits = .standard
    ) throws -> [CSVRecord] {
        var reader = CSVRecords(of: Array(text.utf8), dialect, limits: limits)
        var all: [CSVRecord] = []
        while let record = try reader.next() { all.append(record) }
        return all
    }

    private func cells(_ text: String, _ dialect: CSVDialect = .init(.comma)) throws -> [[String]] {
        try records(text, dialect).map(\.cells)
    }

    @Test("end with CR LF, LF or CR, the last one also with the file", arguments: ["\r\n", "\n", "\r"])
    func ends(end: String) throws {
        #expect(try cells("a,b\(end)c,d\(end)") == [["a", "b"], ["c", "d"]])
        #expect(try cells("a,b\(end)c,") == [["a", "b"], ["c", ""]])
        #expect(try records("a\(end)\"x\(end)y\"\(end)z").map(\.line) == [1, 2, 4])
    }

    @Test("hold quoted cells with delimiters, line breaks and doubled quotes")
    func quoted() throws {
        #expect(try cells("\"a,b\",\"c\nd\",\"e\"\"f\",\"\"\"\",\"\"\n") == [["a,b", "c\nd", "e\"f", "\"", ""]])
        #expect(try cells("\"a\r\nb\"") == [["a\r\nb"]])
    }

    @Test("keep a quote inside an unquoted cell as text and say so")
    func strayQuote() throws {
        let found = try records("5\" pipe,b\nc,d\n")
        #expect(found.map(\.cells) == [["5\" pipe", "b"], ["c", "d"]])
        #expect(found.map(\.hasStrayQuotes) == [true, false])
    }

    @Test("keep a cell with text behind its closing quote as it is")
    func textBehindQuote() throws {
        let found = try records("\"Smith\" & Co,b\n\"a\"  ,b\n")
        #expect(found.map(\.cells) == [["\"Smith\" & Co", "b"], ["a", "b"]])
        #expect(found.map(\.hasStrayQuotes) == [true, false])
    }

    @Test("are refused when a quote is never closed, with the line that opened it")
    func unterminated() {
        let problem = #expect(throws: TableProblem.self) { try records("a,b\nc,d\ne,\"f\ng,h\n") }
        #expect(problem?.code == .unterminatedQuote)
        #expect(problem?.line == 3)
    }

    @Test("may escape quotes with a backslash or stand behind spaces when the dialect says so")
    func liberties() throws {
        var dialect = CSVDialect(.comma)
        #expect(try cells("\"C:\\\",b", dialect) == [["C:\\", "b"]])
        dialect.escapesWithBackslash = true
        #expect(try cells("\"say \\\"hi\\\", ok\",b", dialect) == [["say \"hi\", ok", "b"]])
        dialect.allowsSpaceBeforeQuote = true
        #expect(try cells("a,  \"b,c\", d", dialect) == [["a", "b,c", " d"]])
    }

    @Test("are refused beyond the limits, and only beyond")
    func limits() throws {
        var limits = TableLimits.standard
        (limits.columns, limits.cellBytes) = (3, 4)
        #expect(try records("1,2,3\nabcd\n", limits: limits).count == 2)
        func code(_ text: String) -> TableProblem.Code? {
            #expect(throws: TableProblem.self) { try records(text, limits: limits) }?.code
        }
        #expect(code("1,2,3,4") == .tooManyColumns)
        #expect(code("abcde") == .cellTooLong)
        #expect(code("\"abcde\"") == .cellTooLong)
    }
}
