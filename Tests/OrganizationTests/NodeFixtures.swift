import Ledger
import Organization
import Records
import Storage
import Synchronization

/// A register as small as one can be, for tests that are about the node and not about what it keeps.
struct Slip: RecordKind {
    enum State: String, Choice {
        case open = "Open"
        case done = "Done"
    }

    static let about = About(
        "Slip", plural: "Slips", address: "slips", prefix: "SLIP", clauses: [], summary: "A line of text.",
        naming: "line")
    static let lifecycle = Lifecycle<Slip>(
        creators: [.anyone], editors: [.anyone], closed: [.done],
        transitions: [Transition("Finish", from: [.open], to: .done, by: [.anyone])])

    let line = text("Line", required: true)
    init() {}
}

extension Rulebook {
    /// Everybody may do everything.
    static let slips = Rulebook(
        declarations: Declarations([Slip.self], later: ["Person"]), rolesHeld: { _, _ in [] }, mayAct: { _, _ in true },
        recorders: [], disposers: [], allowsJoinedDuties: { _ in false }, approval: { _, _ in nil })
}

/// A clock that goes on by a second at each look, and bytes that are counted.
final class Rehearsed: Sendable {
    private let seconds = Mutex(0)

    /// Lets days go by.
    func pass(days: Int) { seconds.withLock { $0 += days * 86_400 } }
    private let draws = Mutex(UInt8(0))

    var capabilities: Capabilities {
        Capabilities(
            now: {
                let second = self.seconds.withLock { seconds in
                    seconds += 1
                    return seconds
                }
                return Moment(milliseconds: 1_795_000_000_000 + Int64(second) * 1_000)
            },
            randomBytes: { count in
                let draw = self.draws.withLock { draw in
                    draw &+= 1
                    return draw
                }
                return (0..<count).map { UInt8(truncatingIfNeeded: $0) &+ draw }
            },
            zone: { _ in .utc })
    }
}

extension Node {
    static func slips(on store: any LedgerStore, rules: Rulebook = .slips) throws -> Node {
        Node(
            rules: rules, store: store, capabilities: Rehearsed().capabilities,
            signing: .writing(try SigningKey(name: "test/slips", seed: [UInt8](repeating: 7, count: 32))),
            tree: MerkleTree(), register: Register(rules.declarations, zone: .utc))
    }

    static func slip(_ line: String, _ kind: Kind) throws -> Command {
        let act = Act.create(kind, state: nil, values: try kind.assignments(fromText: [("line", line)]))
        return Command([act], by: ActingPerson(person: "PER-1", known: .machine(account: "tester")))
    }

    func write(_ line: String) async throws -> RecordID {
        try await submit(Node.slip(line, rules.declarations.kind(Slip.self)))[0].record
    }
}
