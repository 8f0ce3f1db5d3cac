internal import Synchronization

/// A store that fails at one call, before its effect or after it (done, but the answer got lost). Calls of every kind count.
package struct FaultyStore<Store: LedgerStore>: StoreAround {
    package let store: Store
    private let plan: FaultPlan

    /// Fails at the `call`-th call from now (1 is the next one), with `failure` or what fits the moment.
    package init(_ store: Store, failing moment: FaultMoment, call: Int, with failure: StoreFailure? = nil) {
        self.store = store
        plan = FaultPlan(moment: moment, call: call, failure: failure ?? moment.usualFailure)
    }

    /// How many calls there were, so that a test knows that its fault came.
    package var callCount: Int { plan.callCount }

    package func around<Answer: Sendable>(
        _ work: () async throws(StoreFailure) -> Answer
    ) async throws(StoreFailure) -> Answer {
        let fault = plan.nextCall()
        if let fault, plan.moment == .before { throw fault }
        let answer = try await work()
        if let fault { throw fault }
        return answer
    }
}

/// When an injected fault strikes.
package enum FaultMoment: CaseIterable, Sendable {
    /// Nothing was done.
    case before
    /// It was done, but nobody hears of it.
    case after

    fileprivate var usualFailure: StoreFailure {
        switch self {
        case .before: .unavailable(detail: "a rehearsed fault before the effect")
        case .after: .outcomeUnknown(detail: "a rehearsed fault after the effect")
        }
    }
}

private final class FaultPlan: Sendable {
    let moment: FaultMoment
    private let call: Int
    private let failure: StoreFailure
    private let calls = Atomic(0)

    init(moment: FaultMoment, call: Int, failure: StoreFailure) {
        self.moment = moment
        self.call = call
        self.failure = failure
    }

    var callCount: Int { calls.load(ordering: .sequentiallyConsistent) }

    /// Counts a call; the failure when it is the one that fails.
    func nextCall() -> StoreFailure? {
        let count = calls.add(1, ordering: .sequentiallyConsistent).newValue
        return count == call ? failure : nil
    }
}
