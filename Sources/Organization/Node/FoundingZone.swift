import AIMS
import Ledger
package import Records
package import Storage

extension Node {
    /// The time zone of an organization: the one in which it was founded, as the entry says that founded it. What the folder remembers
    /// counts where no entry can say it.
    package static func zone(
        of store: any LedgerStore, _ capabilities: Capabilities
    ) async throws(Failure) -> TimeZoneRules {
        let settings = try await Failure.fromStore { () throws(StoreFailure) in try await store.settings() }
        guard let name = try await FoundingZone.name(in: store) ?? settings[Setting.timeZone] else { return .utc }
        guard let zone = capabilities.zone(name) else { throw FoundingZone.unknown(name, "This organization") }
        return zone
    }
}

/// The time zone in which an organization was founded. It decides what a day is, in every place and for ever.
enum FoundingZone {
    /// The organization is founded with the first command, and in it first.
    private static let entriesMax = 8

    /// Nil when the first entries found no organization, or cannot be read: who reads on says what is wrong with them.
    static func name(in store: any LedgerStore) async throws(Failure) -> String? {
        let block: EntryBlock
        do throws(StoreFailure) {
            block = try await store.entries(from: EntryIndex(0), limit: entriesMax)
        } catch .damaged {
            return nil
        } catch {
            throw .storage(error)
        }
        for stored in block {
            guard let entry = try? stored.entry(), let opened = try? Replay.open(entry),
                let change = try? Change(opened, .aims)
            else { return nil }
            if let name = name(in: change) { return name }
        }
        return nil
    }

    /// Of a register that was read already.
    static func name(in register: Register) -> String? {
        guard let kind = register.declarations.kinds.first(where: { $0.name == "Organization" }) else { return nil }
        return register.histories(of: kind).flatMap(\.changes).min { $0.sequence < $1.sequence }.flatMap(name)
    }

    private static func name(in change: Change) -> String? {
        guard change.act == .create, Declarations.aims.kind(of: change.record)?.name == "Organization",
            case .text(let name)? = change.assignments.first(where: {
                $0.slot == Kind.slot(\AIMS.Organization.timeZone)
            })?.value
        else { return nil }
        return name
    }

    static func unknown(_ name: String, _ whose: String) -> Failure {
        .input("\(whose) lives in the time zone “\(name)”, which this machine does not know. Install tzdata.")
    }
}
