import Exchange
import Testing

@Suite("A table read from CSV")
struct CSVReaderTests {
    private func table(_ text: String, _ reading: TableReading = .init()) throws -> Table {
        try CSVReader.table(DecodedText(Array(text.utf8)), reading)
    }

    private func notice(_ code: Notice.Code, in table: Table) -> Notice? {
        table.notices.first { $0.code == code }
    }

    private func delimiter(_ text: String) throws -> CSVDialect.Delimiter? {
        guard case .csv(let dialect) = try table(text).source else { return nil }
        return dialect.delimiter
    }

    @Test("has numbered columns and rows that know their line")
    func numbers() throws {
        let read = try table("name, purpose \n\"A\nB\",x\n\nC,y\n")
        #expect(read.columns == [.init(number: 1, header: "name"), .init(number: 2, header: " purpose ")])
        #expect(read.rows.map(\.number) == [1, 2])
        #expect(read.rows.map(\.line) == [2, 5])
        #expect(read.rows.map(\.cells) == [["A\nB", "x"], ["C", "y"]])
        #expect(notice(.blankLines, in: read)?.lines == [4])
    }

    @Test("finds its delimiter by the regular width of its records")
    func delimiters() throws {
        #expect(try delimiter("a,b,c\n1,2,3\n") == .comma)
        #expect(try delimiter("a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n") == .semicolon)
        #expect(try delimiter("name\tnote\nBot\tHello, dear, world\nCat\tyes; no\n") == .tab)
        #expect(try delimiter("a|b|c\nx, y|z|w, v\nq|r|s\n") == .pipe)
        #expect(try delimiter("a;b;c;d\n\"x,y\";2;3;4\n\"p,q\";6;7;8\n") == .semicolon)
        #expect(try delimiter("\"n,x\";\"p,y\"\n\"a,b\";\"c,d\"\n") == .semicolon)
        #expect(try delimiter("a;b;c;d,e\n1;2;3;4,5\n") == .semicolon)
        #expect(try delimiter("only\none\ncolumn, here\n") == .comma)
        #expect(try delimiter("a,b\n\"x;y\nz;w\",2\n\"p;q\",3\n") == .comma)
    }

    @Test("follows a stated delimiter")
    func statedDelimiter() throws {
        var reading = TableReading()
        reading.delimiter = .pipe
        #expect(try table("a,b|c,d\n1,2|3,4\n", reading).columns.map(\.header) == ["a,b", "c,d"])
    }

    @Test("obeys a first line that names the delimiter", arguments: ["sep=;\n", "SEP=;\r\n", "\"sep=;\"\n"])
    func delimiterLine(line: String) throws {
        let read = try table("\(line)a,b;c\n1,2;3\n")
        #expect(read.columns.map(\.header) == ["a,b", "c"])
        #expect(read.rows.first?.line == 3)
        #expect(notice(.delimiterLine, in: read) != nil)
    }

    /// Fields that a table is likely to be for.
    private var expecting: TableReading {
        var reading = TableReading()
        reading.expect([
            TargetField(key: "name", label: "Name", content: .text),
            TargetField(key: "intendedPurpose", label: "Intended purpose", content: .text, words: .init(["purpose"])),
        ])
        return reading
    }

    @Test("takes lines with one text above a line that names fields as its titles")
    func titles() throws {
        let text = "AI inventory,,\n,,\nAs of May,,\nname,purpose,unit\nA,b,c\n"
        let read = try table(text, expecting)
        #expect(read.headerLine == 4)
        #expect(read.columns.map(\.header) == ["name", "purpose", "unit"])
        #expect(read.rows.map(\.cells) == [["A", "b", "c"]])
        #expect(notice(.titleLines, in: read)?.message.contains("AI inventory / As of May") == true)
        #expect(notice(.titleLines, in: read)?.lines == [1, 2, 3])
        let above = try table(",,\nname,purpose,unit\nA,b,c\n", expecting)
        #expect(notice(.titleLines, in: above)?.message == "Lines above the header hold no text.")
    }

    @Test(
        "loses no row to a header that names fewer columns than there are",
        arguments: ["Name,,\nA,x,y\nB,z,w\n", "Name\nA,x,1\nB,y,2\n", "Name,,\nA,,\nB,z,w\n"])
    func fewNames(text: String) throws {
        let read = try table(text, expecting)
        #expect(read.headerLine == 1)
        #expect(read.rows.map { $0.text(inColumn: 1) } == ["A", "B"])
        #expect(notice(.titleLines, in: read)?.message.contains("Line 1 is taken as the header") == true)
    }

    @Test("has its header on the line that is stated, or is refused")
    func statedHeader() throws {
        var reading = TableReading()
        reading.headerLine = 3
        let read = try table("Our systems,,\n\na,b,c\n1,2,3\n", reading)
        #expect(read.columns.map(\.header) == ["a", "b", "c"])
        #expect(read.rows.map(\.cells) == [["1", "2", "3"]])
        reading.headerLine = 2
        #expect(throws: TableProblem.self) { try table("Our systems,,\n\na,b,c\n1,2,3\n", reading) }
    }

    @Test("loses no cell of a ragged row and notes the row")
    func ragged() throws {
        let read = try table("a,b,c\n1,2,3\n1\n1,2,3,4,5\n1,2,3,,\n")
        #expect(read.rows.map(\.cells) == [["1", "2", "3"], ["1"], ["1", "2", "3", "4", "5"], ["1", "2", "3"]])
        #expect(notice(.shortRows, in: read)?.rows == [2])
        #expect(notice(.longRows, in: read)?.rows == [3])
        #expect(read.rows[1].text(inColumn: 3) == "")
        #expect(read.rows[2].text(inColumn: 5) == "5")
        #expect(read.rows[2].text(inColumn: 0) == "")
    }

