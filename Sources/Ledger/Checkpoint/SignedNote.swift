/// A text with signatures, in the form that other people's verifiers read too.
///
///     example.com/ledger
///     1042
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
///     — example.com/ledger Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
///
/// Source: c2sp.org/signed-note. The text means nothing until a signature of a known key was verified.
package struct SignedNote: Hashable, Sendable {
    /// One line of signature: who, with which key, and the bytes.
    package struct Signature: Hashable, Sendable {
        package let name: String
        /// 4 bytes.
        package let keyID: [UInt8]
        /// 64 bytes when it is an Ed25519 signature.
        package let bytes: [UInt8]

        package init(name: String, keyID: [UInt8], bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }
    }

    package static let byteCountMax = 1 << 20
    package static let signatureCountMax = 100

    /// Ends with a newline.
    package let text: String
    package let signatures: [Signature]

    package init(text: String, signatures: [Signature]) throws(LedgerProblem) {
        guard text.utf8.last == UInt8(ascii: "\n") else { throw .text("a note's text ends with a newline") }
        guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }) else {
            throw .text("a note holds no control characters but newlines")
        }
        guard !signatures.isEmpty else { throw .text("the note has no signature") }
        self.text = text
        self.signatures = signatures
    }

    package init(parsing bytes: [UInt8]) throws(LedgerProblem) {
        guard bytes.count <= SignedNote.byteCountMax else { throw .text("the note is longer than 1 MiB") }
        guard let whole = String(validating: bytes, as: UTF8.self) else { throw .text("the note is not UTF-8") }
        guard bytes.last == UInt8(ascii: "\n") else {
            throw .text("the note does not end with a newline; it may have been cut off")
        }
        guard let gap = SignedNote.lastEmptyLine(bytes) else {
            throw .text("the note has no empty line between its text and its signatures")
        }
        let lines = whole.utf8.dropFirst(gap + 1).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The last piece is the nothing behind the last newline.
        let signatureLines = lines.dropLast()
        guard signatureLines.count <= SignedNote.signatureCountMax else {
            throw .text("the note has more than \(SignedNote.signatureCountMax) signatures")
        }
        var signatures: [Signature] = []
        for line in signatureLines { signatures.append(try SignedNote.signature(Substring(line))) }
        try self.init(text: String(decoding: bytes[..<gap], as: UTF8.self), signatures: signatures)
    }

    package var bytes: [UInt8] {
        var lines = text + "\n"
        for signature in signatures {
            lines += "— \(signature.name) \(Base64.encode(signature.keyID + signature.bytes))\n"
        }
        return Array(lines.utf8)
    }

    /// Throws unless there is a signature of `key` and every one of it is right. Signatures of other keys are not looked at.
    package func verify(_ key: VerifierKey) throws(LedgerProblem) {
        let ours = signatures.filter(key.isSigner)
        guard !ours.isEmpty else {
            let signers = signatures.map(\.name).joined(separator: ", ")
            throw .text("the note is not signed by \(key.name) with key ID \(Hex.encode(key.keyID)), but by \(signers)")
        }
        let signed = Array(text.utf8)
        guard ours.allSatisfy({ key.verifies($0.bytes, over: signed) }) else {
            throw .text("the signature of \(key.name) is not over this text; one of them was changed")
        }
    }

    /// The offset of the newline that is the last empty line.
    private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
        let newline = UInt8(ascii: "\n")
        return bytes.indices.dropFirst().last { bytes[$0] == newline && bytes[$0 - 1] == newline }
    }

    private static func signature(_ line: Substring) throws(LedgerProblem) -> Signature {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, NoteText.isSame(parts[0], "—"), NoteText.isKeyName(parts[1]) else {
            throw .text("a signature line is not of the form \"— name base64\"")
        }
        guard let bytes = Base64.decode(parts[2]), bytes.count > 4 else {
            throw .text("the signature of \(parts[1]) is not a key ID and a signature in base64")
        }
        return Signature(name: parts[1], keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }
}
