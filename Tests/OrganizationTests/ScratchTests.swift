import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("Scratch")
struct ScratchTests {
    @Test(arguments: ["us2024-doi.csv", "us2024-nasty.csv", "us2023.csv", "us2025-cots.csv", "nl-slice.json"])
    func real(file: String) async throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "/work/shared/real/inventory/" + file)))
        let store = MemoryStore()
        let key = try SigningKey(name: "hallmark/test", seed: [UInt8](repeating: 1, count: 32))
        let caps = Rehearsed().capabilities
        let node = try await Node.open(store, key: key, rules: .aims, capabilities: caps, zone: .utc)
        let f = Founding(organization: "X", timeZone: "UTC", managerName: "Ada", managerEmail: "ada@x.example")
        _ = try await node.submit(f.command(on: node.today, at: caps.now(), known: .machine(account: "me")))
        let kind = node.rules.declarations.kind(AISystem.self)
        let clock = ContinuousClock()
        var t = clock.now
        func lap(_ s: String) {
            print(file, s, clock.now - t)
            t = clock.now
        }
        let table = try TableReader.table(bytes)
        lap("table")
        let fields = kind.targetFields(words: SystemWords.words)
        let guess = MappingGuess(fields, for: table)
        lap("guess")
        for p in guess.proposals where p.field != nil {
            print("   ", p.column.number, p.column.header.prefix(60), "->", p.field!, p.confidence)
        }
        let mapping = try BoundMapping(guess.mapping(register: "systems"), to: table, fields: fields)
        let plan = ImportPlan(table, of: file, as: kind, mapping: mapping, view: node.view(), today: node.today)
        lap("plan")
        print(
            file, table.encoding, table.rows.count, "create", plan.creations, "known", plan.known, "doubtful",
            plan.doubtfulRows.count)
        let actor = ActingPerson(person: Founding.manager, known: .machine(account: "me"))
        let changes = try await node.submit(plan.command(by: actor, now: caps.now()))
        lap("commit")
        #expect(changes.count == table.rows.count)
        let again = ImportPlan(table, of: file, as: kind, mapping: mapping, view: node.view(), today: node.today)
        #expect(again.known == table.rows.count)
        lap("again")
        let csv = RecordExport(kind, in: node.view()).csv()
        lap("export \(csv.count)")
        let back = try TableReader.table(csv)
        #expect(back.rows.count == table.rows.count)
        let other = try await Node.open(store, key: key, rules: .aims, capabilities: caps, zone: .utc)
        lap("reopen")
        #expect(other.register.size == node.register.size)
        print(String(decoding: csv.prefix(1500), as: UTF8.self))
    }
}
