/// One entry with everything that is needed to check it without the ledger.
///
///     {
///       "beside": {"name": {"salt": "…", "value": "Ada"}},      values that can be erased alone
///       "body": "{…}",                                          as it was hashed; absent once disposed of
///       "checkpoint": "aims.example/ledger\n1042\n…",           the signed note
///       "format": "hallmark-entry-proof/1",
///       "header": "{…}",                                        as it was hashed
///       "index": 7, "size": 1042, "path": ["…", "…"],           RFC 6962 inclusion proof, base64
///       "key": "aims.example/ledger+c74f20a3+…",                the verifier key, to be compared with one from elsewhere
///       "salt": "…"                                             of the body; absent once disposed of
///     }
package struct EntryProof: Hashable, Sendable {
    package static let format = "hallmark-entry-proof/1"

    package let entry: Entry
    package let inclusion: InclusionProof
    /// The note of the checkpoint that the inclusion proof leads to.
    package let checkpoint: [UInt8]
    /// The text of the verifier key.
    package let key: String

    package init(entry: Entry, inclusion: InclusionProof, checkpoint: [UInt8], key: String) {
        self.entry = entry
        self.inclusion = inclusion
        self.checkpoint = checkpoint
        self.key = key
    }
}

extension EntryProof {
    /// What an entry proof shows.
    package struct Finding: Hashable, Sendable {
        package let header: Header
        /// Nil when it was disposed of.
        package let body: JSON?
        package let values: [String: JSON]
        /// The keys of values that the body speaks of and that were erased.
        package let erasedKeys: [String]
        package let checkpoint: Checkpoint
        package let key: VerifierKey
        /// True when nobody said which key to expect: whoever made the file may have made the key.
        package let isKeyTakenOnTrust: Bool
    }

    /// Why an entry proof shows nothing.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case key(LedgerProblem)
        case checkpoint(LedgerProblem)
        case otherSize(proof: LedgerSize, checkpoint: LedgerSize)
        case notIncluded
        case otherEntry(header: EntryIndex, proof: EntryIndex)
        case entry(LedgerProblem)

        package var description: String {
            switch self {
            case .key(let problem): "the key cannot be used: \(problem)"
            case .checkpoint(let problem): "the checkpoint is not to be believed: \(problem)"
            case .otherSize(let proof, let checkpoint):
                "the proof leads to the ledger of \(proof) entries, but the checkpoint is of \(checkpoint); "
                    + "ask for a proof for that size"
            case .notIncluded:
                "the entry is not in the ledger that the checkpoint is of, or the proof was changed"
            case .otherEntry(let header, let proof):
                "the entry says that it is entry \(header), but the proof is for \(proof)"
            case .entry(let problem): problem.description
            }
        }
    }

    /// Checks everything in the proof.
    ///
    /// - Parameters:
    ///   - note: a checkpoint that came from elsewhere; nil takes the one in the proof
    ///   - key: the key to expect; nil takes the one in the proof, on trust
    package func check(against note: [UInt8]? = nil, key expected: VerifierKey? = nil) throws(Refusal) -> Finding {
        let key = if let expected { expected } else { try keyInProof() }
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(note: note ?? self.checkpoint, signedBy: key) } catch {
            throw .checkpoint(error)
        }
        guard checkpoint.size == inclusion.size else {
            throw .otherSize(proof: inclusion.size, checkpoint: checkpoint.size)
        }
        guard inclusion.holds(leaf: entry.leaf, root: checkpoint.root) else { throw .notIncluded }
        return try finding(checkpoint, key, isKeyTakenOnTrust: expected == nil)
    }

    private func keyInProof() throws(Refusal) -> VerifierKey {
        do { return try VerifierKey(parsing: key) } catch { throw .key(error) }
    }

    private func finding(
        _ checkpoint: Checkpoint, _ key: VerifierKey, isKeyTakenOnTrust: Bool
    ) throws(Refusal) -> Finding {
        let header: Header
        var body: JSON?
        var values: [String: JSON] = [:]
        do throws(LedgerProblem) {
            header = try entry.header()
            if entry.body != nil || entry.salt != nil || !entry.beside.isEmpty {
                let opened = try entry.opened()
                body = opened.body
                values = opened.values
            }
        } catch { throw .entry(error) }
        guard header.sequence == inclusion.index else {
            throw .otherEntry(header: header.sequence, proof: inclusion.index)
        }
        let sealed = body?[Entry.sealedKey]?.object ?? [:]
        return Finding(
            header: header, body: body, values: values, erasedKeys: sealed.keys.filter { values[$0] == nil }.sorted(),
            checkpoint: checkpoint, key: key, isKeyTakenOnTrust: isKeyTakenOnTrust)
    }
}
