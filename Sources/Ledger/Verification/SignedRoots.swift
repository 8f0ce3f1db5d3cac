/// The roots in a ledger's checkpoints, as far as they can be believed, and what is wrong with the others.
struct SignedRoots {
    private(set) var anchors: [Anchor] = []
    private(set) var damages: [Damage] = []
    private let key: VerifierKey?

    /// Without a key no signature is checked.
    init(key text: String?, checkpoints: [StoredCheckpoint]) {
        do throws(LedgerProblem) {
            key = if let text { try VerifierKey(parsing: text) } else { nil }
        } catch {
            key = nil
            damages.append(Damage(.verifierKey, "\(error)"))
        }
        for checkpoint in checkpoints { add(checkpoint) }
    }

    /// Adds a note from outside; the key is the ledger's, unless another one is named.
    mutating func add(published note: [UInt8], signedBy publisher: String?) {
        do throws(LedgerProblem) {
            let signer = if let publisher { try VerifierKey(parsing: publisher) } else { key }
            let checkpoint = try SignedRoots.read(note, signer)
            anchors.append(Anchor(size: checkpoint.size.value, root: checkpoint.root, place: .publishedCheckpoint))
        } catch {
            damages.append(Damage(.publishedCheckpoint, "\(error)"))
        }
    }

    private mutating func add(_ stored: StoredCheckpoint) {
        let place = Damage.Place.checkpoint(stored.size)
        do throws(LedgerProblem) {
            let checkpoint = try SignedRoots.read(stored.note, key)
            guard checkpoint.size == stored.size else {
                throw .text("it is filed under \(stored.size) entries, but speaks of \(checkpoint.size)")
            }
            anchors.append(Anchor(size: checkpoint.size.value, root: checkpoint.root, place: place))
        } catch {
            damages.append(Damage(place, "\(error)"))
        }
    }

    /// Without a key, or with a damaged one, no signature can be checked; the root is still worth comparing.
    private static func read(_ note: [UInt8], _ key: VerifierKey?) throws(LedgerProblem) -> Checkpoint {
        if let key {
            try Checkpoint(note: note, signedBy: key)
        } else {
            try Checkpoint(parsing: SignedNote(parsing: note).text)
        }
    }
}
