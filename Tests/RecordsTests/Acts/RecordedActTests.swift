import Ledger
import Records
import Testing

@Suite("A recorded act")
struct RecordedActTests {
    @Test("keeps the day it happened, whose act it was, who entered it and where it is told from")
    func circumstances() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "A")], on: "2026-02-01", recording: .told("2026-01-20", of: Library.otto))
        let change = try #require(library.register.history(id)?.changes.first)
        #expect(change.at == BusinessTime("2026-01-20") && change.enteredAt == .morning("2026-02-01"))
        #expect(change.by == Library.otto && change.enteredBy == Library.lena && change.role == "AUT")
        #expect(change.recorded?.source == "a paper" && change.exceptions.isEmpty)
        #expect(library.book(id, asOf: "2026-01-20") != nil && library.book(id, asOf: "2026-01-19") == nil)
    }

    @Test("is entered by those who may, of somebody who is there, and has happened")
    func who() throws {
        var library = try Library.founded()
        try library.create([("title", "A")], on: "2026-02-01")
        let cases: [(RecordID, Recording, String)] = [
            (Library.otto, .told("2026-01-20"), "recorder"), (Library.lena, .told("2026-02-02"), "future"),
            (Library.lena, .told("2026-02-01T09:00:00.001Z"), "future"),
            (Library.lena, .told("2026-01-20", of: "PER-009"), "person"),
            (Library.lena, .told("2026-01-20", of: "BOO-1"), "person"),
        ]
        for (person, recording, code) in cases {
            let refusal = #expect(throws: Refusal.self) {
                try library.create([("title", "A")], by: person, on: "2026-02-01", recording: recording)
            }
            #expect(refusal?.problems.map(\.code) == [code])
        }
        try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-02-01T09:00:00Z"))
        try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-02-01"))
    }

    @Test("is judged by the roles and the record of its own day")
    func authority() throws {
        var library = try Library.founded()
        let early = #expect(throws: Refusal.self) {
            try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-01-04"))
        }
        #expect(early?.code == .forbidden, "nobody was there before the library was founded")
        #expect(
            early?.problems.first?.message.hasPrefix(
                "PER-001 may not create books on 2026-01-04: that is for LIB or AUT.") == true)
        try library.change(Library.otto, [("role", "")], on: "2026-02-02")
        try library.create([("title", "A")], on: "2026-02-03", recording: .told("2026-02-01", of: Library.otto))
        #expect(throws: Refusal.self) {
            try library.create([("title", "A")], on: "2026-02-03", recording: .told("2026-02-02", of: Library.otto))
        }
    }

    @Test("keeps every rule it breaks, when it is asked to be taken in")
    func exceptions() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-01-10"))
        let refusal = #expect(throws: Refusal.self) {
            try library.step(id, "InForce", on: "2026-02-01", recording: .told("2026-01-20"))
        }
        #expect(refusal?.problems.map(\.code) == ["step", "pages", "apart", "required"])
        #expect(refusal?.problems.allSatisfy { $0.message.contains("--accept-exceptions") } == true)
        let change = try library.step(
            id, "InForce", on: "2026-02-01", recording: .told("2026-01-20", accepting: true))[0]
        #expect(change.exceptions.map(\.code) == ["step", "pages", "apart", "required"])
        #expect(change.step == Step(verb: nil, from: "Draft", to: "InForce") && change.speaksOf != nil)
        #expect(library.book(id, asOf: "2026-01-20")?.approvedOn == Day("2026-01-20"))
        #expect(change.exceptions.allSatisfy { !$0.explanation.contains("--accept") })
    }

    @Test("that begins in a later state is the step into it")
    func beginning() throws {
        var library = try Library.founded(.small)
        let values = [("title", "A"), ("summary", "S"), ("pages", "90")]
        let id = try library.create(
            values, on: "2026-02-01", recording: .told("2026-01-20", of: Library.mia, accepting: true), state: "InForce"
        )
        let change = try #require(library.register.history(id)?.changes.first)
        #expect(change.exceptions.map(\.code) == ["beginning", "joined-duties"] && change.speaksOf != nil)
        #expect(library.view("2026-01-20").all(Praise.self).map { $0.book?.id } == [id])
        let next = try library.create(
            values + [("supersedes", id.text)], on: "2026-02-01",
            recording: .told("2026-01-25", of: Library.mia, accepting: true), state: "InForce")
        #expect(library.view("2026-01-24").inForce(Book.self).map(\.id) == [id])
        #expect(library.view("2026-01-25").inForce(Book.self).map(\.id) == [next])
        #expect(library.book(id, asOf: "2026-01-25")?.state == .superseded)
    }

    @Test(
        "of the wrong shape is refused, whatever is accepted",
        arguments: [
            ("pages", "0", "range"), ("reader", "PER-009", "reference"), ("colour", "red", "field"),
            ("genre", "map", "choice"),
        ])
    func shapes(field: String, value: String, code: String) throws {
        var library = try Library.founded()
        let refusal = #expect(throws: Refusal.self) {
            try library.create(
                [("title", "A"), (field, value)], on: "2026-02-01", recording: .told("2026-01-20", accepting: true))
        }
        #expect(refusal?.code == .invalid && refusal?.problems.map(\.code) == [code])
        let id = try library.create([("title", "A")], on: "2026-02-01")
        #expect(throws: Refusal.self) {
            try library.step(id, "Lost", on: "2026-02-01", recording: .told("2026-02-01", accepting: true))
        }
    }

    @Test("may come in any order while nothing was made in the product: the inventory today, its past tomorrow")
    func anyOrder() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "A"), ("pages", "90")], on: "2026-02-01", recording: .told("2026-02-01"))
        try library.change(id, [("pages", "70")], on: "2026-02-03", recording: .told("2026-01-10"))
        try library.change(id, [("pages", "80")], on: "2026-02-04", recording: .told("2026-01-20"))
        try library.change(id, [("pages", "71")], on: "2026-02-05", recording: .told("2026-01-10"))
        #expect(library.book(id, asOf: "2026-01-09") == nil)
        #expect(library.book(id, asOf: "2026-01-10")?.pages == 71, "of one day, the later entry")
        #expect(library.book(id, asOf: "2026-01-10")?.title == nil)
        #expect(library.book(id, asOf: "2026-01-31")?.pages == 80)
        #expect(library.book(id, asOf: "2026-02-05")?.pages == 90)
        #expect(library.book(id, asOf: "2026-01-31", knownAt: 4)?.pages == 70, "as known before the third entry")
    }

    @Test("goes before the first act made in the product, and shows on the days before it only, or after the last")
    func place() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A"), ("pages", "90")], on: "2026-02-10")
        try library.change(id, [("pages", "91")], on: "2026-02-12")
        try library.change(id, [("pages", "50"), ("tags", "early")], on: "2026-02-14", recording: .told("2026-02-01"))
        #expect(library.book(id, asOf: "2026-02-09")?.pages == 50)
        #expect(library.book(id, asOf: "2026-02-10")?.pages == 90)
        #expect(library.book(id, asOf: "2026-02-14")?.tags == nil)
        for day in ["2026-02-10", "2026-02-11", "2026-02-12T08:59:59Z"] {
            let refusal = #expect(throws: Refusal.self) {
                try library.change(id, [("pages", "92")], on: "2026-02-14", recording: .told(day, accepting: true))
            }
            #expect(refusal?.code == .notNow && refusal?.problems.map(\.code) == ["place"])
        }
        try library.change(id, [("pages", "93")], on: "2026-02-14", recording: .told("2026-02-12"))
        try library.change(id, [("pages", "94")], on: "2026-02-14", recording: .told("2026-02-13"))
        #expect(library.book(id, asOf: "2026-02-12")?.pages == 93, "the same day counts as in order")
        #expect(library.book(id, asOf: "2026-02-13")?.pages == 94)
    }

    @Test("finds its place whatever was erased: that changes nothing of what was done")
    func erasures() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-02-01"))
        try library.erase(id, 3, "@source", on: "2026-02-02")
        try library.change(id, [("pages", "70")], on: "2026-02-03", recording: .told("2026-01-10"))
        #expect(library.book(id, asOf: "2026-02-03")?.pages == 70)
    }

    @Test("is judged by what stood before it on its own day")
    func moments() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-01-10T08:00:00Z"))
        try library.change(id, [("pages", "80")], on: "2026-02-01", recording: .told("2026-01-10T18:00:00Z"))
        try library.change(id, [("pages", "80")], on: "2026-02-01", recording: .told("2026-01-10T12:00:00Z"))
        #expect(library.register.history(id)?.changes.count == 3, "at noon it had no pages yet")
        try library.step(id, "InReview", on: "2026-02-01", recording: .told("2026-01-10T20:00:00Z", accepting: true))
        let step = try library.step(
            id, "InForce", on: "2026-02-01", recording: .told("2026-01-10T19:00:00Z", of: Library.mia, accepting: true))[
                0]
        #expect(step.step?.from == "Draft")
        #expect(step.exceptions.map(\.code) == ["step", "required"])
        #expect(library.book(id, asOf: "2026-01-10")?.state == .review)
    }

    @Test("does not end an earlier version in the midst of what was made in the product")
    func superseding() throws {
        var library = try Library.founded()
        let values = [("title", "A"), ("summary", "S"), ("pages", "90")]
        let first = try library.create(values, by: Library.otto, on: "2026-02-01")
        try library.step(first, "InReview", by: Library.otto, on: "2026-02-02")
        try library.step(first, "InForce", on: "2026-02-10")
        let recording = Recording.told("2026-02-05", of: Library.mia, accepting: true)
        let second = try library.create(
            values + [("supersedes", first.text)], on: "2026-02-11", recording: recording, state: "InForce")
        let exceptions = library.register.history(second)?.changes.first?.exceptions.map(\.code)
        #expect(exceptions == ["beginning", "apart", "superseding"])
        #expect(library.book(first, asOf: "2026-02-11")?.state == .inForce)
    }

    @Test("breaks what is closed or approved only as an exception")
    func frozen() throws {
        var library = try Library.founded()
        let id = try library.create(
            [("title", "A"), ("summary", "S"), ("pages", "90")], on: "2026-02-01",
            recording: .told("2026-01-10", accepting: true), state: "Superseded")
        let refusal = #expect(throws: Refusal.self) {
            try library.change(id, [("pages", "91")], on: "2026-02-01", recording: .told("2026-01-11"))
        }
        #expect(refusal?.problems.map(\.code) == ["closed"])
        let step = try library.step(
            id, "InForce", [("pages", "91")], on: "2026-02-01",
            recording: .told("2026-01-11", of: Library.mia, accepting: true))[0]
        #expect(step.exceptions.map(\.code) == ["step", "apart", "closed"])
    }

    @Test("does not change what was approved or closed in the product, whatever is accepted; what is empty it fills")
    func made() throws {
        var library = try Library.founded()
        let id = try library.inForce(on: "2026-02-02")
        let told = Recording.told("2026-02-05", of: Library.mia, accepting: true)
        for values in [[("pages", "91")], [("summary", "T")], [("summary", "")], [("title", "B"), ("genre", "novel")]] {
            for attempt: (inout Library) throws -> Void in [
                { try $0.change(id, values, on: "2026-02-05", recording: told) },
                { try $0.step(id, "take-back", values, on: "2026-02-05", recording: told) },
            ] {
                let refusal = #expect(throws: Refusal.self) { try attempt(&library) }
                #expect(refusal?.code == .notNow && refusal?.problems.map(\.code) == ["made"])
            }
        }
        let filled = try library.change(id, [("genre", "novel")], on: "2026-02-05", recording: told)[0]
        #expect(filled.exceptions.map(\.code) == ["frozen"])
        let mended = try library.change(id, [("genre", "atlas")], on: "2026-02-05", recording: told)
        #expect(!mended.isEmpty, "what was told after the approval may be told better")
    }

    @Test("leaves values of the product alone also where only the approval is told")
    func madeValues() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A"), ("summary", "S"), ("pages", "90")], on: "2026-02-01")
        let told = Recording.told("2026-02-05", of: Library.mia, accepting: true)
        try library.step(id, "InForce", on: "2026-02-05", recording: told)
        try library.change(id, [("genre", "novel")], on: "2026-02-05", recording: told)
        try library.change(id, [("genre", "atlas")], on: "2026-02-05", recording: told)
        let refusal = #expect(throws: Refusal.self) {
            try library.change(id, [("pages", "91")], on: "2026-02-05", recording: told)
        }
        #expect(refusal?.problems.map(\.code) == ["made"])
    }

    @Test("takes the steps there are after the last act, and none there is not that opens what was approved")
    func madeSteps() throws {
        var library = try Library.founded()
        let id = try library.inForce(on: "2026-02-02")
        let told = Recording.told("2026-02-05", of: Library.mia, accepting: true)
        var other = library
        let refusal = #expect(throws: Refusal.self) {
            try library.step(id, "InReview", on: "2026-02-05", recording: told)
        }
        #expect(refusal?.code == .notNow && refusal?.problems.map(\.code) == ["made"])
        try library.step(id, "take-back", on: "2026-02-05", recording: told)
        #expect(library.book(id, asOf: "2026-02-05")?.state == .draft)
        try other.step(id, "Superseded", on: "2026-02-05", recording: told)
        #expect(throws: Refusal.self) { try other.step(id, "Draft", on: "2026-02-05", recording: told) }
    }

    @Test("that changes nothing enters nothing")
    func nothing() throws {
        var library = try Library.founded()
        let id = try library.create([("title", "A")], on: "2026-02-01", recording: .told("2026-01-10"))
        #expect(try library.change(id, [("title", "A")], on: "2026-02-01", recording: .told("2026-01-11")).isEmpty)
        let refusal = #expect(throws: Refusal.self) {
            try library.step(id, "Draft", on: "2026-02-01", recording: .told("2026-01-11", accepting: true))
        }
        #expect(refusal?.code == .notNow)
    }
}
