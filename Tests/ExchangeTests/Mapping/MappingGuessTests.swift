import Exchange
import Testing

@Suite("A guessed mapping")
struct MappingGuessTests {
    private let fields: [TargetField] = [
        field("name", .text), field("versionLine", .text), field("description", .text), field("intendedPurpose", .text),
        field("intendedUsers", .text, isList: true), field("technique", .choice(["deep learning", "agent"])),
        field("sourcing", .choice(["in-house", "embedded vendor", "open-source"])), field("personalData", .flag),
        field("publicFacing", .flag), field("impactLevel", .choice(["Low", "High"])), field("reportLink", .text),
        field("registeredOn", .day), field("firstDeployedOn", .day),
        TargetField(key: "suppliers", label: "Suppliers", content: .text, isList: true, isFillable: false),
    ]

    private static func field(_ key: String, _ content: CellContent, isList: Bool = false) -> TargetField {
        TargetField(
            key: key, label: key, content: content, isList: isList, words: SystemWords.words[key] ?? FieldWords())
    }

    private func guess(_ rows: [[String]]) throws -> MappingGuess {
        var writer = CSVWriter()
        for row in rows { writer.append(row) }
        return MappingGuess(fields, for: try CSVReader.table(DecodedText(writer.bytes)))
    }

    /// Column numbers by field.
    private func columns(_ guess: MappingGuess) -> [String: Int] {
        let pairs = guess.proposals.compactMap { proposal in proposal.field.map { ($0, proposal.column.number) } }
        return Dictionary(pairs) { _, _ in -1 }
    }

    @Test("finds name, purpose and key of a federal inventory of 2023")
    func federal2023() throws {
        let found = try guess([
            [
                "Use_Case_ID", "Department_Code", "Agency", "Office", "Title", "Summary", "Development_Stage",
                "Techniques", "Source_Code", "Department",
            ],
            [
                "DHS-1", "DHS", "Customs", "", "Curated data", "Makes data", "Initiation", "Image generation", "",
                "Homeland",
            ],
            ["DHS-2", "DHS", "Customs", "", "Babel", "Reads text", "", "NLP", "", "Homeland"],
        ])
        #expect(columns(found) == ["name": 5, "intendedPurpose": 6])
        #expect(found.key.map(\.number) == [1])
    }

    @Test("finds name and purpose among the questions of a federal inventory of 2024")
    func federal2024() throws {
        let found = try guess([
            [
                "Use Case Name", "Agency", "What is the intended purpose and expected benefits of the AI?",
                "Describe the AI system’s outputs.", "Stage of Development", "Date Implemented",
                "Was the AI system involved in this use case developed (or is it to be developed) under contract(s) or in-house? ",
                "Is this AI use case supporting a High-Impact Service Provider (HISP) public-facing service?",
                "Does this AI use case involve personally identifiable information (PII) that is maintained by the agency?",
                "If Other, please explain.", "System Name", "If Other, please explain.",
            ],
            [
                "Babel", "DHS", "Reads text", "Words", "Initiated", "10/1/2023", "Developed in-house.", "No", "Yes", "",
                "CBS", "",
            ],
            ["Counter", "DOI", "Counts birds", "Numbers", "Retired", "9/30/2023", "", "No", "No", "", "CBS", "x"],
        ])
        #expect(columns(found) == ["name": 1, "intendedPurpose": 3, "firstDeployedOn": 6])
        let date = found.proposals.first { $0.field == "firstDeployedOn" }
        #expect(date?.datePattern?.pattern.description == "M/d/yyyy")
        #expect(found.mapping(register: "systems").columns.allSatisfy { $0.rules == CellRules() })
        #expect(found.key == [])
    }

    @Test("fills no second field from a column, and says that a name stands in many rows")
    func common2025() throws {
        let found = try guess([
            [
                "Agency", "AI Use Case", "Agency Use (Y/N)?", "Name of Commercial Product or Service Used",
                "Estimated # of Licenses/Users",
            ],
            ["Energy", "Scheduling meetings using AI.", "Y", "Copilot", "1-100"],
            ["Energy", "Sorting incoming mail using AI.", "N", "", ""],
            ["Labor", "Scheduling meetings using AI.", "N", "", ""],
            ["Labor", "Sorting incoming mail using AI.", "N", "", ""],
            ["State", "Sorting incoming mail using AI.", "N", "", ""],
        ])
        #expect(columns(found) == ["name": 2])
        #expect(found.mapping(register: "systems").columns.count == 5)
        #expect(found.proposals[1].confidence < MappingGuess.leastCertainty)
        #expect(found.proposals[1].reason.hasSuffix("2 different texts in 5 rows"))
    }

