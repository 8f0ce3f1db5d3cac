import AIMS
import Conformity
import Ledger
import Records

/// An organization that a test tells the story of: acts go through `decide`, as everywhere.
struct Company {
    private(set) var register = Register(.aims, zone: .utc)

    /// Founded on the day on which the AIMS began. Priya runs it.
    static let began = "2026-03-02"
    static let priya: RecordID = "PER-001"

    static func founded() throws -> Company {
        var company = Company()
        let founding = Founding(
            organization: "Brightwater Bank", timeZone: "UTC", managerName: "Priya Raman",
            managerEmail: "priya@brightwater.example")
        let command = try founding.command(on: try day(began), at: .morning(began), known: .signedIn)
        try company.run(command, on: began)
        return company
    }

    static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw NoDay(text: text) }
        return day
    }

    struct NoDay: Error { let text: String }

    @discardableResult
    mutating func run(_ command: Command, on day: String) throws(Refusal) -> [Change] {
        let changes = try decide(command, register, .aims, now: .morning(day))
        for change in changes { register.evolve(change) }
        return changes
    }

    // MARK: Acts made in the product

    @discardableResult
    mutating func create<K: RecordKind>(
        _ type: K.Type, _ values: KeyValuePairs<String, String>, by person: RecordID = priya, on day: String
    ) throws -> RecordID {
        let act = Act.create(kind(type), state: nil, values: try Self.assignments(kind(type), values))
        let command = Command(
            [act], by: ActingPerson(person: person, known: .signedIn), isFound: type == IntegrityRun.self)
        return try run(command, on: day)[0].record
    }

    mutating func change(
        _ id: RecordID, _ values: KeyValuePairs<String, String>, by person: RecordID = priya, on day: String
    ) throws {
        let act = Act.change(id, values: try Self.assignments(try kind(of: id), values), expecting: nil)
        try run(Command([act], by: ActingPerson(person: person, known: .signedIn)), on: day)
    }

    mutating func step(
        _ id: RecordID, _ verb: String, _ values: KeyValuePairs<String, String> = [:], by person: RecordID = priya,
        on day: String, reason: String? = nil
    ) throws {
        let act = Act.step(id, verb: verb, values: try Self.assignments(try kind(of: id), values), expecting: nil)
        try run(Command([act], by: ActingPerson(person: person, known: .signedIn), reason: reason), on: day)
    }

    // MARK: Recorded acts: told of something done elsewhere or earlier, whatever rule it breaks

    @discardableResult
    mutating func tell<K: RecordKind>(
        _ type: K.Type, in state: K.State? = nil, _ values: KeyValuePairs<String, String>, whose: RecordID = priya,
        at day: String, on entered: String? = nil, reason: String? = "from the old register"
    ) throws -> RecordID {
        let act = Act.create(kind(type), state: state?.rawValue, values: try Self.assignments(kind(type), values))
        return try told(act, whose, day, entered, reason)[0].record
    }

    mutating func tellChange(
        _ id: RecordID, _ values: KeyValuePairs<String, String>, whose: RecordID = priya, at day: String,
        on entered: String? = nil, reason: String? = "from the old register"
    ) throws {
        let act = Act.change(id, values: try Self.assignments(try kind(of: id), values), expecting: nil)
        _ = try told(act, whose, day, entered, reason)
    }

    /// A change of what was approved, as an earlier release still took it in. Nothing that is done today leads there.
    mutating func spoil(
        _ id: RecordID, _ values: KeyValuePairs<String, String>, at day: String, on entered: String? = nil
    ) throws {
        let kind = try kind(of: id)
        let change = Change(
            sequence: register.size.nextIndex, enteredAt: .morning(entered ?? day), at: .day(try Self.day(day)),
            record: id, kind: kind.name, kindVersion: kind.about.version,
            version: (register.history(id)?.version ?? 0) + 1, act: .change,
            assignments: try Self.assignments(kind, values), step: nil, by: Self.priya, role: .manager,
            enteredBy: Self.priya, known: .signedIn, recorded: Recorded(source: "old register"),
            reason: "from the old register",
            exceptions: [RuleException(code: "frozen", explanation: "What was approved stays as it is.")])
        register.evolve(change)
    }

    mutating func tellStep(
        _ id: RecordID, _ to: String, _ values: KeyValuePairs<String, String> = [:], whose: RecordID = priya,
        at day: String,
        on entered: String? = nil, reason: String? = "from the old register"
    ) throws {
        let act = Act.step(id, verb: to, values: try Self.assignments(try kind(of: id), values), expecting: nil)
        _ = try told(act, whose, day, entered, reason)
    }

    private mutating func told(
        _ act: Act, _ whose: RecordID, _ day: String, _ entered: String?, _ reason: String?
    ) throws -> [Change] {
        let recording = Recording(
            at: .day(try Self.day(day)), whose: whose, source: "old register", acceptsExceptions: true)
        let command = Command(
            [act], by: ActingPerson(person: Self.priya, known: .signedIn), recording: recording, reason: reason)
        return try run(command, on: entered ?? day)
    }

    // MARK: Questions

    func evaluate(
        asOf day: String, knownAt: EntryIndex? = nil, verified: Bool = true, with evaluator: Evaluator = Evaluator()
    ) throws -> Evaluation {
        let today = register.latestTime.map { register.zone.day(of: $0) }
        return evaluator.evaluate(
            register, asOf: try Self.day(day), knownAt: knownAt, today: try today ?? Self.day(day),
            checkpointVerifies: verified)
    }

    func result(_ check: CheckID, asOf day: String, knownAt: EntryIndex? = nil, verified: Bool = true) throws
        -> CheckResult
    {
        let evaluation = try evaluate(asOf: day, knownAt: knownAt, verified: verified)
        guard let result = evaluation[check] else { throw NoCheck(id: check) }
        return result
    }

    struct NoCheck: Error { let id: CheckID }

    var lastEntry: EntryIndex { EntryIndex(register.size.value - 1) }

    private func kind<K: RecordKind>(_ type: K.Type) -> Kind { register.declarations.kind(type) }

    private func kind(of id: RecordID) throws -> Kind {
        guard let kind = register.declarations.kind(of: id) else {
            throw Refusal(.unknown, subject: id.text, reason: "kind", "no kind")
        }
        return kind
    }

    /// Values that begin with a bracket are JSON, all others the one-line form.
    private static func assignments(_ kind: Kind, _ values: KeyValuePairs<String, String>) throws(Refusal)
        -> [Assignment]
    {
        try kind.assignments(fromText: values.map { (key: $0.key, value: $0.value) })
    }
}

extension Moment {
    /// Nine o'clock UTC on a day.
    static func morning(_ day: String) -> Moment {
        guard let moment = Moment("\(day)T09:00:00Z") else { preconditionFailure("\(day) is no day") }
        return moment
    }
}
