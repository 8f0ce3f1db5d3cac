import AIMS
import Exchange
import Ledger
import Organization
import Records
import Testing

@Suite("An import and the rules")
struct ImportRulesTests {
    private func plan<K: RecordKind>(
        _ text: String, as type: K.Type, _ workshop: Workshop, key: String? = nil
    ) throws -> ImportPlan {
        let kind = workshop.node.rules.declarations.kind(type)
        let table = try TableReader.table(Array(text.utf8))
        let fields = kind.targetFields(words: kind.name == "AISystem" ? SystemWords.words : [:])
        var mapping = MappingGuess(fields, for: table).mapping(register: kind.about.address)
        mapping.key = key.map { [.init(header: $0)] } ?? mapping.key
        let plan = ImportPlan(
            table, of: "list.csv", as: kind, mapping: try BoundMapping(mapping, to: table, fields: fields),
            view: workshop.node.view(), secret: Workshop.secret, now: workshop.clock.capabilities.now())
        return plan.tried(
            by: Workshop.ines, on: workshop.node.register, workshop.node.rules, now: workshop.clock.capabilities.now())
    }

    private func commit(_ plan: ImportPlan, _ workshop: Workshop, accepting: Bool = false) async throws {
        _ = try await workshop.node.bringIn(by: Workshop.ines, accepting: accepting) { _ in plan }
    }

    @Test("asks about what lies ahead of a field that tells of the past, keeps it word for word, and goes on")
    func ahead() async throws {
        let workshop = try await Workshop()
        let day = workshop.node.today.adding(days: 200)
        let systems = try plan(
            "name,Go-live date\nA,2023-04-01\nB,\(day)\n", as: AISystem.self, workshop)
        #expect(systems.rows.map(\.doubts.count) == [0, 1])
        #expect(systems.rows[1].doubts.first?.question.hasPrefix("Is that planned?") == true)
        #expect(systems.refused.isEmpty && systems.exceptional.isEmpty)
        try await commit(systems, workshop)
        #expect(try workshop.system(2)?.firstDeployedOn == nil)
        #expect(try workshop.system(2)?.unmapped?.map(\.text) == [day.description])
    }

    @Test("compares moments as moments: what is later on the same day has not happened")
    func moments() async throws {
        let workshop = try await Workshop()
        let later = workshop.clock.capabilities.now().adding(seconds: 60)
        let list = "at,entriesVerified,filesVerified\n\(later),46,2\n"
        let runs = try plan(list, as: IntegrityRun.self, workshop)
        #expect(runs.rows[0].doubts.count == 1)
        #expect(runs.refused.count == 1, "without its moment it would be a run of whoever imports")
        let kind = workshop.node.rules.declarations.kind(IntegrityRun.self)
        let values = try kind.assignments(
            fromText: [("at", later.description), ("entriesVerified", "46"), ("filesVerified", "2")])
        let told = Recording(
            at: .moment(workshop.clock.capabilities.now()), whose: Workshop.ines.person, source: "a list",
            acceptsExceptions: true)
        let failure = await #expect(throws: Failure.self) {
            try await workshop.node.submit(
                Command([.create(kind, state: nil, values: values)], by: Workshop.ines, recording: told))
        }
        #expect(failure?.message.contains("lies ahead") == true)
    }

    @Test("asks which day it was where a time with an offset lies on another day here")
    func offset() async throws {
        let workshop = try await Workshop()
        let list = """
            name,Go-live date
            A,2023-01-05T23:30:00-08:00
            B,2023-01-05T23:30:00+01:00
            C,2023-01-05T00:00:00+01:00
            """
        let systems = try plan(list, as: AISystem.self, workshop)
        #expect(systems.rows.map(\.doubts.count) == [1, 0, 0])
        #expect(systems.rows[0].doubts.first?.question.contains("here it was 2023-01-06") == true)
        try await commit(systems, workshop)
        #expect(try workshop.system(1)?.firstDeployedOn == nil)
        for number in 2...3 { #expect(try workshop.system(number)?.firstDeployedOn == Day("2023-01-05")) }
    }

    @Test("breaks no rule unless whoever imports says so, and says which row would break which")
    func exceptions() async throws {
        let workshop = try await Workshop()
        let size = workshop.node.register.size
        let second = try plan("name\nOther\n", as: Organization.self, workshop)
        #expect(second.rows.map { $0.exceptions.map(\.code) } == [["one"]])
        let failure = await #expect(throws: Failure.self) { try await commit(second, workshop) }
        #expect(failure?.message.contains("Row 1, line 2: There is an organization already") == true)
        #expect(workshop.node.register.size == size)
        try await commit(second, workshop, accepting: true)
        #expect(workshop.node.register.size > size)
    }

    @Test("names row, line and column of what the rules refuse, in the preview and at the commit")
    func refused() async throws {
        let workshop = try await Workshop()
        let list = "kind,source,grade\nlog,vault,E0\nlog,vault,E4\n"
        let evidence = try plan(list, as: Evidence.self, workshop)
        #expect(evidence.refused.map(\.number) == [2])
        let failure = await #expect(throws: Failure.self) { try await commit(evidence, workshop, accepting: true) }
        #expect(failure?.message.contains("Row 2, line 3: What is told is worth E3 at most") == true)
    }

    @Test("asks whether a person is one who is here already, and knows them by an e-mail that is the key")
    func people() async throws {
        let workshop = try await Workshop()
        let list = "name,email,jobTitle\nI. Aldermoor,INES@brightwater.example,Lead\n"
        let guessed = try plan(list, as: Person.self, workshop)
        #expect(guessed.creations == 1 && guessed.exceptional.isEmpty)
        #expect(guessed.rows[0].doubts.map(\.question).first?.contains("PER-001 has this “E-mail”") == true)
        #expect(guessed.rows[0].keptCells == 1)
        let keyed = try plan(list, as: Person.self, workshop, key: "email")
        guard case .change("PER-001", let values) = keyed.rows[0].fate else {
            Issue.record("\(keyed.rows[0].fate)")
            return
        }
        #expect(values.contains { $0.value == .text("Lead") })
        #expect(!values.contains { $0.value == .text("I. Aldermoor") }, "what was said here stays")
    }

    @Test("fills the fields that every record has, and finds people and roles by what names them alone")
    func base() async throws {
        let workshop = try await Workshop()
        let list = "name,owner,Department,Test data\nA,Ines Aldermoor,North,yes\nB,Nobody,South,no\n"
        let systems = try plan(list, as: AISystem.self, workshop)
        #expect(systems.rows.map(\.doubts.count) == [0, 1])
        try await commit(systems, workshop)
        #expect(try workshop.system(1)?.owner?.id == "PER-001")
        #expect(try workshop.system(1)?.unit == "North")
        #expect(try workshop.system(1)?.isTest == nil, "a label of ours means much else in a list of somebody else's")
        #expect(try workshop.system(2)?.unmapped?.map(\.text) == ["Nobody", "no"])
        let roles = try plan(
            "person,role,scope\nPER-001,tm,AIMS\nPER-001,XY,AIMS\n", as: RoleAssignment.self, workshop)
        #expect(roles.rows.map(\.doubts.count) == [0, 1])
        #expect(roles.rows[1].doubts.first?.question.contains("This is no id") == true)
    }
}
