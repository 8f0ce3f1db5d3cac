import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("A node")
struct NodeTests {
    @Test("gives 200 concurrent commands an answer and an id each, in fewer appends")
    func concurrentCommands() async throws {
        let store = MemoryStore()
        let node = try Node.slips(on: SlowStore(store))
        let ids = try await withThrowingTaskGroup(of: RecordID.self) { group in
            for number in 0..<200 { group.addTask { try await node.write("line \(number)") } }
            return try await group.reduce(into: Set<RecordID>()) { $0.insert($1) }
        }
        #expect(ids.count == 200)
        #expect(store.size() == LedgerSize(200))
        #expect(node.register.size == LedgerSize(200))
    }

    @Test("and another node on one ledger never give an id twice, and see each other's records")
    func twoNodes() async throws {
        let store = MemoryStore()
        let nodes = [try Node.slips(on: SlowStore(store)), try Node.slips(on: SlowStore(MemoryStore(sharing: store)))]
        let ids = try await withThrowingTaskGroup(of: RecordID.self) { group in
            for number in 0..<120 { group.addTask { try await nodes[number % 2].write("line \(number)") } }
            return try await group.reduce(into: [RecordID]()) { $0.append($1) }
        }
        #expect(Set(ids).count == 120)
        for node in nodes {
            try await node.catchUp()
            #expect(node.register.count(of: node.rules.declarations.kind(Slip.self)) == 120)
        }
    }

    @Test("refuses one command without harm to those that wait with it")
    func refusalAmongOthers() async throws {
        let node = try Node.slips(on: SlowStore(MemoryStore()))
        async let first = node.write("one")
        async let refused = #expect(throws: Failure.self) { try await node.write("   ") }
        async let last = node.write("two")
        _ = try await (first, last, refused)
        #expect(node.register.size == LedgerSize(2))
    }

    @Test(
        "after a fault at any call says truthfully whether the command was written",
        arguments: 1...6, FaultMoment.allCases)
    func faultAtEveryCall(call: Int, moment: FaultMoment) async throws {
        let memory = MemoryStore()
        let node = try Node.slips(on: FaultyStore(memory, failing: moment, call: call))
        var acknowledged = 0
        for number in 0..<3 {
            let before = memory.size()
            do {
                _ = try await node.write("line \(number)")
                acknowledged += 1
                #expect(memory.size() == before.adding(1))
            } catch let failure as Failure {
                if case .storage(.outcomeUnknown) = failure { continue }
                #expect(memory.size() == before, "a failure that claims that nothing was written")
            }
        }
        let landed = try await node.write("afterwards")
        #expect(node.register.history(landed) != nil)
        #expect(node.register.size == memory.size())
        #expect(memory.size().value > acknowledged)
    }

    @Test("asks every command of what was written, and of nothing that was decided and then overtaken")
    func overtaken() async throws {
        var rules = Rulebook.slips
        let kind = rules.declarations.kind(Slip.self)
        // Whoever looks at a register that never was finds other records in it.
        rules.mayAct = { _, view in view.records(of: kind) == view.register.histories(of: kind).map(\.latest) }
        let memory = MemoryStore()
        let other = try Node.slips(on: MemoryStore(sharing: memory))
        let store = OvertakenStore(SlowStore(memory)) {
            for number in 0..<60 { _ = try? await other.write("theirs \(number)") }
        }
        let node = try Node.slips(on: store, rules: rules)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 { group.addTask { _ = try await node.write("ours \(number)") } }
            try await group.waitForAll()
        }
        #expect(store.wasOvertaken)
        #expect(node.register.count(of: kind) == 100)
    }

    @Test("tells its listeners when the ledger has grown")
    func listeners() async throws {
        let node = try Node.slips(on: MemoryStore())
        var sizes = await node.sizes().makeAsyncIterator()
        _ = try await node.write("one")
        #expect(await sizes.next() == LedgerSize(1))
    }
}
