internal import Crypto

/// The secret half of a key that signs checkpoints. Whoever has it can speak for the ledger.
///
///     PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz
///
/// Signing is deterministic (RFC 8032): the same text gives the same note.
package struct SigningKey: Sendable {
    package let verifier: VerifierKey
    /// 32 secret bytes.
    private let seed: [UInt8]
    private let key: Curve25519.Signing.PrivateKey

    private static let prefix = "PRIVATE+KEY+"

    /// A key from 32 random bytes. The name is the ledger's origin: not empty, without spaces and pluses.
    package init(name: String, seed: [UInt8]) throws(LedgerProblem) {
        guard NoteText.isKeyName(name) else {
            throw .text("\"\(name)\" cannot name a key; leave out spaces and pluses")
        }
        do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed) } catch {
            throw .text("a signing key is made from 32 bytes, not \(seed.count)")
        }
        self.seed = seed
        verifier = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    package init(parsing text: String) throws(LedgerProblem) {
        guard text.hasPrefix(SigningKey.prefix) else { throw .text("a signing key begins with \(SigningKey.prefix)") }
        let parts = try KeyParts(String(text.dropFirst(SigningKey.prefix.count)), in: "signing key")
        try self.init(name: parts.name, seed: parts.key)
        guard verifier.keyID == parts.keyID else {
            throw .text("the signing key's name, key ID and key do not belong together; it was changed or mistyped")
        }
    }

    package var name: String { verifier.name }

    /// The secret as text. Keep it where only the program can read it.
    package var text: String {
        SigningKey.prefix + KeyParts(name: name, keyID: verifier.keyID, key: seed).text
    }

    /// Another secret of 32 bytes, always the same for a purpose. It tells nothing about the key.
    package func secret(for purpose: String) -> [UInt8] {
        Digest.of(Array(purpose.utf8), under: seed).bytes
    }

    package func sign(_ checkpoint: Checkpoint) throws(LedgerProblem) -> SignedNote {
        try sign(text: checkpoint.text)
    }

    /// Signs a text that ends with a newline.
    package func sign(text: String) throws(LedgerProblem) -> SignedNote {
        let bytes: [UInt8]
        do { bytes = Array(try key.signature(for: Array(text.utf8))) } catch {
            throw .text("the checkpoint could not be signed: \(error)")
        }
        let signature = SignedNote.Signature(name: name, keyID: verifier.keyID, bytes: bytes)
        return try SignedNote(text: text, signatures: [signature])
    }
}