    @Test("drops columns at its end only when they hold nothing at all")
    func emptyColumns() throws {
        let bare = try table("a,b,,\n1,2,,\n3,4,,\n")
        #expect(bare.columns.count == 2)
        #expect(bare.rows.map(\.cells.count) == [2, 2])
        #expect(notice(.emptyColumns, in: bare) != nil)
        let filled = try table("a,b,,\n1,2,x,\n3,4,,\n")
        #expect(filled.columns.map(\.header) == ["a", "b", ""])
        #expect(filled.rows[0].text(inColumn: 3) == "x")
        #expect(notice(.emptyHeaders, in: filled)?.message.hasSuffix("3.") == true)
    }

    @Test("tells equal headers apart by number")
    func equalHeaders() throws {
        let read = try table("a,If other,b,If other \n1,2,3,4\n")
        #expect(read.columns.map(\.number) == [1, 2, 3, 4])
        #expect(notice(.duplicateHeaders, in: read)?.message.contains("Columns 2, 4") == true)
    }

    @Test("leaves out rows without any text and repeated headers, and notes twins and totals")
    func oddRows() throws {
        let read = try table("a,b,\n1,2\n , \n a,b\n1,2\n3,4\n , \nSumme,,7\nTotal,x\n")
        #expect(read.rows.map(\.number) == [1, 2, 3, 4, 5])
        #expect(read.rows.map(\.line) == [2, 5, 6, 8, 9])
        #expect(notice(.emptyRows, in: read)?.message == "2 rows without any text are left out.")
        #expect(notice(.emptyRows, in: read)?.lines == [3, 7])
        #expect(notice(.repeatedHeader, in: read)?.lines == [4])
        #expect(notice(.identicalRows, in: read)?.rows == [1, 2])
        #expect(notice(.totalRows, in: read)?.rows == [4])
        #expect(try table("name\nname\nx\n").rows.count == 2)
    }

    @Test("finds the header below titles, contacts and groups of columns, and makes none of a row")
    func headerBelow() throws {
        var reading = TableReading()
        reading.expect([
            TargetField(key: "name", label: "Name", content: .text),
            TargetField(key: "purpose", label: "Purpose", content: .text, words: FieldWords(["Zweck"])),
        ])
        func lines(_ text: String) throws -> [Int?] {
            let read = try table(text, reading)
            return [read.headerLine] + read.rows.map(\.line)
        }
        let titles = "Register;;;;;\nStand: 2025;Kontakt: x@y.example;;;;\n;Allgemein;;Betrieb;;\n"
        #expect(try lines(titles + "Nr.;Name;Zweck;Seit;Wer;Kosten\n1;a;b;c;d;e\n") == [4, 5])
        // As full as what would be the header, or naming a field itself: then it is the header.
        #expect(try lines("Nr.;Titel;Was\n1;Name;Zweck\n") == [1, 2])
        #expect(try lines("Name;;;\nx;Name;Zweck;z\n") == [1, 2])
    }

    @Test("does not take texts for equal that only look so")
    func composed() throws {
        let read = try table("a,b\ncaf\u{E9},1\ncafe\u{301},1\n")
        #expect(notice(.identicalRows, in: read) == nil)
    }

    @Test("notes the rows where characters were lost, garbled or are no text")
    func oddCharacters() throws {
        let read = try table("a,b\nok,é ’ —\nno\u{FFFD},1\nitâ€™s,2\nfÃ©e,3\nnul\u{0},4\n")
        #expect(notice(.lostCharacters, in: read)?.rows == [2])
        #expect(notice(.garbledCharacters, in: read)?.rows == [3, 4])
        #expect(notice(.controlCharacters, in: read)?.rows == [5])
    }

    @Test("knows the rows of bytes that the encoding does not explain")
    func rowsOfBytes() throws {
        let bytes = Array("a,b\n1,\"x\n".utf8) + [0x81] + Array("\"\n2,y\n3,".utf8) + [0x9D] + Array("\n".utf8)
        let read = try CSVReader.table(DecodedText(bytes))
        #expect(notice(.undefinedBytes, in: read)?.rows == [1, 3])
    }

    @Test("recognises dialects that depart from the standard only where they fit better")
    func dialects() throws {
        let spaced = try table("a, \"b\", c\n1, \"x, y\", 2\n3, \"z, w\", 4\n")
        #expect(spaced.rows.map { $0.cells[1] } == ["x, y", "z, w"])
        let escaped = try table("a,b\n\"say \\\"hi, you\\\"\",1\n\"\\\"a, b\\\"\",2\n")
        #expect(escaped.rows.map { $0.cells[0] } == ["say \"hi, you\"", "\"a, b\""])
        let folders = try table("a,b\n\"C:\\temp\\\",1\n\"D:\\\",2\n")
        #expect(folders.rows.map { $0.cells[0] } == ["C:\\temp\\", "D:\\"])
    }

    @Test("is refused without a header, with too many rows, with an open quote")
    func refusals() {
        func code(_ text: String, _ reading: TableReading = .init()) -> TableProblem.Code? {
            #expect(throws: TableProblem.self) { try table(text, reading) }?.code
        }
        #expect(code("\n\n") == .noHeader)
        #expect(code(" ,\n1,2\n") == .noHeader)
        #expect(code("a,b\n1,\"2\n") == .unterminatedQuote)
        var reading = TableReading()
        reading.limits.rows = 2
        #expect(code("a\n1\n2\n3\n", reading) == .tooManyRows)
        #expect(throws: Never.self) { try table("a\n1\n2\n", reading) }
    }
}
