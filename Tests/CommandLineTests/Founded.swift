import Testing

extension Workbench {
    static let manager = "Ines Aldermoor <ines.aldermoor@brightwater.example>"

    /// Founds the organization every test begins with.
    @discardableResult
    func found(in folder: String = "data") throws -> Answer {
        let answer = try hallmark(
            "init", "--data", folder, "--name", "Brightwater Regional Authority", "--manager", Workbench.manager,
            "--time-zone", "Europe/Dublin")
        try #require(answer.code == 0, "\(answer)")
        return answer
    }

    /// Founds it and brings in the inventory below.
    func foundWithSystems() throws {
        try found()
        try write(Inventory.bytes, to: "systems.csv")
        let answer = try hallmark("import", "systems.csv", "--as", "systems", "--commit")
        try #require(answer.code == 0, "\(answer)")
    }
}

/// An inventory as somebody kept it: Windows-1252 without a mark, semicolons, line breaks in cells, two headers of one text,
/// namesakes, a row that stands there twice, dates of many shapes, and names that try to steer the terminal.
enum Inventory {
    static let rowCount = 7

    static var bytes: [UInt8] {
        rows.joined(separator: "\r\n").unicodeScalars.map { scalar in
            // The few signs of this file that Windows-1252 has elsewhere than Unicode.
            switch scalar {
            case "€": 0x80
            case "–": 0x96
            case "’": 0x92
            default: UInt8(truncatingIfNeeded: scalar.value)
            }
        }
    }

    private static let rows = [
        "System name;What it is for;Who answers for it;In use since;Cost;Notes;Notes ",
        "Leak Finder;\"Listens to the mains\nand says where a pipe leaks.\";Síle Dunmarrow;03/04/2022;€ 48.000;;contract ends 2027",
        "Leak Finder;Tells a household that its use looks like a leak indoors.;Aoife Lindenbrook;12.05.23;;same name, other purpose;",
        "Café;\"Answers questions about bills – people’s debts too\";n/a;Q2 2023;31.500;;",
        "Café;\"Answers questions about bills – people’s debts too\";n/a;Q2 2023;31.500;;",
        "\"Red \u{1B}[31malert\u{1B}]0;owned\u{07}\";Rings;;2024-02-29;;\u{A0};-",
        "\(String(repeating: "A very long name ", count: 20));Is long;;31/02/2025;;;",
        ";Nobody gave it a name;;;;;",
    ]
}
