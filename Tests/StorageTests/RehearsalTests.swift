import Ledger
import Storage
import Testing

@Suite("Stores for rehearsals")
struct RehearsalTests {
    @Test("a slow store mixes what runs at the same time", .timeLimit(.minutes(1)))
    func slowMixes() async throws {
        // Reads, waits, writes: without turns, two clients decide on the same size.
        let store = SlowStore(MemoryStore())
        let movedOn = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        let size = try await store.size()
                        try await store.append(.story(from: size.value, count: 1), at: size)
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(false) { $0 || $1 }
        }
        #expect(movedOn)
    }

    @Test("a faulty store fails once, before the effect or after it", arguments: FaultMoment.allCases)
    func faulty(moment: FaultMoment) async throws {
        let memory = MemoryStore()
        let store = FaultyStore(memory, failing: moment, call: 2)
        #expect(try await store.size() == .empty)
        await #expect(throws: StoreFailure.self) {
            try await store.append(.story(from: 0, count: 1), at: .empty)
        }
        #expect(memory.size() == LedgerSize(moment == .before ? 0 : 1))
        #expect(try await store.size() == memory.size())
        #expect(store.callCount == 3)
    }

    @Test("a faulty store fails with what it is told")
    func chosenFailure() async throws {
        let store = FaultyStore(MemoryStore(), failing: .before, call: 1, with: .full(detail: "rehearsed"))
        await #expect(throws: StoreFailure.full(detail: "rehearsed")) { try await store.size() }
    }
}
