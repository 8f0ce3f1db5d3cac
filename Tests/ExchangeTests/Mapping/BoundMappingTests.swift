import Exchange
import Testing

@Suite("A mapping applied to a table")
struct BoundMappingTests {
    private let fields = [
        TargetField(key: "name", label: "Name", content: .text),
        TargetField(key: "firstDeployedOn", label: "First deployed on", content: .day),
        TargetField(key: "intendedUsers", label: "Intended users", content: .text, isList: true),
        TargetField(key: "personalData", label: "Personal data", content: .flag),
        TargetField(key: "sourcing", label: "Sourcing", content: .choice(["in-house", "open-source"])),
        TargetField(key: "licences", label: "Licences", content: .number),
        TargetField(key: "models", label: "Models", content: .text, isList: true, isFillable: false),
    ]

    private func table(_ text: String) throws -> Table { try TableReader.table(Array(text.utf8)) }

    private func column(
        _ number: Int?, _ header: String? = nil, _ field: String?, _ change: (inout CellRules) -> Void = { _ in }
    ) -> ColumnMapping.Column {
        var rules = CellRules()
        change(&rules)
        return ColumnMapping.Column(.init(number: number, header: header), field: field, rules: rules)
    }

    private func problems(
        _ columns: [ColumnMapping.Column], key: [ColumnMapping.Reference] = [],
        in text: String = "Id,Name,Name,Begun\n1,a,b,c\n"
    ) throws -> [String] {
        let table = try table(text)
        let mapping = ColumnMapping(register: "systems", key: key, columns: columns)
        let refused = #expect(throws: MappingRefused.self) { try BoundMapping(mapping, to: table, fields: fields) }
        return refused?.problems.map(\.description) ?? []
    }

    @Test("reads each row, keeps what no field took, and asks")
    func rows() throws {
        let table = try table("Id,Name,Begun,Notes\n7, Bot ,10/1/2023,x,more\n8,Cat,2023-10-01,\n9,None,, \n")
        let mapping = ColumnMapping(
            register: "systems", key: [.init(header: "Id")],
            columns: [column(2, "Name", "name"), column(nil, "Begun", "firstDeployedOn"), column(4, "Notes", nil)])
        let bound = try BoundMapping(mapping, to: table, fields: fields)
        #expect(bound.readings(of: table.rows[0]).map(\.reading.values) == [[.text("Bot")], []])
        #expect(bound.readings(of: table.rows[1]).map(\.field.key) == ["name", "firstDeployedOn"])
        let kept = bound.kept(of: table.rows[0], in: table)
        #expect(kept.map(\.number) == [1, 3, 4, 5])
        #expect(kept.map(\.header) == ["Id", "Begun", "Notes", ""])
        #expect(kept.map(\.text) == ["7", "10/1/2023", "x", "more"])
        #expect(bound.kept(of: table.rows[1], in: table).map(\.text) == ["8"])
        #expect(bound.key(of: table.rows[0]) == ["7"])
        let doubts = table.rows.flatMap { bound.doubts(of: $0) }
        #expect(doubts.map(\.row) == [1, 3])
        #expect(doubts.map(\.column.number) == [3, 2])
        #expect(doubts.map(\.text) == ["10/1/2023", "None"])
    }

    @Test("asks the same of a cell once, however many items of its list raise it")
    func manyItems() throws {
        let list = String(repeating: "n/a; ", count: 1_000)
        let table = try table("Name,Users\na,\(list)Clerks\nb,n/a; N/A\n")
        let mapping = ColumnMapping(
            register: "systems", columns: [column(1, nil, "name"), column(2, nil, "intendedUsers")])
        let bound = try BoundMapping(mapping, to: table, fields: fields)
        #expect(table.rows.map { bound.doubts(of: $0).count } == [1, 1])
        #expect(bound.readings(of: table.rows[0])[1].reading.values.count == 1_001)
    }

    @Test("is refused where the header is another one, with both headers")
    func otherHeader() throws {
        let found = try problems([column(2, "Title", "name")])
        #expect(found == ["columns[0]: Column 2 is headed \"Name\" in the file and \"Title\" in the mapping."])
        let mapping = ColumnMapping(
            register: "systems", columns: [column(2, " Name\n", "name"), column(4, "Begun", nil)])
        let table = try table("Id,Name,Name,Begun\n1,a,b,c\n")
        #expect(throws: Never.self) { try BoundMapping(mapping, to: table, fields: fields) }
    }

    @Test(
        "is refused where a column is not there or not the only one",
        arguments: [
            (nil, "Nom", "has no column \"Nom\""), (nil, "Name", "Columns 2, 3 have this header"),
            (5, nil, "has 4 columns, no column 5"),
        ] as [(Int?, String?, String)])
    func noColumn(number: Int?, header: String?, expected: String) throws {
        let found = try problems([column(number, header, "name")])
        #expect(found.count == 1)
        #expect(found.first?.contains(expected) == true)
        #expect(try problems([], key: [.init(number: number, header: header)]).first?.hasPrefix("key[0]") == true)
    }

    @Test("is refused where a field is unknown, cannot be filled, or is filled twice")
    func fieldsRefused() throws {
        #expect(try problems([column(1, "nom")])[0].contains("no field \"nom\""))
        #expect(try problems([column(1, "Intended Users")])[0].contains("do you mean \"intendedUsers\""))
        #expect(try problems([column(1, "models")])[0].contains("cannot be filled"))
        #expect(try problems([column(1, "name"), column(2, "name")])[0].contains("filled by column 1"))
        let lists = ColumnMapping(register: "x", columns: [column(1, "intendedUsers"), column(2, "intendedUsers")])
        let table = try table("a,b\n1,2\n")
        #expect(throws: Never.self) { try BoundMapping(lists, to: table, fields: fields) }
    }

    @Test("is refused where a rule does not suit its field")
    func rulesRefused() throws {
        #expect(try problems([column(1, "name") { $0.date = DatePattern("M/d/yyyy") }])[0].contains("holds no date"))
        #expect(try problems([column(1, "name") { $0.list = .lines }])[0].contains("no list"))
        #expect(
            try problems([column(1, "sourcing") { $0.choices = ["a": "bought"] }])[0].contains("in-house, open-source"))
        #expect(
            try problems([column(1, "personalData") { $0.choices = ["a": "perhaps"] }])[0].contains("\"yes\" or \"no\"")
        )
        #expect(try problems([column(1, "firstDeployedOn") { $0.choices = ["a": "soon"] }])[0].contains("2024-02-29"))
        #expect(try problems([column(1, "licences") { $0.choices = ["a": "1,000"] }])[0].contains("a number"))
    }

    @Test("reports everything that is wrong together")
    func together() throws {
        #expect(try problems([column(9, "name"), column(1, "nom")], key: [.init(number: 8)]).count == 3)
    }

    private func column(
        _ number: Int, _ field: String, _ change: (inout CellRules) -> Void = { _ in }
    ) -> ColumnMapping.Column {
        column(number, nil, field, change)
    }
}
