import Conformity
import Testing

@Suite("The catalogue of requirements")
struct RequirementTests {
    @Test("holds the 32 clause items from 4.1 to 10.2, each once and in order")
    func clauseItems() {
        let ids = ClauseItem.all.map(\.id)
        #expect(ids.count == 32)
        #expect(Set(ids).count == 32)
        #expect(ids == ids.sorted())
        #expect(ids.first == "4.1")
        #expect(ids.last == "10.2")
        let perClause = Dictionary(grouping: ids) { $0.text.prefix { $0 != "." } }.mapValues(\.count)
        #expect(perClause == ["4": 4, "5": 3, "6": 6, "7": 7, "8": 4, "9": 6, "10": 2])
    }

    @Test("holds the 38 controls of Annex A in ten groups")
    func controls() {
        #expect(AnnexControl.all.count == 38)
        #expect(Set(AnnexControl.all.map(\.id)).count == 38)
        #expect(AnnexControl.all.map(\.id) == AnnexControl.all.map(\.id).sorted())
        let counts = ControlObjective.allCases.map { group in AnnexControl.all.filter { $0.objective == group }.count }
        #expect(counts == [3, 2, 5, 4, 2, 7, 5, 4, 3, 3])
    }

    @Test("groups controls by the beginning of their numbers", arguments: AnnexControl.all.map(\.id))
    func groups(id: RequirementID) throws {
        let control = try #require(AnnexControl.all.first { $0.id == id })
        #expect(id.text.hasPrefix(control.objective.rawValue + "."))
    }

    @Test("says of each requirement what it asks, in a sentence")
    func words() {
        for requirement in Criteria.all {
            #expect(requirement.words.hasSuffix("."))
            #expect(!requirement.title.isEmpty)
            #expect(Criteria.find(requirement.id)?.title == requirement.title)
        }
        #expect(Criteria.find("9.2") == nil)
    }

    @Test("asks for documented information where the register of it has a row")
    func documented() {
        let demanding = ClauseItem.all.filter { item in
            item.documented.contains {
                switch $0 {
                case .document, .retain: true
                case .none, .implied, .evidence, .asNeeded: false
                }
            }
        }
        let numbers = [
            "4.3", "5.2", "6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.2", "7.2", "7.5.1", "8.1", "8.2", "8.3", "8.4", "9.1",
            "9.2.2", "9.3.3", "10.2",
        ]
        #expect(demanding.map(\.id.text) == numbers)
    }
}

@Suite("A requirement number")
struct RequirementIDTests {
    @Test("stands in the order of the standard, controls after clauses, articles last")
    func order() {
        let sorted: [RequirementID] = [
            "4.1", "7.2", "7.5.1", "10.1", "A.2.2", "A.6.1.3", "A.6.2.2", "A.10.2", "AIA 6", "AIA 50",
        ]
        #expect(Array(sorted.reversed()).sorted() == sorted)
    }
}
