import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("A command that follows from the register")
struct PlanningTests {
    /// Begins a slip unless one with its line is there.
    private static func missing(_ line: String, _ node: Node) throws -> Planning {
        let kind = node.rules.declarations.kind(Slip.self)
        let values = try kind.assignments(fromText: [("line", line)])
        return { view in
            guard !view.records(of: kind).contains(where: { $0.values[values[0].slot] == values[0].value }) else {
                return nil
            }
            return Command(
                [.create(kind, state: nil, values: values)],
                by: ActingPerson(person: "PER-1", known: .machine(account: "tester")))
        }
    }

    @Test("is made again when another node was first, so that nothing is there twice")
    func twoNodes() async throws {
        let store = MemoryStore()
        let nodes = [try Node.slips(on: SlowStore(store)), try Node.slips(on: SlowStore(MemoryStore(sharing: store)))]
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
                let node = nodes[number % 2]
                let plan = try Self.missing("line \(number / 4)", node)
                group.addTask { try await node.submit(plan).count }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(store.size() == LedgerSize(10))
        #expect(counts.filter { $0 == 1 }.count == 10)
        #expect(counts.filter { $0 == 0 }.count == 30)
    }

    @Test("that cannot be made is answered with why, without harm to those that wait with it")
    func refusal() async throws {
        let node = try Node.slips(on: SlowStore(MemoryStore()))
        async let first = node.write("one")
        async let refused = #expect(throws: Failure.self) {
            try await node.submit { _ throws(Failure) in throw .input("no") }
        }
        async let last = node.write("two")
        _ = try await (first, last, refused)
        #expect(node.register.size == LedgerSize(2))
    }

    @Test("of two imports of one table at once, by two nodes, brings every row in once")
    func imports() async throws {
        let workshop = try await Workshop()
        let other = try await Workshop.open(SlowStore(MemoryStore(sharing: workshop.store)), workshop.clock)
        let (table, mapping) = try workshop.read(ImportTests.list)
        let systems = workshop.systems
        let now = workshop.clock.capabilities.now()
        let results = try await withThrowingTaskGroup(of: (ImportPlan, Int).self) { group in
            for node in [workshop.node, other] {
                group.addTask {
                    let done = try await node.bringIn(by: Workshop.ines) { view in
                        ImportPlan(
                            table, of: "list.csv", as: systems, mapping: mapping, view: view, secret: Workshop.secret,
                            now: now)
                    }
                    return (done.plan, done.changes.count)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.map(\.1).sorted() == [0, 5])
        #expect(Set(results.map(\.0.known)) == [0, 5])
        try await other.catchUp()
        #expect(other.register.count(of: systems) == 5)
    }
}
