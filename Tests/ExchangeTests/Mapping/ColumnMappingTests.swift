import Exchange
import Testing

@Suite("A mapping file")
struct ColumnMappingTests {
    private let example = """
        {"format": "hallmark-mapping/1", "register": "systems", "key": ["Id", 3],
         "columns": [
           {"column": 1, "header": "Name", "field": "name"},
           {"column": 2, "field": "firstDeployedOn", "date": "M/d/yyyy", "choices": {"n/a": null}},
           {"header": "Users", "field": "intendedUsers", "list": "commas"},
           {"column": 4, "header": "Other", "field": null}]}
        """

    private func problems(_ text: String) -> [MappingProblem] {
        let refused = #expect(throws: MappingRefused.self) { try ColumnMapping(parsing: Array(text.utf8)) }
        return refused?.problems ?? []
    }

    private func problems(inColumn column: String) -> [String] {
        let start = "{\"format\": \"hallmark-mapping/1\", \"register\": \"systems\", \"columns\": ["
        return problems("\(start)\n\(column)]}").map(\.description)
    }

    @Test("is read with numbers, headers and rules")
    func reads() throws {
        let mapping = try ColumnMapping(parsing: Array(example.utf8))
        #expect(mapping.register == "systems")
        #expect(mapping.key == [.init(header: "Id"), .init(number: 3)])
        #expect(mapping.columns.map(\.field) == ["name", "firstDeployedOn", "intendedUsers", nil])
        #expect(mapping.columns[1].rules.date == DatePattern("M/d/yyyy"))
        #expect(mapping.columns[1].rules.choices == ["n/a": nil])
        #expect(mapping.columns[2].rules.list == .commas)
        #expect(mapping.columns[2].reference == .init(header: "Users"))
        #expect(mapping.columns.map(\.line) == [3, 4, 5, 6])
    }

    @Test("is written so that people can read it and that it reads back the same")
    func writes() throws {
        var mapping = try ColumnMapping(parsing: Array(example.utf8))
        for index in mapping.columns.indices { mapping.columns[index].line = nil }
        var again = try ColumnMapping(parsing: Array(mapping.text.utf8))
        for index in again.columns.indices { again.columns[index].line = nil }
        #expect(again == mapping)
        #expect(
            mapping.text == """
                {
                  "format": "hallmark-mapping/1",
                  "register": "systems",
                  "key": ["Id", 3],
                  "columns": [
                    {"column": 1, "header": "Name", "field": "name"},
                    {"column": 2, "field": "firstDeployedOn", "date": "M/d/yyyy", "choices": {"n/a": null}},
                    {"header": "Users", "field": "intendedUsers", "list": "commas"},
                    {"column": 4, "header": "Other", "field": null}
                  ]
                }

                """)
    }

    @Test(
        "is refused with the place of each mistake",
        arguments: [
            ("{\"column\": 1, \"feild\": \"name\", \"field\": null}", "line 2, columns[0].feild"),
            ("{\"column\": 0, \"field\": \"name\"}", "line 2, columns[0].column"),
            ("{\"column\": \"1\", \"field\": \"name\"}", "line 2, columns[0].column"),
            ("{\"header\": 1, \"field\": \"name\"}", "line 2, columns[0].header"),
            ("{\"field\": \"name\"}", "line 2, columns[0]:"), ("{\"column\": 1}", "line 2, columns[0].field"),
            ("{\"column\": 1, \"field\": 1}", "line 2, columns[0].field"),
            ("{\"column\": 1, \"field\": \"d\", \"date\": \"MM/yyyy\"}", "line 2, columns[0].date"),
            ("{\"column\": 1, \"field\": \"l\", \"list\": \"tabs\"}", "line 2, columns[0].list"),
            ("{\"column\": 1, \"field\": \"c\", \"choices\": [1]}", "line 2, columns[0].choices"),
            ("{\"column\": 1, \"field\": \"c\", \"choices\": {\"a\": 1}}", "line 2, columns[0].choices.a"),
            ("{\"column\": 1, \"field\": null, \"list\": \"lines\"}", "line 2, columns[0]:"),
            ("7", "line 2, columns[0]:"),
        ])
    func mistakes(column: String, place: String) {
        let found = problems(inColumn: column)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.hasPrefix(place) })
    }

    @Test("is refused as a whole when it is something else")
    func foreign() {
        #expect(problems("[1]").map(\.line) == [1])
        #expect(
            problems("{\"format\": \"hallmark-mapping/2\", \"register\": \"x\", \"columns\": []}").map(\.place) == [
                "format"
            ])
        #expect(problems("{}").map(\.place) == ["format", "register", "columns"])
        #expect(problems("{\n \"format\": oops}").first?.line == 2)
        #expect(
            problems(
                "{\"format\": \"hallmark-mapping/1\", \"register\": \"x\", \"columns\": [], \"key\": [0], \"x\": 1}"
            )
            .map(\.place) == ["x", "key[0]"])
        #expect(problems("{} {}").count == 1)
    }
}
