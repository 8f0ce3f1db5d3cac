import Ledger
import Records
import Storage

/// A copy of a node's ledger, as it was at one moment; verified from its bytes.
struct LedgerCopy {
    let path: FilePath
    let ledger: SoundLedger
    let verifier: VerifierKey

    static func make(
        of node: Node, at path: FilePath, for target: FilePath, _ work: ArchiveWork
    ) async throws(Failure) -> LedgerCopy {
        let verifier = try node.verifier
        guard let source = node.store as? SQLiteStore else { throw Backup.inMemory }
        do throws(StoreFailure) {
            try await source.backUp(to: path)
        } catch {
            // The copy lies where the archive will: what the disk says concerns that place.
            throw error.isDamage ? .storage(error) : .archive(ArchiveFailure(error, writing: target))
        }
        let store = try Failure.ofStore { () throws(StoreFailure) in try SQLiteStore(opening: path, access: .readOnly) }
        let zone = try await Node.zone(of: store, node.capabilities)
        let ledger = try await SoundLedger.examine(
            store, key: verifier, declarations: node.rules.declarations, zone: zone, work: work, blame: \.asFailure
        )
        try Failure.ofStore { () throws(StoreFailure) in try store.close() }
        return LedgerCopy(path: path, ledger: ledger, verifier: verifier)
    }

    func manifest(_ form: ArchiveForm, absent: [Digest] = []) -> ArchiveManifest {
        ArchiveManifest(
            form: form, origin: verifier.name, key: verifier.text, entries: ledger.size,
            checkpoint: String(decoding: ledger.checkpoint, as: UTF8.self), members: [], absent: absent)
    }
}

extension StoreFailure {
    /// Whether it is about what is stored, rather than about where.
    fileprivate var isDamage: Bool {
        switch self {
        case .damaged, .foreign, .tooNew: true
        case .movedOn, .unavailable, .busy, .outcomeUnknown, .full, .readOnly, .outdated, .logUnread: false
        }
    }
}
