import Conformity
import Foundation
import Ledger
import Testing

/// Rows of the table of checks, as the specification has them for machines.
private struct Row: Sendable, CustomTestStringConvertible {
    let id: CheckID
    let members: JSON
    var testDescription: String { id.text }

    func text(_ key: String) -> String? { members[key]?.string }

    static let all: [Row] = {
        guard let url = Bundle.module.url(forResource: "checks", withExtension: "json"),
            let bytes = try? Data(contentsOf: url), let json = try? JSON(parsing: Array(bytes)), let rows = json.array
        else { return [] }
        return rows.compactMap { row in row["id"]?.string.map { Row(id: CheckID($0), members: row) } }
    }()
}

@Suite("The catalogue of checks")
struct CheckCatalogueTests {
    @Test("holds the checks that are specified by now, each once")
    func ids() {
        #expect(Row.all.count == 20)
        #expect(Set(Check.all.map(\.id)) == Set(Row.all.map(\.id)))
        #expect(Check.all.count == 20)
    }

    @Test("says of each check what its row says", arguments: Row.all)
    private func row(row: Row) throws {
        let check = try #require(Check.find(row.id))
        #expect(check.requirement.text == row.text("requirement"))
        #expect(check.mode.rawValue == row.text("mode"))
        #expect(check.grade.rawValue == row.text("grade"))
        #expect(check.population == row.text("population"))
        #expect(check.empty.code == row.text("empty"))
        #expect(check.date == row.text("date"))
        #expect(check.typicalNonconformity == row.text("typicalNonconformity"))
        #expect(check.isStage1 == row.members["stage1"]?.bool)
        #expect(check.hasLegacyRule == row.members["legacy"]?.bool)
    }

    @Test("belongs to requirements that exist, and says in a sentence what must be true")
    func requirements() {
        for check in Check.all {
            #expect(Criteria.find(check.requirement) != nil, "\(check.id)")
            #expect(check.words.hasSuffix("."), "\(check.id)")
        }
    }

    @Test("names in “NA if” only checks that are there, without a cycle")
    func references() {
        func named(_ id: CheckID) -> [CheckID] {
            guard case .notApplicableIf(let others)? = Check.find(id)?.empty else { return [] }
            return others
        }
        for check in Check.all {
            var reached: Set<CheckID> = []
            var waiting = named(check.id)
            while let next = waiting.popLast() {
                #expect(Check.find(next) != nil)
                #expect(next != check.id, "\(check.id) leads back to itself")
                if reached.insert(next).inserted { waiting += named(next) }
            }
        }
    }
}
