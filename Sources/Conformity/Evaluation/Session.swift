import Records

/// One evaluation under way: what its checks share, so that nothing is worked out twice.
final class Session {
    let view: View
    let checkpointVerifies: Bool
    /// The checks that really ran, in the order in which they ended.
    private(set) var ran: [(check: Check, outcome: Outcome)] = []
    private let checks: [CheckID: Check]
    private let recall: (Check, View, Bool) -> Outcome?
    private var outcomes: [CheckID: Outcome] = [:]
    private var shared: [String: (value: Any, reads: Set<Int>)] = [:]
    private var views: [Day: View] = [:]

    init(
        view: View, checks: [Check], checkpointVerifies: Bool,
        recall: @escaping (Check, View, Bool) -> Outcome? = { _, _, _ in nil }
    ) {
        self.view = view
        self.checkpointVerifies = checkpointVerifies
        self.recall = recall
        self.checks = Dictionary(checks.map { ($0.id, $0) }) { first, _ in first }
    }

    func check(_ id: CheckID) -> Check? { checks[id] }

    func outcome(of check: Check) -> Outcome {
        if let known = outcomes[check.id] { return known }
        if let recalled = recall(check, view, checkpointVerifies) {
            outcomes[check.id] = recalled
            return recalled
        }
        let inquiry = Inquiry(check, self)
        let outcome = Outcome(result: inquiry.result(), reads: inquiry.reads)
        outcomes[check.id] = outcome
        ran.append((check, outcome))
        return outcome
    }

    /// The same register on an earlier day, as known in this view. What is folded for one check is there for the next.
    func view(on day: Day) -> View {
        if let known = views[day] { return known }
        // The day after as today: then the state is folded for the day and not taken from the latest contents.
        let other = View(view.register, asOf: day, knownAt: view.knownAt, today: day.adding(days: 1))
        views[day] = other
        return other
    }

    /// A value that several checks need, and the kinds that were read for it.
    func share<T>(_ name: String, _ compute: (View) -> T) -> (value: T, reads: Set<Int>) {
        if let known = shared[name], let value = known.value as? T { return (value, known.reads) }
        let log = ReadLog()
        let value = compute(view.noting(in: log))
        shared[name] = (value, log.kinds)
        return (value, log.kinds)
    }
}
