package import Ledger
import Storage

extension Node {
    /// The note over the whole ledger as it stands, signed; to be published where nobody of ours can take it back.
    package func checkpoint() async throws(Failure) -> [UInt8] {
        try await catchUp()
        let stored = try await Failure.fromStore { () throws(StoreFailure) in try await store.latestCheckpoint() }
        guard let stored else { throw .damaged("there is no checkpoint") }
        return stored.note
    }

    /// An entry with everything that proves it to somebody who has only the verifier key.
    package func proof(of index: EntryIndex) async throws(Failure) -> EntryProof {
        let key = try verifier
        let note = try await checkpoint()
        let checkpoint: Checkpoint
        do throws(LedgerProblem) {
            checkpoint = try Checkpoint(note: note, signedBy: key)
        } catch {
            throw .damaged("its latest checkpoint: \(error)")
        }
        guard checkpoint.size.contains(index) else {
            throw .input(
                "There is no entry \(index): the ledger has \(checkpoint.size) entries, numbered from 0. "
                    + "`hallmark history ID` shows which entries speak of a record.")
        }
        let plan = InclusionProof.plan(of: index, in: checkpoint.size)
        let (stored, nodes) = try await Failure.fromStore { () throws(StoreFailure) in
            (try await store.entry(at: index), try await store.nodes(at: plan.addresses))
        }
        guard let stored, let path = plan.path(from: nodes) else {
            throw .damaged("entry \(index), or a node of the tree that proves it, is missing")
        }
        do throws(LedgerProblem) {
            return EntryProof(
                entry: try stored.entry(),
                inclusion: InclusionProof(index: index, size: checkpoint.size, path: path), checkpoint: note,
                key: key.text)
        } catch {
            throw .damaged("entry \(index): \(error)")
        }
    }
}
