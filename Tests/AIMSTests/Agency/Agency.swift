import AIMS
import Ledger
import Records

/// An agency that builds and buys AI, written to as a test tells it. Days move on by hand; every act is kept with what
/// stood before it, so that a test can try the same act differently.
struct Agency {
    struct Decided {
        let before: Register
        let command: Command
        let now: Moment
    }

    private(set) var register = Register(.aims, zone: .utc)
    private(set) var log: [Decided] = []
    /// Nine o'clock on this day is now.
    var day = "2026-03-02"

    var now: Moment {
        guard let moment = Moment("\(day)T09:00:00Z") else { preconditionFailure("\(day) is no day") }
        return moment
    }

    /// The register as of a day, asked today.
    func view(on asOf: String? = nil) -> View {
        guard let day = Day(asOf ?? day), let today = Day(self.day) else { preconditionFailure("no day") }
        return View(register, asOf: day, today: today)
    }

    @discardableResult
    mutating func run(_ command: Command) throws(Refusal) -> [Change] {
        let changes = try decide(command, register, .aims, now: now)
        log.append(Decided(before: register, command: command, now: now))
        for change in changes { register.evolve(change) }
        return changes
    }

    /// Takes in what an earlier release agreed to.
    mutating func take(_ change: Change) { register.evolve(change) }

    /// Creates a record from values in their one-line form and gives its id.
    @discardableResult
    mutating func create<K: RecordKind>(
        _ type: K.Type, _ values: [String: String], by person: RecordID = .nora, in state: K.State? = nil,
        told recording: Recording? = nil, reason: String? = nil, isFound: Bool = false
    ) throws(Refusal) -> RecordID {
        let kind = Declarations.aims.kind(type)
        let act = Act.create(kind, state: state?.rawValue, values: try kind.assignments(fromText: pairs(values)))
        return try run(command(act, person, recording, reason, isFound: isFound))[0].record
    }

    mutating func change(
        _ id: RecordID, _ values: [String: String], by person: RecordID = .nora, told recording: Recording? = nil
    ) throws(Refusal) {
        try run(command(.change(id, values: try assignments(id, values), expecting: nil), person, recording, nil))
    }

    mutating func step(
        _ id: RecordID, _ verb: String, _ values: [String: String] = [:], by person: RecordID = .nora,
        told recording: Recording? = nil, reason: String? = nil
    ) throws(Refusal) {
        let act = Act.step(id, verb: verb, values: try assignments(id, values), expecting: nil)
        try run(command(act, person, recording, reason))
    }

    private func command(
        _ act: Act, _ person: RecordID, _ recording: Recording?, _ reason: String?, isFound: Bool = false
    )
        -> Command
    {
        Command(
            [act], by: ActingPerson(person: person, known: .signedIn), recording: recording, reason: reason,
            isFound: isFound)
    }

    private func assignments(_ id: RecordID, _ values: [String: String]) throws(Refusal) -> [Assignment] {
        guard let kind = Declarations.aims.kind(of: id) else { preconditionFailure("\(id) is of no kind") }
        return try kind.assignments(fromText: pairs(values))
    }

    private func pairs(_ values: [String: String]) -> [(key: String, value: String)] {
        values.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
    }

    func record<K: RecordKind>(_ id: RecordID, _ type: K.Type, on day: String? = nil) -> Record<K>? {
        view(on: day).record(id, as: type)
    }

    func state(_ id: RecordID, on day: String? = nil) -> String? {
        view(on: day).record(id)?.state
    }
}

extension Recording {
    /// Told by the AIMS manager from paper.
    static func told(of person: RecordID, on day: String, acceptsExceptions: Bool = false) -> Recording {
        guard let day = Day(day) else { preconditionFailure("\(day) is no day") }
        return Recording(at: .day(day), whose: person, source: "paper", acceptsExceptions: acceptsExceptions)
    }
}
