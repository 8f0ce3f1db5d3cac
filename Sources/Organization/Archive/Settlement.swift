import AIMS
import Ledger
import Records
import Storage

/// The last steps by which the ledger of an archive becomes that of a folder: a key of its own, settings, a last look.
struct Settlement {
    private let staged: OrganizationFolder
    private let store: SQLiteStore
    private let capabilities: Capabilities
    private let archive: FilePath
    private let work: ArchiveWork

    init(
        _ staged: OrganizationFolder, _ store: SQLiteStore, _ archive: FilePath, _ capabilities: Capabilities,
        _ work: ArchiveWork
    ) {
        self.staged = staged
        self.store = store
        self.archive = archive
        self.capabilities = capabilities
        self.work = work
    }

    func settle(
        _ contents: LedgerContents, summary: LedgerArchive.Summary
    ) async throws(Failure) -> LedgerArchive.Arrival {
        let zoneName = FoundingZone.name(in: contents.register) ?? TimeZoneRules.utc.identifier
        let zone = try zone(zoneName)
        let key = try await sign(contents, zoneName)
        // Read once more from what was really written, in the zone in which it will be read from now on.
        let ledger = try await SoundLedger.examine(
            store, key: key.verifier, declarations: .aims, zone: zone, work: work
        ) { $0.failure(of: archive) }
        let actor = try await chooseActor(ledger.register, zone)
        return LedgerArchive.Arrival(summary: summary, newKey: key.verifier.text, actor: actor, timeZone: zoneName)
    }

    private func zone(_ name: String) throws(Failure) -> TimeZoneRules {
        if let zone = capabilities.zone(name) { return zone }
        throw FoundingZone.unknown(name, "The organization in \(archive)")
    }

    /// The key that signs from now on has the old name, since the ledger is the same; it says so once, over all of it.
    private func sign(_ contents: LedgerContents, _ zoneName: String) async throws(Failure) -> SigningKey {
        guard let root = contents.root else { throw .damaged("its root is not known") }
        var remembered = [
            Setting.originKey: contents.key.text,
            Setting.originCheckpoint: String(decoding: contents.checkpoint, as: UTF8.self),
        ]
        remembered[Setting.rowSecret] = contents.rowSecret?.text
        let (key, note) = try Failure.ofLedger { () throws(LedgerProblem) in
            let key = try SigningKey(name: contents.key.name, seed: capabilities.randomBytes(32))
            let checkpoint = Checkpoint(
                origin: key.name, size: contents.size, root: root, extensions: ArrivalRecord.lines(remembered))
            return (key, try key.sign(checkpoint).bytes)
        }
        try Failure.ofFolder { () throws(FolderFailure) in try staged.createSigningKey(Array((key.text + "\n").utf8)) }
        let batch = Batch(checkpoint: note, settings: remembered.merging([Setting.timeZone: zoneName]) { $1 })
        try await Failure.fromStore { () throws(StoreFailure) in try await store.append(batch, at: contents.size) }
        return key
    }

    /// Whoever is the AIMS manager today; of several, the one who was assigned first.
    private func chooseActor(_ register: Register, _ zone: TimeZoneRules) async throws(Failure) -> RecordID? {
        let today = zone.day(of: capabilities.now())
        let view = View(register, asOf: today, today: today)
        guard let actor = view.holders(of: .manager).first else { return nil }
        try await Failure.fromStore { () throws(StoreFailure) in
            try await store.change(settings: [Setting.actor: actor.text])
        }
        return actor
    }
}
