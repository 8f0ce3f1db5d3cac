import Ledger
import Records

/// A library whose people do anything at any time, made and told, until something is refused; refusals are passed over.
struct RandomHistory {
    private(set) var register: Register
    private(set) var naive: NaiveRegister
    private(set) var stored: StoredLedger
    private(set) var refusals: [Refusal.Code: Int] = [:]
    private var random: Seeded
    private var now: Moment

    init(seed: Int) throws {
        random = Seeded(seed)
        let seconds = [0, 19_800, -34_200][seed % 3]
        let zone = TimeZoneRules(identifier: "Test", first: seconds, changes: [])
        register = Register(.library, zone: zone)
        naive = NaiveRegister(ahead: seconds * 1_000)
        stored = StoredLedger(.library)
        now = .morning("2026-01-05")
        try run(Library.founding)
    }

    /// The day on which it begins, as days since 1970.
    static let begun = 20_458
    static let books = Declarations.library.kind(Book.self)
    var zone: TimeZoneRules { register.zone }
    var today: Day { zone.day(of: now) }
    var ids: [RecordID] { register.histories(of: RandomHistory.books).map(\.id) }

    mutating func goOn(acts: Int, checking check: (RandomHistory, RandomHistory, Command) throws -> Void) rethrows {
        for _ in 0..<acts {
            now = now.adding(seconds: Int.random(in: 0...6, using: &random) * 9_000)
            let command = command()
            let before = self
            do throws(Refusal) {
                try run(command)
            } catch {
                refusals[error.code, default: 0] += 1
                continue
            }
            try check(before, self, command)
        }
    }

    private mutating func run(_ command: Command) throws(Refusal) {
        for change in try decide(command, register, .library, now: now) {
            register.evolve(change)
            naive.changes.append(change)
            stored.append(change)
        }
    }

    private mutating func command() -> Command {
        let people = [Library.lena, Library.otto, Library.mia]
        let actor = people.randomElement(using: &random) ?? Library.lena
        let act = act()
        var recording: Recording?
        if Int.random(in: 0..<10, using: &random) < 6 {
            recording = Recording(
                at: time(), whose: people.randomElement(using: &random) ?? Library.lena,
                source: Bool.random(using: &random) ? "ledger of 1990" : nil, acceptsExceptions: true)
        }
        let isRemoval = if case .create = act { false } else if case .change = act { false } else { true }
        let reason = Bool.random(using: &random) || isRemoval ? "as it was" : nil
        let known: KnownBy = Bool.random(using: &random) ? .signedIn : .machine(account: "root")
        return Command([act], by: ActingPerson(person: actor, known: known), recording: recording, reason: reason)
    }

    /// A day or moment of the last twelve days, sometimes of tomorrow.
    private mutating func time() -> BusinessTime {
        let back = Int.random(in: -3_600 * 24...3_600 * 24 * 12, using: &random)
        let moment = now.adding(seconds: -back / 1_800 * 1_800)
        return Bool.random(using: &random) ? .moment(moment) : .day(zone.day(of: moment))
    }

    private mutating func act() -> Act {
        let id = ids.suffix(3).randomElement(using: &random)
        guard let id, Int.random(in: 0..<12, using: &random) > 0 else {
            let state = [nil, nil, "Draft", "InReview", "InForce"].randomElement(using: &random) ?? nil
            return .create(RandomHistory.books, state: state, values: values(alwaysTitled: true))
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: return .change(id, values: values(), expecting: nil)
        case 5..<8:
            let verb = ["send-to-review", "put-in-force", "Draft", "InReview", "InForce", "Superseded"]
            return .step(id, verb: verb.randomElement(using: &random) ?? "", values: values(), expecting: nil)
        case 8:
            let changes = register.history(id)?.changes ?? []
            let entry = changes.randomElement(using: &random)?.sequence ?? EntryIndex(0)
            let key = ["title", "summary", "@reason", "@source", "@account"].randomElement(using: &random) ?? ""
            return .erase(id, entry: entry, key: key)
        default:
            let until = register.history(id)?.latest.values[Kind.slot(base: \.retentionUntil)].flatMap(Day.init)
            return until.map { $0 < today } ?? false ? .dispose(id) : .change(id, values: [retention()], expecting: nil)
        }
    }

    private func retention() -> Assignment {
        Assignment(slot: Kind.slot(base: \.retentionUntil), value: .day(today))
    }

    private mutating func values(alwaysTitled: Bool = false) -> [Assignment] {
        var texts: [(key: String, value: String)] = []
        let number = Int.random(in: 0..<4, using: &random)
        for (key, value) in [
            ("summary", "Roads, told \(number)"), ("pages", "\(9 + number)"), ("tags", "a; b\(number)"),
            ("reader", "PER-00\(number % 3 + 1)"),
        ]
        where Bool.random(using: &random) { texts.append((key, number == 3 && key != "tags" ? "" : value)) }
        if alwaysTitled || number == 2 { texts.append(("title", "Salt Roads \(number)")) }
        if number == 1, let id = ids.randomElement(using: &random) { texts.append(("supersedes", id.text)) }
        return (try? RandomHistory.books.assignments(fromText: texts)) ?? []
    }
}
