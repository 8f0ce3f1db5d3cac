package import Ledger
package import Storage

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

    /// What speaks against a ledger extending a checkpoint that `key` signed; nil when it does.
    ///
    /// Reads O(log n) nodes, and trusts them: examine the ledger first.
    package static func damage(
        of note: [UInt8], signedBy key: VerifierKey, in store: any LedgerStore
    ) async throws(StoreFailure) -> Damage? {
        let checkpoint: Checkpoint
        do throws(LedgerProblem) { checkpoint = try Checkpoint(note: note, signedBy: key) } catch {
            return Damage(.publishedCheckpoint, "\(error)")
        }
        let size = try await store.size()
        guard checkpoint.size <= size else {
            return Damage(
                .publishedCheckpoint, "it speaks of \(checkpoint.size) entries, but the ledger has only \(size)")
        }
        let nodes = try await store.nodes(at: MerkleTree.edge(of: checkpoint.size))
        let tree = MerkleTree(size: checkpoint.size, edge: nodes.compactMap(\.self))
        guard tree?.root == checkpoint.root else {
            return Damage(
                .publishedCheckpoint,
                "the ledger does not extend it: its first \(checkpoint.size) entries have another root")
        }
        return nil
    }
}
