import Exchange
import Testing

@Suite("A table read from JSON")
struct JSONTableTests {
    private func table(_ text: String, _ reading: TableReading = .init()) throws -> Table {
        try TableReader.table(Array(text.utf8), reading)
    }

    private func problem(_ text: String, _ reading: TableReading = .init()) -> TableProblem? {
        #expect(throws: TableProblem.self) { try table(text, reading) }
    }

    @Test("has the objects of a list as rows and their members as columns, in the order of first appearance")
    func listOfObjects() throws {
        let read = try table("[\n {\"b\": \"1\", \"a\": \"2\"},\n\n {\"c\": \"3\", \"a\": \"4\"}\n]")
        #expect(read.source == .json(list: nil))
        #expect(read.columns.map(\.header) == ["b", "a", "c"])
        #expect(read.columns.map(\.number) == [1, 2, 3])
        #expect(read.rows.map(\.cells) == [["1", "2"], ["", "4", "3"]])
        #expect(read.rows.map(\.line) == [2, 4])
        #expect(read.rows.map(\.number) == [1, 2])
    }

    @Test("is refused when there is one value and no object", arguments: ["5", "\"x\"", " null\n", "true"])
    func scalars(text: String) {
        #expect(problem(text)?.code == .noList)
    }

    @Test("leaves out objects in which nothing stands")
    func emptyObjects() throws {
        let read = try table("[{\"a\": 1}, {}, {\"a\": null}, {\"a\": 2}]")
        #expect(read.rows.map(\.cells) == [["1"], ["2"]])
        #expect(read.notices.first { $0.code == .emptyRows }?.message == "2 rows without any text are left out.")
    }

    @Test("finds the only list in an object, says which it is and what stands beside it")
    func onlyList() throws {
        let read = try table("{\"count\": 9, \"data\": {\"items\": [{\"a\": 1}], \"next\": null}, \"tags\": [\"x\"]}")
        #expect(read.source == .json(list: "data.items"))
        #expect(read.rows.map(\.cells) == [["1"]])
        #expect(try table("{\"a\": [], \"b\": [{\"c\": 1}]}").source == .json(list: "b"))
        let notice = read.notices.first { $0.code == .list }
        #expect(notice?.message.contains("\"data.items\"") == true)
        #expect(notice?.message.contains("count = 9, tags") == true)
    }

    @Test("needs to be told which of several lists holds the rows")
    func severalLists() throws {
        let text = "{\"systems\": [{\"a\": 1}], \"people\": [{\"b\": 2}]}"
        #expect(problem(text)?.code == .severalLists)
        #expect(problem(text)?.message.contains("\"systems\", \"people\"") == true)
        var reading = TableReading()
        reading.list = "people"
        #expect(try table(text, reading).columns.map(\.header) == ["b"])
        reading.list = "models"
        #expect(problem(text, reading)?.code == .noList)
    }

    @Test("may have one object a line, or be one flat object")
    func lines() throws {
        let read = try table("{\"a\": 1}\n{\"a\": 2, \"b\": true}\n")
        #expect(read.source == .jsonLines)
        #expect(read.rows.map(\.cells) == [["1"], ["2", "true"]])
        #expect(read.rows.map(\.line) == [1, 2])
        #expect(try table("{\"a\": \"x\", \"b\": [1]}").rows.map(\.cells) == [["x", "[1]"]])
    }

