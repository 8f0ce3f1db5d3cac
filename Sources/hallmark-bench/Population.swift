import AIMS
import Ledger
import Organization
import Records
import Storage

/// Organizations of a stated size: every record has three changes and about a kilobyte of values.
enum Population {
    static let manager = ActingPerson(person: Founding.manager, known: .machine(account: "bench"))

    static func found(at folder: String) async throws(Failure) -> Node {
        let founding = Founding(
            organization: "Bench", timeZone: "UTC", managerName: "Ines Aldermoor",
            managerEmail: "ines@brightwater.example")
        return try await Node.found(at: FilePath(folder), founding, capabilities: .machine, account: "bench")
    }

    /// Writes `count` systems in commands of a thousand acts.
    static func write(_ count: Int, on node: Node) async throws(Failure) {
        let kind = node.rules.declarations.kind(AISystem.self)
        var written = 0
        while written < count {
            let part = min(1_000, count - written)
            let created = try await node.submit(
                Command(
                    try (0..<part).map { number throws(Failure) in
                        .create(kind, state: nil, values: try values(kind, written + number, text: "First"))
                    }, by: manager))
            for turn in ["Second", "Third"] {
                _ = try await node.submit(
                    Command(
                        try created.map { change throws(Failure) in
                            .change(
                                change.record, values: try values(kind, change.record.number, text: turn),
                                expecting: nil)
                        }, by: manager))
            }
            written += part
        }
    }

    static func values(_ kind: Kind, _ number: Int, text: String) throws(Failure) -> [Assignment] {
        let filler = String(repeating: "\(text) words about what it does and for whom. ", count: 6)
        do throws(Refusal) {
            return try kind.assignments(fromText: [
                ("name", "System \(number)"), ("intendedPurpose", filler), ("description", filler),
                ("scopeDecision", number.isMultiple(of: 7) ? "out" : "in"), ("scopeReason", "\(text) reason"),
                ("organizationRoles", "provider; user"), ("sourcing", "in-house"), ("registeredOn", "2026-01-15"),
            ])
        } catch {
            throw .refused(error)
        }
    }
}
