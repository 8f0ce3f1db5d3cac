import AIMS
import Ledger
import Organization
import Records
import Storage

/// Writes to an organization without end and says each write once it is acknowledged, until somebody kills it.
///
/// Every line is `ID ENTRY`: a record and the entry that is durable. The crash test holds the folder to these lines.
enum CrashWriter {
    static func run(_ folder: String, clients: Int) async throws(Failure) {
        let node = try await open(FilePath(folder))
        say("ready")
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask { await write(on: node, client) }
            }
        }
    }

    /// Founds the organization where there is none yet.
    private static func open(_ path: FilePath) async throws(Failure) -> Node {
        do throws(Failure) {
            return try await Node.open(at: path, capabilities: .machine)
        } catch {
            guard case .folder = error else { throw error }
            let founding = Founding(
                organization: "Crash", timeZone: "UTC", managerName: "Ines Aldermoor",
                managerEmail: "ines@brightwater.example")
            return try await Node.found(at: path, founding, capabilities: .machine, account: "crash")
        }
    }

    private static func write(on node: Node, _ client: Int) async {
        let kind = node.rules.declarations.kind(AISystem.self)
        let person = ActingPerson(person: Founding.manager, known: .machine(account: "crash"))
        for number in 0... {
            do {
                let values = try kind.assignments(
                    fromText: [("name", "System \(number) of client \(client)"), ("intendedPurpose", "Being there.")])
                let created = try await node.submit(
                    Command([.create(kind, state: nil, values: values)], by: person))
                say("\(created[0].record) \(created[0].sequence)")
                let purpose = try kind.assignments(fromText: [("intendedPurpose", "Being there still.")])
                let changed = try await node.submit(
                    Command([.change(created[0].record, values: purpose, expecting: nil)], by: person))
                say("\(changed[0].record) \(changed[0].sequence)")
            } catch {
                say("failed \(error)")
                return
            }
        }
    }
}
