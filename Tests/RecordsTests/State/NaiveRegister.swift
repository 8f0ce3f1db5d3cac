import Ledger
import Records

/// What the register answers, worked out anew for each question from a list of changes, as the design says it in words.
///
/// Written without looking at `RecordHistory`: times are stretches of milliseconds, history is a plain list, nothing is kept.
struct NaiveRegister {
    var changes: [Change] = []
    /// Milliseconds that the organization is ahead of UTC.
    var ahead: Int = 0

    struct Answer: Equatable, CustomStringConvertible {
        var state: String
        var values: [Int: Value] = [:]
        var version = 0
        var isDisposed = false
        var created = 0
        var updated = 0
        var entered = 0
        var edited = 0
        var description: String {
            "\(state) v\(version) \(isDisposed) created \(created) updated \(updated) entered \(entered) "
                + "edited \(edited) \(values.sorted { $0.key < $1.key })"
        }
    }

    func answer(_ id: RecordID, _ kind: Kind, asOf day: Int, knownAt: Int?) -> Answer? {
        let known = changes.filter { $0.record == id && $0.sequence.value <= knownAt ?? .max }
        if let disposal = changes.first(where: { $0.record == id && $0.act == .dispose }) {
            let isThere = known.contains { endDay(.moment($0.enteredAt)) <= day }
            let last = disposal.sequence.value
            return isThere
                ? Answer(
                    state: kind.lifecycle.initial, version: disposal.version, isDisposed: true,
                    created: created(of: id), updated: last, entered: last, edited: created(of: id)) : nil
        }
        let first = known.first { $0.recorded == nil && $0.act != .erase }
        let hidesEarlier = first.map { endDay($0.at) <= day } ?? false
        let told = known.filter { endDay($0.at) <= day }
            .filter { change in
                guard hidesEarlier, let first, change.recorded != nil else { return true }
                return
                    !(change.sequence > first.sequence && stretch(change.at).upperBound < stretch(first.at).lowerBound)
            }
        return fold(ordered(told, among: known), kind)
    }

    private func created(of id: RecordID) -> Int {
        changes.first { $0.record == id && $0.act == .create }?.sequence.value ?? -1
    }

    /// Each in front of the first that is later beyond doubt; those left out still have their place.
    private func ordered(_ wanted: [Change], among known: [Change]) -> [Change] {
        var line: [Change] = []
        for change in known {
            let mine = stretch(change.at)
            var place = 0
            while place < line.count, stretch(line[place].at).lowerBound <= mine.upperBound { place += 1 }
            line.insert(change, at: place)
        }
        let sequences = Set(wanted.map(\.sequence))
        return line.filter { sequences.contains($0.sequence) }
    }

    private func fold(_ line: [Change], _ kind: Kind) -> Answer? {
        guard let first = line.first else { return nil }
        var answer = Answer(state: kind.lifecycle.initial)
        answer.edited = first.sequence.value
        let erased = changes.compactMap { change -> (Int, String)? in
            if case .value(let entry, let key)? = change.removes { (entry.value, key) } else { nil }
        }
        for change in line {
            for assignment in change.assignments {
                let field = kind.fields[assignment.slot]
                let isGone = erased.contains { $0 == (change.sequence.value, field.key) }
                answer.values[assignment.slot] = isGone ? nil : assignment.value
                if field.specification.isContent { answer.edited = change.sequence.value }
            }
            if let step = change.step { answer.state = step.to }
        }
        answer.version = line.map(\.version).max() ?? 0
        answer.created = (line.first { $0.act == .create } ?? first).sequence.value
        answer.updated = line[line.count - 1].sequence.value
        answer.entered = line.map(\.sequence.value).max() ?? 0
        return answer
    }

    private func stretch(_ time: BusinessTime) -> ClosedRange<Int> {
        switch time {
        case .moment(let moment): Int(moment.milliseconds)...Int(moment.milliseconds)
        case .day(let day): (day.number * 86_400_000 - ahead)...(day.number * 86_400_000 - ahead + 86_399_999)
        }
    }

    private func endDay(_ time: BusinessTime) -> Int {
        Int((Double(stretch(time).upperBound + ahead) / 86_400_000).rounded(.down))
    }
}

extension NaiveRegister.Answer {
    init(_ content: RecordContent) {
        self.init(
            state: content.state,
            values: Dictionary(
                uniqueKeysWithValues: content.values.enumerated().compactMap { slot, value in value.map { (slot, $0) } }
            ),
            version: content.version, isDisposed: content.isDisposed, created: content.created.sequence.value,
            updated: content.updated.sequence.value, entered: content.entered.sequence.value,
            edited: content.edited.sequence.value)
    }
}
