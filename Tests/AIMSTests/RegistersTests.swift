import AIMS
import Foundation
import Ledger
import Records
import Testing

@Suite("The registers")
struct RegistersTests {
    @Test("are declared without a mistake")
    func problems() {
        #expect(Declarations.aims.problems == [])
    }

    @Test("and those announced for later are all the catalogue knows")
    func names() throws {
        let names = try Catalogue.kinds().map(\.name)
        #expect(names.count == 176)
        #expect(Set(names) == Declarations.aims.later.union(Declarations.aims.kinds.map(\.name)))
    }

    @Test("have the fields, codes, references and states that the catalogue binds", arguments: try Catalogue.declared())
    func catalogue(entry: CatalogueKind) throws {
        let kind = try #require(Declarations.aims.kind(named: entry.name))
        #expect(kind.name == entry.name)
        // A verdict serves whatever it judges; the catalogue gives no clause of the standard for it.
        if kind.name != "Verdict" { #expect(kind.about.clauses == entry.clauses) }
        #expect(kind.lifecycle.states.map(\.name) == entry.states)
        #expect(entry.fields.flatMap { $0.differences(from: kind.field($0.name)) } == [])
    }

    @Test("have no field beyond the catalogue but the one that stands in for a register of later")
    func additions() throws {
        let known = Set(try Catalogue.kinds().flatMap { kind in kind.fields.map { "\(kind.name).\($0.name)" } })
        let ours = Declarations.aims.kinds.flatMap { kind in kind.ownFields.map { "\(kind.name).\($0.key)" } }
        #expect(Set(ours).subtracting(known) == ["AISystem.affectedPeople"])
    }

    @Test("show each of their fields in exactly one section", arguments: Declarations.aims.kinds.map(\.name))
    func sections(name: String) throws {
        let kind = try #require(Declarations.aims.kind(named: name))
        let shown = kind.about.sections.flatMap(\.keys)
        #expect(shown.sorted() == kind.ownFields.map(\.key).sorted())
        #expect((3...5).contains(kind.about.columns.count))
    }

    @Test("seal prose and texts about people, and not what identifies things")
    func personal() {
        func isPersonal(_ kind: String, _ key: String) -> Bool? {
            Declarations.aims.kind(named: kind)?.field(key)?.specification.isPersonal
        }
        #expect(isPersonal("Person", "name") == true)
        #expect(isPersonal("Person", "email") == true)
        #expect(isPersonal("AISystem", "description") == true)
        #expect(isPersonal("AISystem", "noPersonsAffected") == true)
        #expect(isPersonal("AISystem", "name") == false)
        #expect(isPersonal("Policy", "versionLabel") == false)
        #expect(isPersonal("RoleDefinition", "code") == false)
    }

    @Test("leave dates of approval, effect and closing, reviews and digests out of what an approval speaks of")
    func contentFields() {
        let outside = Declarations.aims.kinds.flatMap { kind in
            kind.ownFields.filter { !$0.specification.isContent }.map { "\(kind.name).\($0.key)" }
        }
        let named = [
            "Policy.effectiveFrom", "RiskCriteria.effectiveFrom", "ScopeStatement.validFrom", "ScopeStatement.reviews",
            "RiskAssessment.approvedOn", "RiskAssessment.closedOn", "RiskAssessment.snapshotHash",
            "Parameter.validFrom",
            "AISystem.useApprovedOn", "AISystem.firstDeployedOn", "AISystem.lifecycleState",
        ]
        #expect(Set(named).subtracting(outside) == [])
    }

    @Test("name their states in words")
    func labels() {
        #expect(Policy.State.inReview.label == "In review")
        #expect(AISystem.State.deploymentApproval.label == "Deployment approval")
        #expect(Policy.State.draft.label == "Draft")
    }
}

/// Facts about kinds, as the record specification states them.
enum Catalogue {
    static func json(_ name: String) throws -> JSON {
        let url = try #require(Bundle.module.url(forResource: "Catalogue/\(name)", withExtension: "json"))
        return try JSON(parsing: Array(Data(contentsOf: url)))
    }

    static func declared() throws -> [CatalogueKind] {
        try kinds().filter { Declarations.aims.kind(named: $0.name) != nil }
    }

    static func kinds() throws -> [CatalogueKind] {
        let kinds = try json("kinds").array ?? []
        return kinds.map(CatalogueKind.init)
    }
}

struct CatalogueKind: Sendable, CustomTestStringConvertible {
    let name: String
    let clauses: [String]
    let fields: [CatalogueField]
    let states: [String]

    init(_ json: JSON) {
        name = json["kind"]?.string ?? ""
        clauses = json["clauses"]?.array?.compactMap(\.string).flatMap(CatalogueKind.single) ?? []
        fields = json["fields"]?.array?.map(CatalogueField.init) ?? []
        states = json["states"]?.array?.compactMap(\.string) ?? []
    }

    var testDescription: String { name }

    /// `A.7.2–A.7.4` is A.7.2, A.7.3 and A.7.4.
    private static func single(_ clauses: String) -> [String] {
        let ends = clauses.split(separator: "–").map { $0.split(separator: ".") }
        guard ends.count == 2, let first = ends[0].last.flatMap({ Int($0) }),
            let last = ends[1].last.flatMap({ Int($0) })
        else { return [clauses] }
        return (first...last).map { "\(ends[0].dropLast().joined(separator: ".")).\($0)" }
    }
}

struct CatalogueField: Sendable {
    let name: String
    let isList: Bool
    let isFlag: Bool
    let isPeriod: Bool
    let choices: [String]
    let reference: String?
    let children: [CatalogueField]

    init(_ json: JSON) {
        name = json["name"]?.string ?? ""
        isList = json["list"]?.bool ?? false
        isFlag = json["flag"]?.bool ?? false
        isPeriod = json["format"]?.string == "period"
        choices = json["choices"]?.array?.compactMap(\.string) ?? []
        reference = json["reference"]?.string
        children = json["children"]?.array?.map(CatalogueField.init) ?? []
    }

    /// Where a declared field is not what the catalogue says.
    func differences(from field: DeclaredField?) -> [String] {
        guard let field else { return ["\(name) is missing"] }
        var found: [String] = []
        var shape = field.type.shape
        if case .list(let element) = shape {
            shape = element
            // A child that lists codes may be a list where the catalogue says nothing of it.
            if !isList, !["roles", "informed"].contains(name) { found.append("\(name) is a list") }
        } else if isList {
            found.append("\(name) is no list")
        }
        if isFlag, shape != .flag { found.append("\(name) is no flag") }
        if isPeriod, field.type.name != "period" { found.append("\(name) is no period") }
        if let reference, field.type.targets != [.kind(reference)] {
            found.append("\(name) does not point to \(reference)")
        }
        if !choices.isEmpty, !agrees(shape) { found.append("\(name) has other codes: \(shape)") }
        let layout = field.type.layout
        return found
            + children.flatMap { child in child.differences(from: layout?.field(child.name)).map { "\(name).\($0)" } }
    }

    private func agrees(_ shape: FieldShape) -> Bool {
        guard case .choice(let codes) = shape else { return false }
        switch choices {
        // The catalogue names the numbered list of the standard, not each number.
        case ["C.3.x"]: return codes == (1...7).map { "C.3.\($0)" }
        case ["C.2.x"]: return codes == (1...11).map { "C.2.\($0)" }
        default: return codes == choices
        }
    }
}
