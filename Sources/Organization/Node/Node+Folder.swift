package import AIMS
import Ledger
import Records
package import Storage

/// Settings of a folder: things without a past, in a backup, never in an export.
package enum Setting {
    /// The person for whom commands act when nobody is named.
    package static let actor = "actor"
    /// IANA name of the zone that decides what a day is.
    package static let timeZone = "timeZone"
}

extension Node {
    /// Founds an organization in an empty folder, in one act. Everything is there afterwards, or nothing.
    package static func found(
        at path: FilePath, _ founding: Founding, capabilities: Capabilities, account: String
    ) async throws(Failure) -> Node {
        guard let zone = capabilities.zone(founding.timeZone) else {
            throw .input(
                "There is no time zone “\(founding.timeZone)”. Use a name of the IANA list, like Europe/Amsterdam or UTC."
            )
        }
        let now = capabilities.now()
        let command: Command
        do throws(Refusal) {
            command = try founding.command(
                on: zone.day(of: now), at: now, known: .machine(account: account))
        } catch {
            throw .refused(error)
        }
        let creation = try Failure.ofFolder { () throws(FolderFailure) in try FolderCreation.begin(at: path) }
        try await fill(creation.staged, founding, command, zone, capabilities)
        let folder = try Failure.from(creation)
        return try await open(folder, capabilities: capabilities)
    }

    private static func fill(
        _ staged: OrganizationFolder, _ founding: Founding, _ command: Command, _ zone: TimeZoneRules,
        _ capabilities: Capabilities
    ) async throws(Failure) {
        let name = origin(of: founding.organization, random: capabilities.randomBytes(8))
        let key = try Failure.ofLedger { () throws(LedgerProblem) in
            try SigningKey(name: name, seed: capabilities.randomBytes(32))
        }
        try Failure.ofFolder { () throws(FolderFailure) in try staged.createSigningKey(Array((key.text + "\n").utf8)) }
        let store = try Failure.ofStore { () throws(StoreFailure) in try SQLiteStore.create(at: staged.ledger) }
        let node = try await open(store, key: key, rules: .aims, capabilities: capabilities, zone: zone)
        _ = try await node.submit(command)
        try await Failure.fromStore { () throws(StoreFailure) in
            try await store.change(settings: [
                Setting.actor: Founding.manager.text, Setting.timeZone: founding.timeZone,
            ])
        }
        try Failure.ofStore { () throws(StoreFailure) in try store.close() }
    }

    /// Opens the organization in a folder. Refuses a damaged ledger; `Examination` works on it all the same.
    ///
    /// Where the folder cannot be written, or its key is missing, the node only reads, and says why when it is asked to write.
    ///
    /// - Parameter isWritable: whether the folder can be written; asked of the operating system when nothing is said.
    package static func open(
        at path: FilePath, capabilities: Capabilities, saving rule: SavingRule = .usual, isWritable: Bool? = nil
    ) async throws(Failure) -> Node {
        let folder = try Failure.ofFolder { () throws(FolderFailure) in try OrganizationFolder(opening: path) }
        guard isWritable ?? folder.isWritable else { return try await openStill(folder, capabilities: capabilities) }
        return try await open(folder, capabilities: capabilities, saving: rule)
    }

    private static func open(
        _ folder: OrganizationFolder, capabilities: Capabilities, saving rule: SavingRule = .usual
    ) async throws(Failure) -> Node {
        let store = try Failure.ofStore { () throws(StoreFailure) in try SQLiteStore(opening: folder.ledger) }
        try await checkSchema(of: store)
        let node = try await open(
            store, Signing(in: folder), rules: .aims, capabilities: capabilities, zone: zone(of: store, capabilities),
            folder: folder, saving: rule)
        try await node.compareZone()
        return node
    }

    /// Notes that the folder remembers another time zone than the one of the founding.
    private func compareZone() async throws(Failure) {
        guard let remembered = try await setting(Setting.timeZone), let founded = FoundingZone.name(in: register),
            remembered != founded
        else { return }
        zoneToRemember = founded
    }

    /// Refuses a database in which somebody put something of their own.
    private static func checkSchema(of store: SQLiteStore) async throws(Failure) {
        do throws(StoreFailure) {
            try await store.checkSchema()
        } catch {
            guard case .damaged(let detail) = error else { throw .storage(error) }
            throw .damaged(detail)
        }
    }

    /// Somebody who begins to write while a ledger is read that nobody had open makes the reading void: so often.
    private static let attemptsMax = 5

    /// Opens it as it is at this moment, and writes nothing.
    private static func openStill(
        _ folder: OrganizationFolder, capabilities: Capabilities
    ) async throws(Failure) -> Node {
        let obstacle = Failure.storage(.readOnly(detail: "\(folder.path) may not be written"))
        let signing = Signing.reading(Signing(in: folder).verifier, because: obstacle)
        for _ in 0..<attemptsMax {
            let store = try Failure.ofStore { () throws(StoreFailure) in
                try SQLiteStore(opening: folder.ledger, access: .moment)
            }
            let found: Result<Node, Failure>
            do throws(Failure) {
                try await checkSchema(of: store)
                found = .success(
                    try await open(
                        store, signing, rules: .aims, capabilities: capabilities, zone: zone(of: store, capabilities),
                        folder: folder, saving: .usual))
            } catch {
                found = .failure(error)
            }
            // Otherwise it may be a mixture of before and after.
            if (try? store.isUndisturbed()) ?? false { return try found.get() }
            try? store.close()
        }
        throw .storage(.busy(detail: "\(folder.ledger): others began to write again and again while it was read"))
    }

    /// A setting of the folder.
    package func setting(_ name: String) async throws(Failure) -> String? {
        try await Failure.fromStore { () throws(StoreFailure) in try await store.settings() }[name]
    }

    package func set(_ name: String, to value: String?) async throws(Failure) {
        try await Failure.fromStore { () throws(StoreFailure) in try await store.change(settings: [name: value]) }
    }

    /// Lets go of the folder. Every call after that fails. Waits for the state when that is just being saved.
    package func close() async throws(Failure) {
        await finishSaving()
        guard let store = store as? SQLiteStore else { return }
        try Failure.ofStore { () throws(StoreFailure) in try store.close() }
    }
}
