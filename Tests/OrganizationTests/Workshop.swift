import AIMS
import Exchange
import Ledger
import Organization
import Records
import Storage

/// A founded organization in memory, and what tests do with it.
struct Workshop {
    let node: Node
    let store: MemoryStore
    let clock: Rehearsed
    static let ines = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))

    init() async throws {
        store = MemoryStore()
        clock = Rehearsed()
        node = try await Workshop.open(store, clock)
        let founding = Founding(
            organization: "Brightwater", timeZone: "UTC", managerName: "Ines Aldermoor",
            managerEmail: "ines@brightwater.example")
        let now = clock.capabilities.now()
        _ = try await node.submit(
            founding.command(on: TimeZoneRules.utc.day(of: now), at: now, known: .machine(account: "tester")))
    }

    /// That of the key below.
    static let secret = RowSecret(of: key)
    private static let key = try! SigningKey(name: "hallmark/brightwater", seed: [UInt8](repeating: 3, count: 32))

    static func open(_ store: any LedgerStore, _ clock: Rehearsed) async throws -> Node {
        return try await Node.open(store, key: key, rules: .aims, capabilities: clock.capabilities, zone: .utc)
    }

    var systems: Kind { node.rules.declarations.kind(AISystem.self) }

    /// The plan of an import; with the first guess where no mapping is given.
    func plan(_ text: String, _ mapping: ColumnMapping? = nil, source: String = "list.csv") throws -> ImportPlan {
        let (table, bound) = try read(text, mapping)
        return ImportPlan(
            table, of: source, as: systems, mapping: bound, view: node.view(), secret: Workshop.secret,
            now: clock.capabilities.now())
    }

    /// The table, and which column fills which field; by the first guess where no mapping is given.
    func read(_ text: String, _ mapping: ColumnMapping? = nil) throws -> (Table, BoundMapping) {
        let table = try TableReader.table(Array(text.utf8))
        let fields = systems.targetFields(words: SystemWords.words)
        let chosen = mapping ?? MappingGuess(fields, for: table).mapping(register: "systems")
        return (table, try BoundMapping(chosen, to: table, fields: fields))
    }

    @discardableResult
    func bringIn(_ plan: ImportPlan, accepting: Bool = false) async throws -> [Change] {
        try await node.submit(
            plan.command(by: Workshop.ines, now: clock.capabilities.now(), accepting: accepting))
    }

    func system(_ number: Int) throws -> Record<AISystem>? {
        node.view().record(RecordID(prefix: "SYS", number: number, digits: 1), as: AISystem.self)
    }
}
