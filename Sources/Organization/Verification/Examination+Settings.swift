import AIMS
import Ledger
import Records
import Storage

extension Examination {
    /// Compares what the folder remembers beside the ledger with what the entries say.
    ///
    /// - Returns: what is wrong, and settings that mean nothing to this release, one line each.
    func settings(
        of store: any LedgerStore, _ checkpoints: [StoredCheckpoint]
    ) async throws(Failure) -> (wrong: [String], strangers: [String]) {
        let settings: [String: String]
        do throws(StoreFailure) {
            settings = try await store.settings()
        } catch .damaged {
            // The container says so itself.
            return ([], [])
        } catch {
            throw .storage(error)
        }
        let strangers = settings.keys.filter { !Setting.all.contains($0) }.sorted().map { "setting “\($0)”" }
        var wrong = ArrivalRecord.complaints(settings, checkpoints: checkpoints)
        guard let register else { return (wrong, strangers) }
        if let zone = settings[Setting.timeZone], let founded = FoundingZone.name(in: register), zone != founded {
            wrong.append(
                "the setting “\(Setting.timeZone)” says \(zone), and the organization was founded in \(founded), by which everything goes; the next change that is made puts the setting right"
            )
        }
        if let actor = settings[Setting.actor], !Examination.isPerson(actor, in: register) {
            wrong.append("the setting “\(Setting.actor)” names “\(actor)”, which is no person")
        }
        return (wrong, strangers)
    }

    private static func isPerson(_ text: String, in register: Register) -> Bool {
        guard let id = RecordID(text) else { return false }
        return register.declarations.kind(of: id)?.name == "Person" && register.history(id) != nil
    }
}

extension Setting {
    /// Every setting there is.
    static let all: Set<String> = [actor, timeZone, originKey, originCheckpoint, rowSecret]
}
