package import Ledger
import Records

/// The secret under which digests of rows are made that were brought in from a file.
///
/// Without it nobody can find out from such a digest, which stays, what stood in a cell that was erased. It is as old as the ledger:
/// made of the first key that signed it, kept in backups with that key, and carried along by the archive of an organization.
/// No export of records holds it. Source: docs/decisions/019-row-digests.md.
package struct RowSecret: Sendable {
    private let bytes: [UInt8]

    package init(of key: SigningKey) {
        bytes = key.secret(for: "hallmark/rows")
    }

    /// Nil unless it is the text of one.
    init?(text: String) {
        guard let digest = Digest(base64: text.trimmingOuterSpace()) else { return nil }
        bytes = digest.bytes
    }

    /// As it stands in an archive and in the settings.
    var text: String { Base64.encode(bytes) }

    /// The digest of a text that is made for a purpose and no other.
    func digest(of text: String, for purpose: String) -> Digest {
        Digest.of(Array((purpose + "\n" + text).utf8), under: bytes)
    }
}

extension Setting {
    /// The secret for rows, where it is not that of the folder's own key: in a ledger that an archive brought here.
    static let rowSecret = "rows.secret"
}

extension Node {
    /// The secret under which rows are known again, here and wherever the ledger was before. Throws where the key is not there of
    /// which it is made.
    package func rowSecret() async throws(Failure) -> RowSecret {
        if let secret = try await rowSecretIfKnown() { return secret }
        throw signing.obstacle ?? .damaged("there is no key")
    }

    /// The same; nil where the key is not there.
    func rowSecretIfKnown() async throws(Failure) -> RowSecret? {
        if let text = try await setting(Setting.rowSecret) {
            guard let secret = RowSecret(text: text) else {
                throw .damaged("the setting “\(Setting.rowSecret)” is not what it should be")
            }
            return secret
        }
        if case .writing(let key) = signing { return RowSecret(of: key) }
        guard let folder, let key = try? Node.signingKey(of: folder, evenIfExposed: true) else { return nil }
        return RowSecret(of: key)
    }
}
