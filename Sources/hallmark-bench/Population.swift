import AIMS
import Ledger
import Organization
import Records
import Storage

/// Organizations of a stated size, as an import of what others kept leaves them: a tenth of the records are AI systems, the
/// rest what hangs on them. A record has three changes and on average about a kilobyte of values; days, states and gaps are
/// such that checks find members that pass and members that fail.
struct Population {
    static let manager = ActingPerson(person: Founding.manager, known: .machine(account: "bench"))

    let node: Node
    let count: Int
    /// Nothing happened before.
    private let begins: Day
    /// Commands written so far; each tells of a day of its own.
    private var told = 0

    static func found(at folder: String) async throws(Failure) -> Node {
        let founding = Founding(
            organization: "Bench", timeZone: "UTC", managerName: "Ines Aldermoor",
            managerEmail: "ines@brightwater.example")
        return try await Node.found(at: FilePath(folder), founding, capabilities: .machine, account: "bench")
    }

    /// Fills an organization that was just founded with about `count` records, in commands of a thousand acts.
    static func write(_ count: Int, on node: Node) async throws(Failure) {
        var population = Population(node, count)
        let setting = try await population.govern()
        for stock in try population.stocks(setting) { try await population.fill(stock) }
    }

    /// About how many commands it takes.
    private var commandCount: Int { count * 3 / 1_000 + 60 }

    private init(_ node: Node, _ count: Int) {
        self.node = node
        self.count = count
        begins = node.today.adding(days: -500)
    }

    /// Some of every hundred records.
    func share(_ percent: Int) -> Int { max(1, count * percent / 100) }

    /// The records of one kind: all begin, then all are filled in, then all come into their state.
    private mutating func fill(_ stock: Stock) async throws(Failure) {
        for first in stride(from: 0, to: stock.count, by: 1_000) {
            let numbers = first..<min(first + 1_000, stock.count)
            var acts: [Act] = []
            for number in numbers { acts.append(.create(stock.kind, state: nil, values: try stock.beginning(number))) }
            let ids = try await tell(acts, today: stock.isOfToday).filter {
                $0.act == .create && $0.record.prefix == stock.kind.about.prefix
            }
            .map(\.record)
            acts = []
            for (number, id) in zip(numbers, ids) {
                acts.append(.change(id, values: try stock.details(number), expecting: nil))
            }
            try await tell(acts, today: stock.isOfToday)
            acts = []
            for (number, id) in zip(numbers, ids) { acts.append(try stock.ending(number, id)) }
            try await tell(acts, today: stock.isOfToday)
        }
    }

    /// Tells of acts as of the next day in turn, or of today. One in a hundred commands does not say why it comes so late.
    @discardableResult
    mutating func tell(
        _ acts: [Act], whose: RecordID = Founding.manager, today: Bool = false
    ) async throws(Failure) -> [Change] {
        told += 1
        let day = today ? node.today : begins.adding(days: min(490, told * 490 / commandCount))
        let recording = Recording(
            at: .day(day), whose: whose, source: "old register",
            acceptsExceptions: true)
        let reason = told % 100 == 50 ? nil : "taken over from the old register"
        return try await node.submit(Command(acts, by: Population.manager, recording: recording, reason: reason))
    }

    /// The values of an AI system that somebody enters by hand.
    static func values(_ kind: Kind, _ number: Int, text: String) throws(Failure) -> [Assignment] {
        try kind.values([
            ("name", "System \(number)"), ("intendedPurpose", filler(text, 250)), ("description", filler(text, 250)),
            ("scopeDecision", number.isMultiple(of: 7) ? "out" : "in"), ("scopeReason", "\(text) reason"),
            ("organizationRoles", "provider; user"), ("sourcing", "in-house"),
        ])
    }

    /// Words that say nothing, about so many bytes of them.
    static func filler(_ beginning: String, _ byteCount: Int) -> String {
        let words = "what it does, for whom, and what may come of it; "
        return beginning + ": " + String(repeating: words, count: max(1, byteCount / words.utf8.count))
    }
}

extension Kind {
    /// Values in their one-line form; what is empty is left out.
    func values(_ texts: [(String, String)]) throws(Failure) -> [Assignment] {
        do throws(Refusal) {
            return try assignments(fromText: texts.filter { !$0.1.isEmpty }.map { (key: $0.0, value: $0.1) })
        } catch {
            throw .refused(error)
        }
    }
}
