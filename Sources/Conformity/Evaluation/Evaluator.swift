package import Ledger
package import Records
import Synchronization

/// Runs all checks over registers of one ledger, and remembers what it need not run again.
///
/// A result is remembered with the day, what was known, and the last entry of every kind that was really read for it, parameters
/// and other checks included. An edit re-runs only what it can have changed.
package final class Evaluator: Sendable {
    package let checks: [Check]
    private let memory = Mutex(Memory())

    package init(_ checks: [Check] = Check.all) {
        self.checks = checks
    }

    /// - Parameters:
    ///   - knownAt: only entries up to this one count; `nil` is all.
    ///   - today: the day on which the question is asked.
    ///   - checkpointVerifies: whether the log was verified against its latest checkpoint; facts computed from it then
    ///     count E4, otherwise E3.
    package func evaluate(
        _ register: Register, asOf day: Day, knownAt: EntryIndex? = nil, today: Day, checkpointVerifies: Bool
    ) -> Evaluation {
        let view = View(register, asOf: day, knownAt: knownAt, today: today)
        let session = Session(view: view, checks: checks, checkpointVerifies: checkpointVerifies, recall: recall)
        let results = checks.map { session.outcome(of: $0).result }
        remember(session.ran, view, checkpointVerifies)
        return Evaluation(view: view, results: results, ran: session.ran.map(\.check.id))
    }

    private func recall(_ check: Check, _ view: View, _ checkpointVerifies: Bool) -> Outcome? {
        let key = Memory.Key(check.id, view, checkpointVerifies)
        guard let known = memory.withLock({ $0.recall(key) }), known.holds(in: view.register) else { return nil }
        return known.outcome
    }

    private func remember(_ ran: [(check: Check, outcome: Outcome)], _ view: View, _ checkpointVerifies: Bool) {
        memory.withLock { memory in
            for (check, outcome) in ran {
                memory.remember(
                    Memory.Known(outcome, view.register), as: Memory.Key(check.id, view, checkpointVerifies))
            }
        }
    }
}

/// A result and the kinds that were read for it, by ordinal.
struct Outcome: Sendable {
    let result: CheckResult
    let reads: Set<Int>
}

/// Results of earlier evaluations. Limited: what was not asked for longest goes first.
private struct Memory {
    /// About two years of month ends for every check, beside today.
    static let keysMax = 8_192

    struct Key: Hashable {
        let check: CheckID
        let day: Day
        let knownAt: EntryIndex?
        let zone: TimeZoneRules
        let checkpointVerifies: Bool

        init(_ check: CheckID, _ view: View, _ checkpointVerifies: Bool) {
            self.check = check
            day = view.day
            knownAt = view.knownAt
            zone = view.zone
            self.checkpointVerifies = checkpointVerifies
        }
    }

    struct Known {
        let outcome: Outcome
        let touched: [(kind: Kind, at: EntryIndex?)]

        init(_ outcome: Outcome, _ register: Register) {
            self.outcome = outcome
            touched = outcome.reads.map { register.declarations.kinds[$0] }.map { ($0, register.lastTouched($0)) }
        }

        func holds(in register: Register) -> Bool {
            touched.allSatisfy { register.lastTouched($0.kind) == $0.at }
        }
    }

    private var known: [Key: (known: Known, usedAt: Int)] = [:]
    private var clock = 0

    mutating func recall(_ key: Key) -> Known? {
        clock += 1
        known[key]?.usedAt = clock
        return known[key]?.known
    }

    mutating func remember(_ fresh: Known, as key: Key) {
        clock += 1
        known[key] = (fresh, clock)
        if known.count > Memory.keysMax { forgetOldestHalf() }
    }

    private mutating func forgetOldestHalf() {
        let middle = known.values.map(\.usedAt).sorted()[known.count / 2]
        known = known.filter { $0.value.usedAt > middle }
    }
}