    @Test("keeps numbers as written, lists as JSON text, and nested members by path")
    func cells() throws {
        let read = try table(
            "[{\"n\": 1.50, \"big\": 12345678901234567890, \"t\": true, \"none\": null, \"l\": [\"é\", 2.0, {\"k\": []}], "
                + "\"o\": {\"p\": {\"q\": \"deep\"}, \"empty\": {}}}]")
        #expect(read.columns.map(\.header) == ["n", "big", "t", "none", "l", "o.p.q", "o.empty"])
        #expect(
            read.rows[0].cells
                == ["1.50", "12345678901234567890", "true", "", "[\"é\",2.0,{\"k\":[]}]", "deep", "{}"])
    }

    @Test("keeps a key with a point apart from a path that looks like it")
    func points() throws {
        let read = try table("[{\"a.b\": 1, \"a\": {\"b\": 2}}]")
        #expect(read.columns.map(\.header) == ["a.b", "a.b"])
        #expect(read.rows[0].cells == ["1", "2"])
    }

    @Test("reads escapes and surrogate pairs")
    func escapes() throws {
        #expect(try table(#"[{"a": "\u00e9\ud83d\ude00\n\"\\"}]"#).rows[0].cells == ["é😀\n\"\\"])
    }

    @Test(
        "is refused with line and column where it is malformed",
        arguments: [
            ("[{\"a\": 1},\n {\"a\": tru}]", 2, 8), ("[{\"a\": 1}\n {\"a\": 2}]", 2, 2), ("[{\"a\" 1}]", 1, 7),
            ("[{\"é\": 01}]", 1, 8), ("[\n{\"a\": \"x\ny\"}]", 2, 9), ("[{\"a\": \"\\ud800\"}]", 1, 9),
            ("[{\"a\": 1}", 1, 10), ("[{\"a\":", 1, 7), ("[{\"a\": 1, \"b\": 2, \"a\": 3}]", 1, 19),
            ("[{\"a\": \"x", 1, 10),
            ("[{\"a\": 1},]", 1, 11), ("[{a: 1}]", 1, 3), ("[{\"a\": 1}]]", 1, 11), ("{\"a\": 1} x", 1, 10),
        ])
    func malformed(text: String, line: Int, column: Int) {
        var reading = TableReading()
        reading.format = .json
        let found = problem(text, reading)
        #expect(found?.code == .malformedJSON)
        #expect(found?.line == line)
        #expect(found?.column == column)
    }

    @Test("is refused where there are no rows")
    func noRows() {
        #expect(problem("[]")?.code == .noList)
        #expect(problem("{}")?.code == .noList)
        #expect(problem("[1, 2]")?.code == .noList)
        #expect(problem("[{\"a\": 1},\n 2]")?.line == 2)
        #expect(problem("{\"settings\": {\"depth\": 1}}")?.code == .noList)
        #expect(problem("{\"a\": 1}\n[1]")?.code == .noList)
    }

    @Test("is refused beyond the limits, and only beyond")
    func limits() throws {
        var reading = TableReading()
        reading.limits.depth = 3
        #expect(throws: Never.self) { try table("[{\"a\": [1]}]", reading) }
        #expect(problem("[{\"a\": [[1]]}]", reading)?.code == .tooDeep)
        reading = .init()
        (reading.limits.rows, reading.limits.columns, reading.limits.cellBytes) = (2, 2, 3)
        #expect(throws: Never.self) { try table("[{\"a\": \"xyz\"}, {\"b\": 2}]", reading) }
        #expect(problem("[{\"a\": 1}, {\"a\": 1}, {\"a\": 1}]", reading)?.code == .tooManyRows)
        #expect(problem("[{\"a\": 1, \"b\": 1}, {\"c\": 1}]", reading)?.code == .tooManyColumns)
        #expect(problem("[{\"a\": \"wxyz\"}]", reading)?.code == .cellTooLong)
        let deep = String(repeating: "[", count: 100_000)
        #expect(problem(deep)?.code == .tooDeep)
    }

    @Test("is told apart from CSV by how it begins")
    func format() throws {
        #expect(try table("[ID],[Name]\n1,x\n").columns.map(\.header) == ["[ID]", "[Name]"])
        #expect(try table("{braces},b\n1,x\n").columns.map(\.header) == ["{braces}", "b"])
        #expect(try table(" \n[{\"a\": 1}]").source == .json(list: nil))
        #expect(problem("[[1, 2]]")?.code == .noList)
        var reading = TableReading()
        reading.format = .csv
        #expect(try table("[{\"a\": 1}]\nx\n", reading).columns.map(\.header) == ["[{\"a\": 1}]"])
    }
}
