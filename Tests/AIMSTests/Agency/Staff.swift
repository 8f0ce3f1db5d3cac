import AIMS
import Records

/// The people of the agency, in the order in which they are entered.
extension RecordID {
    /// AIMS manager, founder.
    static let nora: RecordID = "PER-001"
    /// Top management.
    static let ilse: RecordID = "PER-002"
    static let mateus: RecordID = "PER-003"
    /// System owner.
    static let tomasz: RecordID = "PER-004"
    /// Risk owner.
    static let aisha: RecordID = "PER-005"
    /// Developer.
    static let jonas: RecordID = "PER-006"
    /// Validator.
    static let priya: RecordID = "PER-007"
    /// Data owner.
    static let luca: RecordID = "PER-008"
    /// Security officer.
    static let eva: RecordID = "PER-009"
    /// Privacy officer.
    static let bram: RecordID = "PER-010"
    /// Legal counsel.
    static let clara: RecordID = "PER-011"
    /// Supplier manager.
    static let marek: RecordID = "PER-012"
    /// Incident manager.
    static let diego: RecordID = "PER-013"
    /// Internal auditor.
    static let samuel: RecordID = "PER-014"
    /// Competence administrator.
    static let hanna: RecordID = "PER-015"
    /// Technical administrator.
    static let yara: RecordID = "PER-016"
    /// Second data owner.
    static let ruth: RecordID = "PER-017"
    /// Works here, holds no role.
    static let kees: RecordID = "PER-018"
}

extension Agency {
    static let people: [(name: String, role: RoleCode?)] = [
        ("Nora Lindqvist", .manager), ("Ilse Brandt", .topManagement), ("Mateus Prado", .topManagement),
        ("Tomasz Wrona", .systemOwner), ("Aisha Rahmani", .riskOwner), ("Jonas Feld", .developer),
        ("Priya Nandakumar", .validator), ("Luca Moretti", .dataOwner), ("Eva Kranz", .security),
        ("Bram de Wit", .privacy), ("Clara Iversen", .legal), ("Marek Dvorak", .procurement),
        ("Diego Santos", .incidents), ("Samuel Okafor", .internalAuditor), ("Hanna Vos", .competence),
        ("Yara Haddad", .administrator), ("Ruth Adler", .dataOwner), ("Kees Jansen", nil),
    ]

    static func founded() throws -> Agency {
        var agency = Agency()
        let founding = Founding(
            organization: "Example Agency", timeZone: "UTC", managerName: people[0].name,
            managerEmail: "nora@agency.example")
        guard let day = Day(agency.day) else { return agency }
        try agency.run(founding.command(on: day, at: agency.now, known: .signedIn))
        return agency
    }

    /// Everybody entered, with an account, and in their role.
    static func staffed() throws -> Agency { try staff.get() }

    /// Made once; every test goes on with a copy.
    private static let staff = Result { try enteringEverybody() }

    private static func enteringEverybody() throws -> Agency {
        var agency = try founded()
        for (number, person) in people.enumerated().dropFirst() {
            let id = RecordID(prefix: "PER", number: number + 1, digits: 3)
            try agency.create(
                Person.self,
                [
                    "name": person.name, "kind": "employee", "inAIMSscope": "yes", "startDate": "2026-03-02",
                    "manager": "PER-001",
                ])
            try agency.create(Account.self, ["person": id.text, "kind": "person"])
            if let role = person.role {
                try agency.appoint(id, role, activatedBy: id == .mateus ? .ilse : .nora)
            }
        }
        return agency
    }

    /// An assignment on its whole way to Active.
    @discardableResult
    mutating func appoint(
        _ person: RecordID, _ role: RoleCode, _ values: [String: String] = ["scope": "AIMS"],
        activatedBy appointer: RecordID = .nora
    ) throws(Refusal) -> RecordID {
        let definition = view().all(RoleDefinition.self).first { $0.code == role.code }
        let all = values.merging(
            ["role": definition?.id.text ?? "", "person": person.text, "appointmentEvidence": "decision of the board"]
        ) { first, _ in first }
        let id = try create(RoleAssignment.self, all)
        try step(id, "accept", by: person)
        try step(id, "activate", by: appointer)
        return id
    }
}
