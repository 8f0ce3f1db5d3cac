internal import Crypto

/// The public half of a key that signs checkpoints, by name.
///
///     PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
///     name         key ID   base64(0x01 ‖ Ed25519 public key, 32 bytes)
///
/// The key ID is the start of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key): a change anywhere in the text is noticed.
/// Source: c2sp.org/signed-note, "Ed25519 signatures".
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// 32 bytes.
    package let publicKey: [UInt8]
    /// 4 bytes, a hint for finding the key; no proof of anything.
    package let keyID: [UInt8]

    static let ed25519: UInt8 = 1

    init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
        self.keyID = VerifierKey.keyID(name: name, publicKey: publicKey)
    }

    package init(parsing text: String) throws(LedgerProblem) {
        let parts = try KeyParts(text, in: "verifier key")
        self.init(name: parts.name, publicKey: parts.key)
        guard keyID == parts.keyID else {
            throw .text("the verifier key's name, key ID and key do not belong together; it was changed or mistyped")
        }
    }

    package var text: String {
        KeyParts(name: name, keyID: keyID, key: publicKey).text
    }

    package var description: String { text }

    package func isSigner(of signature: SignedNote.Signature) -> Bool {
        NoteText.isSame(signature.name, name) && signature.keyID == keyID
    }

    /// True when `signature` is this key's over `text`.
    package func verifies(_ signature: [UInt8], over text: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: text)
    }

    static func keyID(name: String, publicKey: [UInt8]) -> [UInt8] {
        Array(Digest.of(Array(name.utf8), [0x0a, ed25519], publicKey).bytes.prefix(4))
    }
}

/// The text form that verifier keys and signing keys share: name+hhhhhhhh+base64(0x01 ‖ 32 bytes).
struct KeyParts {
    let name: String
    let keyID: [UInt8]
    let key: [UInt8]

    init(name: String, keyID: [UInt8], key: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.key = key
    }

    init(_ text: String, in what: String) throws(LedgerProblem) {
        // The base64 at the end may hold pluses of its own.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, NoteText.isKeyName(parts[0]) else {
            throw .text("the \(what) is not of the form name+hhhhhhhh+base64")
        }
        guard let keyID = Hex.decode(parts[1]), keyID.count == 4 else {
            throw .text("the key ID of the \(what) is not 8 lower-case hexadecimal digits")
        }
        guard let key = Base64.decode(parts[2]), key.count == 33, key[0] == VerifierKey.ed25519 else {
            throw .text("the \(what) does not end with an Ed25519 key of 32 bytes in base64")
        }
        self.init(name: parts[0], keyID: keyID, key: Array(key.dropFirst()))
    }

    var text: String {
        "\(name)+\(Hex.encode(keyID))+\(Base64.encode([VerifierKey.ed25519] + key))"
    }
}
