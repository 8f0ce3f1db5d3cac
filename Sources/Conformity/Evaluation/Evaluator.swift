package import Ledger
package import Records
import Synchronization

/// Runs all checks over registers of one ledger, and remembers what it need not ask again.
///
/// What was worked out is remembered by day and by what was known. When the register goes on, only that is asked again which an
/// entry since then can have changed: member by member, with everything that was really read for it.
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
        let asked = View(register, asOf: day, knownAt: knownAt, today: today)
        let key = Memory.Key(asked, checkpointVerifies)
        let place = memory.withLock { $0.place(for: key) }
        let (evaluation, weight) = place.session.withLock { remembered in
            let known = remembered.flatMap { $0.canGoOn(to: register) ? $0 : nil }
            let session = known ?? Session(asked, checks, checkpointVerifies: checkpointVerifies)
            // Whoever asks about an older register than somebody before gets an answer of their own.
            if remembered.map({ $0.size <= register.size }) ?? true { remembered = session }
            let view = View(register, asOf: day, knownAt: knownAt, today: today, after: known?.plain)
            let results = session.evaluate(known == nil ? asked : view)
            return (
                Evaluation(view: session.plain, results: results, ran: session.ran), session.weight
            )
        }
        memory.withLock { $0.weigh(key, weight) }
        return evaluation
    }
}

/// What is remembered for each point of view. Limited: what was not asked for longest goes first.
private struct Memory {
    /// So many things remembered at most, over all points of view; one of them may hold more. About 20 bytes each.
    static let weightMax = 6_000_000

    struct Key: Hashable {
        let day: Day
        let knownAt: EntryIndex?
        let isLatest: Bool
        let zone: TimeZoneRules
        let checkpointVerifies: Bool

        init(_ view: View, _ checkpointVerifies: Bool) {
            day = view.day
            knownAt = view.knownAt
            isLatest = view.isLatest
            zone = view.zone
            self.checkpointVerifies = checkpointVerifies
        }
    }

    /// Whoever asks for a point of view while it is worked on waits and finds it done.
    final class Place: Sendable {
        let session = Mutex<Session?>(nil)
    }

    private var known: [Key: (place: Place, usedAt: Int, weight: Int)] = [:]
    private var clock = 0

    mutating func place(for key: Key) -> Place {
        clock += 1
        if let known = known[key] {
            self.known[key]?.usedAt = clock
            return known.place
        }
        let place = Place()
        known[key] = (place, clock, 0)
        return place
    }

    mutating func weigh(_ key: Key, _ weight: Int) {
        known[key]?.weight = weight
        var sum = known.values.reduce(0) { $0 + $1.weight }
        while sum > Memory.weightMax, known.count > 1, let oldest = known.min(by: { $0.value.usedAt < $1.value.usedAt })
        {
            known[oldest.key] = nil
            sum -= oldest.value.weight
        }
    }
}
