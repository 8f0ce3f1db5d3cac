import Ledger
import Storage
import Synchronization

/// A store of a program that is killed: from some call on nothing is done any more.
final class DyingStore: StoreAround {
    let store: SQLiteStore
    private let moment: FaultMoment
    private let state = Mutex(State())

    private struct State {
        var callsLeft: Int?
        var isErasureTheLast = false
    }

    init(_ store: SQLiteStore, at moment: FaultMoment) {
        self.store = store
        self.moment = moment
    }

    func die(atCall call: Int) { state.withLock { $0.callsLeft = call } }

    /// Right after something was erased.
    func dieAfterErasure() { state.withLock { $0.isErasureTheLast = true } }

    func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer {
        let left = state.withLock { state in
            state.callsLeft = state.callsLeft.map { $0 - 1 }
            return state.callsLeft
        }
        let dead = StoreFailure.unavailable(detail: "the program was killed")
        if let left, left < 0 || left == 0 && moment == .before { throw dead }
        let answer = try await work()
        if left == 0 { throw StoreFailure.outcomeUnknown(detail: "the program was killed") }
        return answer
    }

    func append(_ batch: Batch, at expected: LedgerSize) async throws(StoreFailure) {
        try await around { () async throws(StoreFailure) in try await store.append(batch, at: expected) }
        state.withLock { if $0.isErasureTheLast, !batch.erasures.isEmpty { $0.callsLeft = 0 } }
    }
}

/// A store that lets something else happen before one of its calls.
final class PausingStore: StoreAround {
    /// The first look at what is in question comes before the hold, the second one under it.
    enum Call { case append, firstLook, secondLook, takingNotesAway }

    let store: SQLiteStore
    private let pause = Mutex<(call: Call, work: @Sendable () async -> Void)?>(nil)
    private let isErased = Atomic(false)
    private let isOver = Atomic(false)

    init(_ store: SQLiteStore) {
        self.store = store
    }

    func pause(before call: Call, _ work: @escaping @Sendable () async -> Void) {
        pause.withLock { $0 = (call, work) }
    }

    var hasPaused: Bool { isOver.load(ordering: .sequentiallyConsistent) }

    func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer {
        try await work()
    }

    func append(_ batch: Batch, at expected: LedgerSize) async throws(StoreFailure) {
        await come(to: batch.entries.isEmpty ? .takingNotesAway : .append)
        try await store.append(batch, at: expected)
        if !batch.erasures.isEmpty { isErased.store(true, ordering: .sequentiallyConsistent) }
    }

    private let looks = Atomic(0)

    func settings() async throws(StoreFailure) -> [String: String] {
        let isLook = isErased.load(ordering: .sequentiallyConsistent)
        let look = isLook ? looks.add(1, ordering: .sequentiallyConsistent).newValue : 0
        if look == 1 { await come(to: .firstLook) }
        if look == 2 { await come(to: .secondLook) }
        return try await store.settings()
    }

    private func come(to call: Call) async {
        let work = pause.withLock { pause -> (@Sendable () async -> Void)? in
            guard let planned = pause, planned.call == call else { return nil }
            pause = nil
            return planned.work
        }
        guard let work else { return }
        await work()
        isOver.store(true, ordering: .sequentiallyConsistent)
    }
}

/// A store in which somebody else is first with something, just before the first batch of several entries.
final class OvertakenStore<Store: LedgerStore>: StoreAround {
    let store: Store
    private let meanwhile: @Sendable () async -> Void
    private let isOver = Atomic(false)

    init(_ store: Store, meanwhile: @escaping @Sendable () async -> Void) {
        self.store = store
        self.meanwhile = meanwhile
    }

    var wasOvertaken: Bool { isOver.load(ordering: .sequentiallyConsistent) }

    func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer {
        try await work()
    }

    func append(_ batch: Batch, at expected: LedgerSize) async throws(StoreFailure) {
        if batch.entries.count > 3, !isOver.exchange(true, ordering: .sequentiallyConsistent) { await meanwhile() }
        try await store.append(batch, at: expected)
    }
}
