import Ledger
import Records
import Testing

@Suite("A change that is kept packed")
struct PackedChangeTests {
    /// With every member that a change can have, or with as few as can be.
    private func change(
        _ values: [Assignment] = [], at: BusinessTime, known: KnownBy = .signedIn, removes: Removal? = nil,
        act: ActName = .change, isFull: Bool = false
    ) -> Change {
        Change(
            sequence: EntryIndex(70_000), enteredAt: .morning("2026-02-01"), at: at, record: "THI-0007",
            kind: isFull ? "Object" : "Everything", kindVersion: isFull ? 3 : 1, version: isFull ? 300 : 1, act: act,
            assignments: values,
            strangers: isFull ? ["colour": "red", "": ["a": [1, .null, .number("1.5")]], "ü": .null] : [:],
            sealedElsewhere: isFull ? ["text": "old", "colour": "colour"] : [:],
            step: isFull ? Step(verb: "", from: "Kept", to: "A state that this release does not know") : nil,
            by: isFull ? "PER-1000000" : "PER-01", role: isFull ? "LIB" : nil,
            onBehalfOf: isFull ? "ABCDEFG8-999999999" : nil, enteredBy: "PER-01", known: known,
            recorded: isFull ? Recorded(source: "a paper") : nil, reason: isFull ? "as it was" : nil,
            speaksOf: isFull ? Digest(of: [1]) : nil,
            exceptions: isFull
                ? [RuleException(code: "", explanation: "none"), RuleException(code: "a", explanation: "")] : [],
            removes: removes)
    }

    private func expectKept(_ change: Change) {
        let kept = RecordHistory(first: change, kind: Everything.kind).changes
        #expect(kept == [change])
        // Equal ids may be written with other zeros.
        #expect(kept.map { "\($0)".count } == ["\(change)".count])
        #expect(kept[0].record.text == change.record.text && kept[0].by.text == change.by.text)
    }

    @Test(
        "comes back as it was, with all it can have and with nothing",
        arguments: [.signedIn, .token, .machine(account: ""), .machine(account: "root")] as [KnownBy])
    func members(known: KnownBy) throws {
        let morning = Moment.morning("2026-02-01")
        let times: [BusinessTime] = [
            .moment(morning), .moment(morning.adding(seconds: -1)), .day(Day(number: 0)), .day(.first),
        ]
        for at in times {
            for isFull in [true, false] {
                expectKept(change(at: at, known: known, isFull: isFull))
            }
        }
        for removes in [
            Removal.value(entry: EntryIndex(3), key: "ü"), .bodies([]), .bodies([EntryIndex(0), EntryIndex(200)]),
        ] {
            for act in [ActName.create, .change, .step, .erase, .dispose] {
                expectKept(change(at: .moment(morning), removes: removes, act: act))
            }
        }
    }

    @Test("tells an empty text from none")
    func empty() {
        let morning = Moment.morning("2026-02-01")
        for (source, reason) in [("", ""), (nil, nil), ("a", "")] as [(String?, String?)] {
            let change = Change(
                sequence: EntryIndex(0), enteredAt: morning, at: .moment(morning), record: "THI-1", kind: "Everything",
                kindVersion: 1, version: 1, act: .create, assignments: [], step: nil, by: "PER-1", role: nil,
                enteredBy: "PER-1", known: .signedIn, recorded: Recorded(source: source), reason: reason)
            let kept = RecordHistory(first: change, kind: Everything.kind)
            #expect(kept.changes == [change])
            #expect(kept.outlines.map(\.hasReason) == [false])
        }
    }

    @Test("keeps the values of every type, set, cleared and sealed", arguments: Everything.keys)
    func values(key: String) throws {
        let field = try #require(Everything.kind.field(key))
        for number in 0..<30 {
            let value = field.type.sample(number)
            for isSealed in [true, false] {
                expectKept(
                    change(
                        [Assignment(slot: field.slot, value: value, isSealed: isSealed)], at: .day(Day(number: 20_000)))
                )
            }
        }
        expectKept(change([Assignment(slot: field.slot, value: nil)], at: .day(Day(number: 20_000))))
    }

    static let oddValues: [Value] = [
        .text(""), .text(String(repeating: "ü\u{0}\n", count: 5_000)), .integer(.min), .integer(.max), .integer(-1),
        .flag(true), .flag(false), .day(.first), .day(.last), .time(.day(.last)), .list([]), .row([]),
        .row([nil, nil]),
        .time(.moment(Moment(milliseconds: -62_135_596_800_000))), .list([.list([.row([.list([.flag(true)])])])]),
        .reference("A-1"), .reference("A-000000001"), .period(Period()),
    ]

    @Test("keeps odd values", arguments: oddValues)
    func odd(value: Value) {
        expectKept(change([Assignment(slot: 0, value: value)], at: .day(Day(number: 20_000))))
    }

    @Test("says without being read what it is about")
    func outline() throws {
        let full = change(at: .day(Day(number: 3)), isFull: true)
        let bare = change(at: .day(Day(number: 3)), act: .erase)
        for change in [full, bare] {
            let outline = try #require(RecordHistory(first: change, kind: Everything.kind).outlines.first)
            #expect(outline.sequence == change.sequence && outline.enteredAt == change.enteredAt)
            #expect(outline.at == change.at && outline.version == change.version && outline.act == change.act)
            #expect(outline.isRecorded == change.isRecorded && outline.hasStep == (change.step != nil))
            #expect(outline.hasReason == (change.reason != nil))
        }
        #expect(!isMade(full) && !isMade(bare))
        #expect(isMade(change(at: .day(Day(number: 3)))))
    }

    @Test("says of a step where it leads and whether it speaks of the content")
    func step() throws {
        let full = change(at: .day(Day(number: 3)), isFull: true)
        let steps = RecordHistory(first: full, kind: Everything.kind).stepOutlines(asOf: nil, knownAt: nil, zone: .utc)
        let step = try #require(steps.first)
        #expect(steps.count == 1 && step.to == full.step?.to && step.at == full.at)
        #expect(step.speaks == (full.speaksOf != nil) && step.change.sequence == full.sequence)
        let bare = RecordHistory(first: change(at: .day(Day(number: 3))), kind: Everything.kind)
        #expect(bare.stepOutlines(asOf: nil, knownAt: nil, zone: .utc).isEmpty)
    }

    private func isMade(_ change: Change) -> Bool {
        RecordHistory(first: change, kind: Everything.kind).outlines.contains(where: \.isMade)
    }

    @Test("is found by its entry")
    func entry() {
        let history = RecordHistory(first: change(at: .day(Day(number: 3))), kind: Everything.kind)
        #expect(history.change(in: EntryIndex(70_000))?.sequence == EntryIndex(70_000))
        #expect(history.change(in: EntryIndex(69_999)) == nil)
    }
}
