/// Why bytes are not what they should be. Nothing is changed by it.
package enum LedgerProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The header's bytes are not a header in its one canonical form.
    case header(String)
    /// Body and salt do not give the digest in the header.
    case bodyDigest
    /// The body is not a JSON object, or its ledger members are not what they should be.
    case body(String)
    /// The body was disposed of, or is missing.
    case bodyGone
    /// A value beside the entry does not give the digest in the body.
    case valueDigest(key: String)
    /// A value lies beside the entry that its body does not know.
    case unknownValue(key: String)
    /// The values beside an entry are not in the form in which they are stored.
    case beside(String)
    /// The text of a key, note, checkpoint or proof is not what it should be.
    case text(String)

    package var description: String {
        switch self {
        case .header(let detail): "the entry's header cannot be read: \(detail)"
        case .bodyDigest: "the entry's body is not the one its header speaks of"
        case .body(let detail): "the entry's body cannot be read: \(detail)"
        case .bodyGone: "the entry's body is not there any more"
        case .valueDigest(let key): "the value \"\(key)\" is not the one the entry speaks of"
        case .unknownValue(let key): "the entry knows no value \"\(key)\", but one lies beside it"
        case .beside(let detail): "the values beside the entry cannot be read: \(detail)"
        case .text(let detail): detail
        }
    }
}
