package import Ledger
import Records
package import Storage

/// Whether a node may write, and how it knows what was signed.
package enum Signing: Sendable {
    /// It signs what it writes.
    case writing(SigningKey)
    /// It only reads, for this reason. Without a verifier key nobody can say whether a signature is right.
    case reading(VerifierKey?, because: Failure)

    package var verifier: VerifierKey? {
        switch self {
        case .writing(let key): key.verifier
        case .reading(let verifier, _): verifier
        }
    }

    /// Why nothing can be written; `nil` where it can.
    package var obstacle: Failure? {
        switch self {
        case .writing: nil
        case .reading(_, let reason): reason
        }
    }

    func signingKey() throws(Failure) -> SigningKey {
        switch self {
        case .writing(let key): return key
        case .reading(_, let reason): throw reason
        }
    }

    /// What the key in a folder allows. One that is missing or broken, or that others may read, is no reason not to read.
    package init(in folder: OrganizationFolder) {
        do throws(Failure) {
            self = .writing(try Node.signingKey(of: folder))
        } catch {
            let verifier: VerifierKey? =
                if case .folder(.keyExposed) = error {
                    try? Node.signingKey(of: folder, evenIfExposed: true).verifier
                } else { nil }
            self = .reading(verifier, because: error)
        }
    }
}

extension Node {
    /// Whoever has this key can check what the ledger's checkpoints say. Throws where it is not known.
    package nonisolated var verifier: VerifierKey {
        get throws(Failure) {
            if let verifier = signing.verifier { return verifier }
            throw signing.obstacle ?? .damaged("there is no key")
        }
    }

    /// Whether the signature over the latest checkpoint was checked.
    package nonisolated var isHeadVerified: Bool { signing.verifier != nil }

    package static func signingKey(
        of folder: OrganizationFolder, evenIfExposed: Bool = false
    ) throws(Failure) -> SigningKey {
        let bytes = try Failure.ofFolder { () throws(FolderFailure) in
            try folder.readSigningKey(evenIfExposed: evenIfExposed)
        }
        do throws(LedgerProblem) {
            return try SigningKey(parsing: String(decoding: bytes, as: UTF8.self).trimmingOuterSpace())
        } catch {
            throw .folder(.keyBroken(folder.signingKey, detail: "\(error)"))
        }
    }
}