    @Test(
        "takes what only counts the rows for no key",
        arguments: [("Nr.", []), ("Lfd. Nr.", []), ("No.", []), ("ID", [1]), ("Inventory code", [1])])
    func runningNumber(header: String, key: [Int]) throws {
        let counted = try guess([[header, "Name"], ["1", "a"], ["2", "b"], ["3", "c"], ["Summe", "3"]])
        #expect(counted.key.map(\.number) == key)
        let told = try guess([[header, "Name"], ["4711", "a"], ["4712", "b"], ["4713", "c"]])
        #expect(told.key.map(\.number) == [1])
    }

    @Test("finds title and purpose in Dutch, German and French")
    func languages() throws {
        let dutch = try guess([
            ["doel", "geregistreerd", "id", "impactassessment", "organisatie", "status", "title", "url"],
            ["Controleren", "2024-01-17", "114", "Ja", "Politie", "in_gebruik", "Scanauto", "https://a.example"],
            ["Helpen", "2024-02-17", "115", "Onbekend", "Politie", "in_gebruik", "Hulp", "https://b.example"],
        ])
        #expect(columns(dutch) == ["intendedPurpose": 1, "registeredOn": 2, "name": 7, "reportLink": 8])
        #expect(dutch.key.map(\.number) == [3])
        let german = try guess([
            ["Nr.", "Bezeichnung", "Zweckbestimmung", "Inbetriebnahme", "Personenbezogene Daten", "Zuständig"],
            ["1", "Prüfer", "Prüft Anträge", "1.3.2021", "ja", "Amt 3"],
            ["2", "Zähler", "Zählt", "5.4.2022", "nein", "Amt 4"],
        ])
        #expect(
            columns(german) == ["name": 2, "intendedPurpose": 3, "firstDeployedOn": 4, "personalData": 5])
        let french = try guess([
            ["Intitulé", "Finalite\u{301}", "Mise en service", "Données à caractère personnel"],
            ["Tri", "Trier", "2021", "oui"], ["Aide", "Aider", "2022", "non"],
        ])
        #expect(
            columns(french) == ["name": 1, "intendedPurpose": 2, "firstDeployedOn": 3, "personalData": 4])
    }

    @Test("never gives two columns to one field, and takes the one further left of equals")
    func oneColumnEach() throws {
        let found = try guess([["Name", "Title", "Purpose", "purpose"], ["a", "b", "c", "d"], ["e", "f", "g", "h"]])
        #expect(columns(found) == ["name": 1, "intendedPurpose": 3])
    }

    @Test(
        "leaves a column alone when its header speaks of something else",
        arguments: [
            "Owner Name", "Supplier", "Suppliers", "Number of intended users", "System owner", "Purpose code",
            "Use Case ID",
            "Risk level", "Impact level?", "Users trained", "Notes", "Model ID", "Purpose approval date", "",
        ])
    func leftAlone(header: String) throws {
        let found = try guess([["Title", header], ["a", "x"], ["b", "y"]])
        #expect(columns(found) == ["name": 1])
    }

    @Test("leaves a column alone when its texts do not suit the field")
    func contents() throws {
        let found = try guess([
            ["Name", "Personal data", "Date implemented", "Sourcing", "Technique"],
            ["a", "names, addresses", "on-going", "contract", "deep learning"],
            ["b", "none known", "soon", "in-house", "Deep Learning"],
        ])
        #expect(columns(found) == ["name": 1, "technique": 5])
        let empty = try guess([["Name", "Personal data", "Public facing service"], ["a", "", ""], ["b", "N/A", ""]])
        #expect(columns(empty) == ["name": 1, "personalData": 2])
    }

    @Test("does not decide about personal data by a header that speaks of more")
    func personalData() throws {
        let header = "Does the system use personally identifiable information (PII) that is maintained by the agency?"
        let found = try guess([["Name", header], ["a", "no"], ["b", "no"]])
        #expect(columns(found) == ["name": 1])
    }

    @Test("prefers a name that every row has")
    func fullNames() throws {
        let found = try guess([["System Name", "Use Case Name"], ["", "a"], ["", "b"], ["S", "c"]])
        #expect(columns(found) == ["name": 2])
    }

    @Test("says how sure it is and why")
    func reasons() throws {
        let found = try guess([["Name", "Public facing", "Other"], ["a", "yes", "x"], ["b", "no", "y"]])
        #expect(found.proposals.map(\.confidence) == [100, 100, 0])
        #expect(found.proposals[1].reason == "the header is \"public facing\"; 100 % are yes and no")
        #expect(found.proposals[2].field == nil)
    }

    @Test("is a mapping that fits the table it was guessed from")
    func fits() throws {
        let table = try TableReader.table(Array("Name,Purpose,\na,b,c\nd,e,f\n".utf8))
        let mapping = MappingGuess(fields, for: table).mapping(register: "systems")
        let again = try ColumnMapping(parsing: Array(mapping.text.utf8))
        #expect(throws: Never.self) { try BoundMapping(again, to: table, fields: fields) }
        #expect(again.columns.map(\.field) == ["name", "intendedPurpose", nil])
    }
}
