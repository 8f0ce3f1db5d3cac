import Ledger
import Records
import Storage

/// The register that lies in an organization's folder for a quick start.
///
/// It is signed with the key that signs checkpoints, and says over which entries it was made. So an ordinary start, which does not
/// read those entries again, shows what somebody with the key has worked out from this very ledger, or it reads them.
struct SavedRegister: Sendable {
    let register: Register
    /// Of the tree over the entries that were taken in.
    let root: Digest
    let content: SavedState.Content

    /// What keeps a saved state from being used.
    enum Flaw: Error, Hashable, Sendable {
        case absent
        /// Changed since it was saved, or saved under another key.
        case broken
        /// Of a release that reads entries otherwise, or whose days begin at another time.
        case ofOtherRelease
    }

    /// Reads what is there. Whether the ledger is the one of which it speaks is not known yet.
    init(
        in place: SavedState, signedBy key: VerifierKey, _ declarations: Declarations, zone: TimeZoneRules
    ) throws(Flaw) {
        guard place.isThere else { throw .absent }
        guard let content = place.read() else { throw .broken }
        let statement: Checkpoint
        do throws(LedgerProblem) {
            let note = try SignedNote(parsing: content.seal)
            try note.verify(key)
            statement = try Checkpoint(parsing: note.text)
        } catch {
            throw .broken
        }
        guard statement.origin == SavedRegister.origin(key.name), statement.extensions == [content.digest.base64] else {
            throw .broken
        }
        guard let register = Register(saved: content.bytes, declarations, zone: zone) else { throw .ofOtherRelease }
        guard register.size == statement.size else { throw .broken }
        self.register = register
        root = statement.root
        self.content = content
    }

    /// Saves a register over whose entries the tree has `root`.
    static func save(
        _ register: Register, root: Digest, in place: SavedState, key: SigningKey
    ) throws(StoreFailure) {
        try place.write { take throws(StoreFailure) in
            try register.save(take)
        } seal: { digest in
            let statement = Checkpoint(
                origin: origin(key.name), size: register.size, root: root, extensions: [digest.base64])
            // Without a seal nobody would use it; the key has signed every checkpoint so far.
            return (try? key.sign(statement))?.bytes ?? []
        }
    }

    /// No ledger has a space in its name, so the statement passes for no checkpoint.
    private static func origin(_ name: String) -> String { name + " saved register" }

    /// The tree over the entries that were taken in, if the ledger begins with them.
    func tree(in store: any LedgerStore) async -> MerkleTree? {
        // A store that fails here fails again when the entries are read, and then somebody is told.
        guard let size = try? await store.size(), register.size <= size,
            let tree = try? await MerkleTree.stored(in: store, size: register.size), tree.root == root
        else { return nil }
        return tree
    }

    /// The state that a start would go on from: of this ledger, under this key; `nil` when there is none.
    ///
    /// - Parameter key: the text of the verifier key.
    static func forStart(
        in place: SavedState?, of store: any LedgerStore, signedBy key: String?, _ declarations: Declarations,
        zone: TimeZoneRules
    ) async -> SavedRegister? {
        guard let place, let key, let key = try? VerifierKey(parsing: key),
            let saved = try? SavedRegister(in: place, signedBy: key, declarations, zone: zone),
            await saved.tree(in: store) != nil
        else { return nil }
        return saved
    }
}
