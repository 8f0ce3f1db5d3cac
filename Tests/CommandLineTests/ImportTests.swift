import Ledger
import Testing

@Suite("Import from the command line")
struct ImportTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.found()
    }

    @Test("a mapping is written, changed by a person, and obeyed")
    func mapping() throws {
        try bench.write(Inventory.bytes, to: "systems.csv")
        let saved = try bench.hallmark("import", "systems.csv", "--as", "systems", "--save-map", "map.json")
        #expect(saved.code == 0, "\(saved)")
        #expect(try bench.hallmark("import", "systems.csv", "--as", "systems", "--save-map", "map.json").code == 4)
        let text = try bench.text(of: "map.json")
        #expect(text.contains("\"firstDeployedOn\""))
        try bench.write(
            text.replacing(
                "\"field\": \"firstDeployedOn\"", with: "\"field\": \"firstDeployedOn\", \"date\": \"dd/MM/yyyy\""),
            to: "map.json")
        #expect(
            try bench.hallmark("import", "systems.csv", "--as", "systems", "--map", "map.json", "--commit").code == 0)
        #expect(
            try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["firstDeployedOn"] == "2022-04-03")
    }

    @Test("a file in which nothing names a record is another thing: it becomes no nameless ones")
    func anotherThing() throws {
        try bench.write("# Notes\n\nSome text\nabout something\n", to: "README.md")
        let preview = try bench.hallmark("import", "README.md", "--as", "systems")
        #expect(preview.output.contains("no column fills “Name” (name)"), "\(preview)")
        let refused = try bench.hallmark("import", "README.md", "--as", "systems", "--commit")
        #expect(refused.code == 4 && refused.errors.contains("No column fills “Name” (name)"), "\(refused)")
        #expect(try bench.hallmark("list", "systems", "--format", "json").json["count"] == 0)
    }

    @Test("where no column fills a field, no records come of the rows, also of a kind that needs no name")
    func nothingFilled() throws {
        try bench.write("Ref,Finding\n1,x\n2,y\n", to: "findings.csv")
        let preview = try bench.hallmark("import", "findings.csv", "--as", "evidence")
        #expect(preview.output.contains("nothing can come in so: no column fills a field"), "\(preview)")
        let refused = try bench.hallmark("import", "findings.csv", "--as", "evidence", "--commit")
        #expect(refused.code == 4 && refused.errors.contains("No column fills a field of evidence"), "\(refused)")
        #expect(try bench.hallmark("list", "evidence", "--format", "json").json["count"] == 0)
        try bench.write("ref_id;name;description\nR.1;Loss of a key person;x\n", to: "risks.csv")
        #expect(try bench.hallmark("import", "risks.csv", "--as", "risks", "--commit").code == 0)
        #expect(
            try bench.hallmark("show", "RISK-1", "--format", "json").json["record"]?["title"] == "Loss of a key person")
    }

    @Test("a mapping names the kind, and fills what was kept when it was brought in without it")
    func betterMapping() throws {
        try bench.write(Inventory.bytes, to: "systems.csv")
        let first = try bench.hallmark("import", "systems.csv", "--as", "systems", "--save-map", "map.json", "--commit")
        #expect(first.code == 0, "\(first)")
        #expect(
            try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["firstDeployedOn"] == nil)
        try bench.write(
            try bench.text(of: "map.json").replacing(
                "\"field\": \"firstDeployedOn\"", with: "\"field\": \"firstDeployedOn\", \"date\": \"dd/MM/yyyy\""),
            to: "map.json")
        #expect(try bench.hallmark("import", "systems.csv", "--map", "map.json", "--commit").code == 0)
        #expect(
            try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["firstDeployedOn"] == "2022-04-03")
    }

    @Test("two imports of one file at once bring every row in once")
    func atOnce() throws {
        try bench.write(Inventory.bytes, to: "systems.csv")
        // Both have opened the ledger before either gets to read the table.
        let answer = try bench.shell(
            """
            mkfifo one two
            hallmark import one --as systems --commit & first=$!
            hallmark import two --as systems --commit & second=$!
            exec 3>one 4>two
            cat systems.csv >&3; cat systems.csv >&4
            exec 3>&- 4>&-
            wait $first && wait $second
            """)
        #expect(answer.code == 0, "\(answer)")
        #expect(answer.output.contains("7 rows are there already"), "\(answer)")
        let list = try bench.hallmark("list", "systems", "--format", "json")
        #expect(try list.json["count"]?.integer == Int64(Inventory.rowCount))
    }

    @Test("no table says who read what: it is refused, with the way to record one act")
    func testimony() throws {
        try bench.write("person,record,at\nPER-005,POL-1,2026-03-02\n", to: "read.csv")
        for words in [[], ["--commit"]] {
            let answer = try bench.hallmark(list: ["import", "read.csv", "--as", "acknowledgements"] + words)
            #expect(answer.code == 3, "\(answer)")
            #expect(answer.errors.contains("hallmark create acknowledgements --set … --at DAY --whose PERSON"))
        }
        #expect(try bench.hallmark("list", "acknowledgements", "--format", "json").json["count"] == 0)
    }

    @Test("accounts and assignments that were exported come in again, people and roles included")
    func again() throws {
        for kind in ["accounts", "assignments"] {
            func records() throws -> [JSON] {
                try bench.hallmark("export", kind, "--format", "json").json["records"]?.array ?? []
            }
            #expect(try bench.hallmark("export", kind, "--to", "\(kind).csv").code == 0)
            let answer = try bench.hallmark("import", "\(kind).csv", "--as", kind, "--commit")
            #expect(answer.code == 0, "\(answer)")
            let (first, again) = (try #require(try records().first), try #require(try records().last))
            #expect(first["id"] != again["id"])
            for field in ["person", "role", "kind", "scope"] {
                #expect(again[field] == first[field], "\(kind) \(field)")
            }
        }
    }

    @Test("what breaks a rule is shown, refused with its row, and taken in when whoever imports says so")
    func exceptions() throws {
        try bench.write("name\nAnother\n", to: "list.csv")
        let words = ["import", "list.csv", "--as", "organizations"]
        let preview = try bench.hallmark(list: words)
        #expect(preview.output.contains("There is an organization already"), "\(preview)")
        #expect(preview.output.contains("--accept-exceptions --commit"), "\(preview)")
        let refused = try bench.hallmark(list: words + ["--commit"])
        #expect(refused.code == 3, "\(refused)")
        for part in ["Row 1, line 2:", "Nothing was changed.", "--accept-exceptions --commit"] {
            #expect(refused.errors.contains(part), "\(refused)")
        }
        let taken = try bench.hallmark(list: words + ["--accept-exceptions", "--commit"])
        #expect(taken.code == 0 && taken.output.contains("There is an organization already"), "\(taken)")
    }

    @Test("the line of the header is said, stated, and kept in a mapping")
    func headerLine() throws {
        try bench.write("Our systems,,\nTool,Use,Team\nFlood Watch,Warns,North\n", to: "list.csv")
        let first = try bench.hallmark("import", "list.csv", "--as", "systems")
        #expect(first.output.contains("Header    line 1"), "\(first)")
        let stated = try bench.hallmark(
            "import", "list.csv", "--as", "systems", "--header", "2", "--save-map", "map.json")
        #expect(stated.output.contains("holds 1 row in 3 columns"), "\(stated)")
        #expect(stated.output.contains("--header 2 --commit"), "\(stated)")
        #expect(try bench.text(of: "map.json").contains("\"header\": 2"))
        let mapped = try bench.hallmark("import", "list.csv", "--map", "map.json", "--commit")
        #expect(mapped.code == 0, "\(mapped)")
        #expect(try bench.hallmark("list", "systems", "--format", "json").json["count"] == 1)
        #expect(try bench.hallmark("import", "list.csv", "--as", "systems", "--header", "9").code == 4)
    }

    private static func mapping(_ register: String, _ columns: String) -> String {
        "{\"format\": \"hallmark-mapping/1\", \"register\": \"\(register)\", \"columns\": [\(columns)]}"
    }

    private static let wrongMappings: [(text: String, named: String)] = [
        ("{}", "format"), ("[]", "map.json"), (mapping("systems", "{\"column\": 99, \"field\": \"name\"}"), "99"),
        (mapping("systems", "{\"column\": 1, \"field\": \"nmae\"}"), "nmae"), (mapping("people", ""), "people"),
    ]

    @Test("a mapping that does not fit is refused with its places, and changes nothing", arguments: wrongMappings)
    func wrongMapping(text: String, named: String) throws {
        try bench.write(Inventory.bytes, to: "systems.csv")
        try bench.write(text, to: "map.json")
        let answer = try bench.hallmark("import", "systems.csv", "--as", "systems", "--map", "map.json", "--commit")
        #expect(answer.code == 4, "\(answer)")
        #expect(answer.errors.contains(named), "\(answer)")
        #expect(try bench.hallmark("list", "systems", "--format", "json").json["count"] == 0)
    }

    private static let noTables: [(text: String, named: String)] = [
        ("", "systems.csv"), ("PK\u{3}\u{4}\u{14}\u{0}", "systems.csv"), ("name\n\"never closed", "line 2"),
        ("{\"a\": 1, \"a\": 2}", "systems.csv"), ("[{\"name\": ", "line 1"),
        (String(repeating: "[", count: 100_000), "systems.csv"),
    ]

    @Test("a file that is no table is refused with its place, and changes nothing", arguments: noTables)
    func noTable(text: String, named: String) throws {
        try bench.write(text, to: "systems.csv")
        let answer = try bench.hallmark("import", "systems.csv", "--as", "systems", "--commit")
        #expect(answer.code == 4, "\(answer)")
        #expect(answer.errors.contains(named), "\(answer)")
        #expect(try bench.hallmark("list", "systems", "--format", "json").json["count"] == 0)
    }

    @Test("a missing file, a folder and an unknown kind are said")
    func wrongPlaces() throws {
        #expect(try bench.hallmark("import", "nowhere.csv", "--as", "systems").code == 7)
        #expect(try bench.hallmark("import", "data", "--as", "systems").code == 4)
        let kind = try bench.hallmark("import", "nowhere.csv", "--as", "sytems")
        #expect(kind.code == 7)
        #expect(kind.errors.contains("Did you mean systems?"))
    }

    @Test("a table comes from standard input, from JSON, and with what is said about it")
    func sources() throws {
        let piped = try bench.hallmark("import", "-", "--as", "systems", "--commit", input: "name,purpose\nA,B\n")
        #expect(piped.code == 0, "\(piped)")
        try bench.write(#"{"data": {"items": [{"name": "C"}, {"name": "D"}]}, "more": [{"x": 1}]}"#, to: "list.json")
        let listed = try bench.hallmark("import", "list.json", "--as", "systems", "--list", "data.items", "--commit")
        #expect(listed.code == 0, "\(listed)")
        try bench.write("name|note\nE|a;b,c\n", to: "odd.csv")
        let odd = try bench.hallmark(
            "import", "odd.csv", "--as", "systems", "--delimiter", "pipe", "--encoding", "latin1", "--commit")
        #expect(odd.code == 0, "\(odd)")
        let names = try bench.hallmark("list", "systems", "--format", "json").json["records"]?.array?.map { $0["name"] }
        #expect(names == ["A", "C", "D", "E"])
    }

    @Test("rows are shown as many as asked for")
    func rows() throws {
        try bench.write(Inventory.bytes, to: "systems.csv")
        func rows(_ choice: String) throws -> Int? {
            try bench.hallmark("import", "systems.csv", "--as", "systems", "--rows", choice, "--format", "json").json[
                "rows"]?.array?.count
        }
        #expect(try rows("all") == Inventory.rowCount)
        #expect(try rows("2") == 2)
        #expect(try rows("0") == 0)
        #expect(try rows("doubts") ?? 0 < Inventory.rowCount)
    }

    @Test("a list from a hospital: titles and groups above the header, a running number, the header again, a total")
    func hospital() throws {
        try bench.write(
            """
            Klinikum Musterstadt;;;;;
            Stand: 31.12.2025;Kontakt: ki@klinik.example;;;;
            ;Allgemein;;Betrieb;;
            Lfd. Nr.;Name des Systems;Zweckbestimmung;In Betrieb seit;Verantwortlich;Kosten (EUR)
            1;Lungenrundherd-CAD;Markiert Herde im CT;15.03.2022;Dr. Weiß;12.500,00
            2;Bettenplanung;"Plant Betten
            und Säle";Q1 2024;Hr. Groß;4.300,50
            Lfd. Nr.;Name des Systems;Zweckbestimmung;In Betrieb seit;Verantwortlich;Kosten (EUR)
            3;Terminbot;Vergibt Termine;k.A.;Dr. Weiß;750,00
            Summe;3 Systeme;;;;17.550,50
            """, to: "klinik.csv")
        let answer = try bench.hallmark("import", "klinik.csv", "--as", "systems")
        for text in [
            "Header    line 4", "Key       None", "1 row repeats the header and is left out",
            "Rows that begin like a total. If they are none of the things listed, take them out of the file (row 4).",
            "4 become new records.",
        ] {
            #expect(answer.output.contains(text), "\(answer)")
        }
        let fields = try bench.hallmark("import", "klinik.csv", "--as", "systems", "--format", "json").json["columns"]
        #expect(
            (fields?.array ?? []).map { $0["fields"]?[0]?.string } == [
                nil, "name", "intendedPurpose", "firstDeployedOn", nil, nil,
            ])
    }

    @Test("a guess that is no more than that is said to be one")
    func guesses() throws {
        let rows = (1...9).map { "Office \($0),Sorting mail,Mailer" }.joined(separator: "\n")
        try bench.write("Office,AI Use Case,Remarks\n\(rows)\n", to: "common.csv")
        let answer = try bench.hallmark("import", "common.csv", "--as", "systems")
        #expect(answer.output.contains("Look at column 2 before you bring anything in"), "\(answer)")
        #expect(answer.output.contains("1 different text in 9 rows"), "\(answer)")
        #expect(!answer.output.contains("intendedPurpose"), "\(answer)")
    }

    @Test("what cannot come from a table says why, and how it moves")
    func wordsOfPeople() throws {
        #expect(try bench.hallmark("export", "approvals", "--to", "a.csv").code == 0)
        let answer = try bench.hallmark("import", "a.csv", "--as", "approvals")
        #expect(answer.code == 3, "\(answer)")
        #expect(answer.errors.contains("each is the word of one person"), "\(answer)")
        #expect(answer.errors.contains("hallmark export --all FILE.zip"), "\(answer)")
    }
}
