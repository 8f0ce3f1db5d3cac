import Ledger
import Records
import Testing

@Suite("A register, whatever happened")
struct RegisterPropertyTests {
    private static let seeds = Array(0..<200)

    @Test("answers as a plain reading of its entries does, for any day as known at any entry", arguments: seeds)
    func reference(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        history.goOn(acts: 60) { _, _, _ in }
        let entries = history.register.size.value
        var random = Seeded(seed + 1_000)
        for id in history.ids {
            for _ in 0..<24 {
                let day = history.today.adding(days: Int.random(in: -16...1, using: &random))
                let knownAt = Bool.random(using: &random) ? nil : Int.random(in: 0..<entries, using: &random)
                let view = View(
                    history.register, asOf: day, knownAt: knownAt.map { EntryIndex($0) }, today: history.today)
                let expected = history.naive.answer(id, RandomHistory.books, asOf: day.number, knownAt: knownAt)
                #expect(
                    view.record(id).map(NaiveRegister.Answer.init) == expected, "\(id) on \(day) at \(knownAt ?? -1)")
                let isListed = view.records(of: RandomHistory.books).contains { $0.id == id }
                #expect(isListed == (expected.map { !$0.isDisposed } ?? false))
            }
        }
    }

    @Test("is the same when it is built again from what is stored", arguments: seeds)
    func rebuilt(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        history.goOn(acts: 60) { _, _, _ in }
        let again = try history.stored.replayed(zone: history.zone)
        #expect(again.size == history.register.size)
        #expect(again.latestTime == history.register.latestTime)
        for kind in Declarations.library.kinds {
            #expect(again.nextID(of: kind) == history.register.nextID(of: kind))
            #expect(again.lastTouched(kind) == history.register.lastTouched(kind))
            #expect(again.count(of: kind) == history.register.count(of: kind))
            for record in history.register.histories(of: kind) {
                let other = try #require(again.history(record.id))
                #expect(other.changes == record.changes)
                #expect(other.version == record.version)
                #expect(NaiveRegister.Answer(other.latest) == NaiveRegister.Answer(record.latest))
            }
        }
    }

    @Test("keeps what was made in the product, whatever is told afterwards", arguments: seeds)
    func madeStays(seed: Int) throws {
        var history = try RandomHistory(seed: seed)
        try history.goOn(acts: 60) { before, after, command in
            guard command.recording != nil else { return }
            for id in before.ids {
                let made = (before.register.history(id)?.changes ?? []).filter {
                    $0.recorded == nil && $0.act != .erase
                }
                guard let first = made.first, let last = made.last else { continue }
                for number in first.at.day(in: after.zone)
                    .number..<max(
                        first.at.day(in: after.zone).number, last.at.day(in: after.zone).number)
                {
                    let (old, new) = (before.content(id, number), after.content(id, number))
                    try #require(old == new, "\(id) on \(Day(number: number))")
                }
            }
        }
    }

    @Test("has been through everything there is")
    func coverage() throws {
        var acts: [ActName: Int] = [:]
        var told = 0
        var exceptions: Set<String> = []
        var refusals: Set<Refusal.Code> = []
        for seed in RegisterPropertyTests.seeds {
            var history = try RandomHistory(seed: seed)
            history.goOn(acts: 60) { _, _, _ in }
            for change in history.naive.changes {
                acts[change.act, default: 0] += 1
                told += change.isRecorded ? 1 : 0
                exceptions.formUnion(change.exceptions.map(\.code))
            }
            refusals.formUnion(history.refusals.keys)
        }
        #expect(acts.count == 5 && acts.values.allSatisfy { $0 > 20 }, "\(acts)")
        #expect(told > 1_000)
        #expect(exceptions.isSuperset(of: ["apart", "frozen", "closed", "step", "beginning", "pages", "required"]))
        #expect(refusals.isSuperset(of: [.invalid, .forbidden, .notNow, .guarded, .unknown]), "\(refusals)")
    }
}

extension RandomHistory {
    fileprivate func content(_ id: RecordID, _ day: Int) -> NaiveRegister.Answer? {
        View(register, asOf: Day(number: day), today: Day.last).record(id).map(NaiveRegister.Answer.init)
    }
}
