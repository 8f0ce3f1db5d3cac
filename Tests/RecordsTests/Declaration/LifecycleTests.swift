import Records
import Testing

@Suite("A life cycle")
struct LifecycleTests {
    private let table = Declarations.library.kind(Book.self).lifecycle

    @Test("begins in the first state")
    func beginning() {
        #expect(table.initial == "Draft")
        #expect(table.states.map(\.name) == ["Draft", "InReview", "InForce", "Superseded"])
    }

    @Test("says which states are closed, frozen and what they ask for")
    func states() {
        #expect(table.states.filter(\.isClosed).map(\.name) == ["Superseded"])
        #expect(table.states.filter(\.isFrozen).map(\.name) == ["InForce"])
        #expect(table.state("InReview")?.required == [Kind.slot(\Book.summary)])
        #expect(table.state("Draft")?.required == [])
        #expect(table.state("Lost") == nil)
    }

    @Test(
        "finds a step by its word, its verb or where it leads",
        arguments: [
            ("Draft", "send-to-review", "InReview"), ("Draft", "Send to review", "InReview"),
            ("Draft", "InReview", "InReview"), ("InReview", "InForce", "InForce"),
        ])
    func steps(state: String, name: String, to: String) {
        #expect(table.transition(from: state, named: name)?.to == to)
    }

    @Test(
        "has no step that is not open", arguments: [("Draft", "InForce"), ("Superseded", "Draft"), ("Draft", "lose")])
    func noSteps(state: String, name: String) {
        #expect(table.transition(from: state, named: name) == nil)
    }

    @Test("makes a word for addresses out of a verb")
    func words() {
        let table = Lifecycle<Reader>(
            creators: [.anyone], editors: [.anyone],
            transitions: [Transition("Let go (at once) – now", from: [.active], to: .left, by: [.anyone])]
        ).table
        #expect(table.transitions.map(\.code) == ["let-go-at-once-now"])
    }

    @Test("asks of a told beginning what the step into its state asks, the approving one first")
    func arrival() {
        let table = Lifecycle<Reader>(
            creators: [.anyone], editors: [.anyone],
            transitions: [
                Transition("Leave", from: [.active], to: .left, by: [.anyone]),
                Transition("Release", from: [.active], to: .left, by: [.anyone], approves: true),
            ]
        ).table
        #expect(table.arrival(in: "Left")?.verb == "Release")
        #expect(table.arrival(in: "Active") == nil)
        #expect(table.transition(from: "Active", named: "Left")?.verb == "Leave")
    }

    @Test("keeps who approves apart from author and last editor")
    func apart() {
        #expect(table.transitions.map(\.apart) == [[], [.author, .lastEditor], []])
    }

    @Test("says how versions follow each other, and what a record is said about")
    func versions() {
        #expect(table.versions?.inForce == ["InForce"])
        #expect(table.versions?.superseded == "Superseded")
        #expect(Declarations.library.kind(Reader.self).lifecycle.versions == nil)
        let speaks = Declarations.library.kind(Praise.self).lifecycle.speaks
        #expect(speaks?.subject == Kind.slot(\Praise.book) && speaks?.digest == Kind.slot(\Praise.digest))
    }
}
