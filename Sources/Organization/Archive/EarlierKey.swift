package import Ledger
import Storage

extension Setting {
    /// The text of the verifier key under which the ledger was signed where it was before.
    package static let originKey = "origin.key"
    /// The last note that was signed there.
    package static let originCheckpoint = "origin.checkpoint"
}

/// The key under which a ledger was signed before an archive brought it here.
///
/// The folder remembers it, so that a checkpoint published back then can still be checked. What the folder remembers proves
/// nothing to others: they compare with the key they were given when that checkpoint was published.
package struct EarlierKey: Hashable, Sendable {
    package let verifier: VerifierKey
    /// The last note that was signed with it.
    package let checkpoint: [UInt8]

    /// Nil when the ledger has always been here, or when what is remembered is no key.
    package init?(rememberedIn settings: [String: String]) {
        guard let text = settings[Setting.originKey], let key = try? VerifierKey(parsing: text) else { return nil }
        verifier = key
        checkpoint = Array((settings[Setting.originCheckpoint] ?? "").utf8)
    }

    /// The key that a ledger's folder remembers, if it signed this note.
    init?(of store: any LedgerStore, whichSigned note: [UInt8]) async throws(Failure) {
        let settings = try await Failure.fromStore { () throws(StoreFailure) in try await store.settings() }
        guard let earlier = EarlierKey(rememberedIn: settings),
            (try? Checkpoint(note: note, signedBy: earlier.verifier)) != nil
        else { return nil }
        self = earlier
    }
}
