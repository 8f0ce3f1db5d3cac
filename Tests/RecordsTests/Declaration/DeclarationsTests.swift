import Records
import Testing

@Suite("Declarations")
struct DeclarationsTests {
    @Test("that are right have no problems")
    func right() {
        #expect(Declarations.library.problems == [])
        #expect(Declarations.everything.problems == [])
        #expect(Declarations([Plain.self], later: ["Person"]).problems == [])
    }

    @Test("report a mistake under its code, and only that", arguments: Misdeclaration.all)
    func wrong(mistake: Misdeclaration) {
        let problems = Declarations(mistake.types, later: ["Person", "Announced"]).problems
            .filter { !$0.explanation.hasPrefix("“Announced”") || mistake.says.contains("Announced") }
        #expect(problems.contains { $0.code == mistake.code && $0.explanation.contains(mistake.says) }, "\(problems)")
        #expect(Set(problems.map(\.code)) == [mistake.code], "\(problems)")
        if mistake.code != .sameName {
            #expect(problems.allSatisfy { $0.explanation.hasPrefix("\(mistake.types[0]): ") })
        }
    }

    @Test("have a mistake for every code", arguments: DeclarationProblem.Code.allCases)
    func codes(code: DeclarationProblem.Code) {
        #expect(Misdeclaration.all.contains { $0.code == code })
        #expect(DeclarationProblem(code, "it is so").description == "\(code.rawValue): it is so")
    }

    @Test("may leave states of facts unreached: facts are recorded as they are found")
    func facts() {
        let declarations = Declarations([Reader.self, Book.self, Sighting.self], later: ["Person", "Shelf"])
        #expect(declarations.problems == [])
    }
}
