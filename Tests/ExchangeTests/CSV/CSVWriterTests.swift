import Exchange
import Testing

@Suite("Written CSV")
struct CSVWriterTests {
    private func text(_ rows: [[String]], _ writer: CSVWriter = .init()) -> String {
        var writer = writer
        for row in rows { writer.append(row) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("quotes what it must and nothing else")
    func quotes() {
        #expect(text([["a", "b c", "d,e", "f\"g", "h\ni", "", "=1"]]) == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",,=1\r\n")
        #expect(text([["a,b", "c;d"]], .init(delimiter: .semicolon, lineEnd: .lf)) == "a,b;\"c;d\"\n")
    }

    @Test("reads back as it was, whatever is in the cells")
    func roundTrip() throws {
        let pieces = [
            "", "a", ",", "\"", "\n", "\r", "\r\n", " ", "\u{FEFF}", "sep=;", "[", "é", "'", "=", "\\", ";", "<html",
        ]
        var state: UInt64 = 42
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<500 {
            let width = next(4) + 1
            let rows = (0..<(next(5) + 1)).map { _ in
                (0..<width).map { _ in (0..<next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
            }
            var writer = CSVWriter(lineEnd: next(2) == 0 ? .lf : .crlf)
            for row in rows { writer.append(row) }
            var reader = CSVRecords(of: writer.bytes, .init(.comma))
            var again: [[String]] = []
            while let record = try reader.next() { again.append(record.cells) }
            #expect(again.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
            #expect(try Array(DecodedText(writer.bytes).utf8) == writer.bytes)
        }
    }

    @Test(
        "reads back as the same table, even where its first cell looks like something else",
        arguments: ["\u{FEFF}name", "sep=;", "[1]", " {\"a\"", "%PDF-", "<table>", "PK\u{3}\u{4}", "name"])
    func firstCell(header: String) throws {
        let read = try TableReader.table(Array(text([[header, "b"], ["1", "2"], ["3", "4"]]).utf8))
        #expect(read.columns.map(\.header) == [header, "b"])
        #expect(read.rows.map(\.cells) == [["1", "2"], ["3", "4"]])
    }

    @Test("of one column keeps its empty cells")
    func oneColumn() throws {
        var records = CSVRecords(of: Array(text([["a"], [""], ["x"]]).utf8), CSVDialect(.comma))
        var read: [[String]] = []
        while let record = try records.next() { read.append(record.cells) }
        #expect(read == [["a"], [""], ["x"]])
    }

    @Test(
        "for a spreadsheet holds no formula, and the guard can be taken away",
        arguments: [
            "=1+1", "+1", "-1+1", "@a", "\t=1", "\r1", "'=1", "''=1", "＝1", "'tis", "plain", "", "'", "a=1", " =1",
        ])
    func formulas(cell: String) {
        let guarded = FormulaGuard.protected(cell)
        #expect(FormulaGuard.unprotected(guarded) == cell)
        #expect(FormulaGuard.unprotected("=1") == "=1")
        let first = guarded.unicodeScalars.first
        #expect(!"=+-@\t\r＝".unicodeScalars.contains { $0 == first })
        #expect(text([[cell]], .init(protectsSpreadsheets: true)) == text([[guarded]]))
    }

    @Test("for a spreadsheet leaves a plain number alone", arguments: ["-1", "-0.25", "'-1", "-"])
    func numbers(cell: String) {
        #expect(FormulaGuard.protected(cell) == cell)
        #expect(FormulaGuard.unprotected(cell) == cell)
        #expect(!FormulaGuard.startsFormula(cell))
    }
}
