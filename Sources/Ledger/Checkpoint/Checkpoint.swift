/// Where the Merkle tree over the ledger stands.
///
///     aims.example/ledger        origin: names this ledger, never reused
///     1042                       size:   entries committed to
///     u8…Q=                      root:   SHA-256, base64, 44 characters
///
/// Source: c2sp.org/tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
    package let origin: String
    package let size: LedgerSize
    package let root: Digest
    /// Lines that others may add; they mean nothing here.
    package let extensions: [String]

    package init(origin: String, size: LedgerSize, root: Digest, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The text of the note: each line ends with a newline.
    package var text: String {
        ([origin, size.description, root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    package init(parsing text: String) throws(LedgerProblem) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 4, lines.last == "", !lines.dropLast().contains("") else {
            throw .text("a checkpoint has at least three lines (origin, size, root), none of them empty")
        }
        guard let size = Int(lines[1]), size >= 0, NoteText.isSame(String(size), lines[1]) else {
            throw .text("the checkpoint's second line is not a size in decimal digits")
        }
        guard let root = Digest(base64: lines[2]) else {
            throw .text("the checkpoint's third line is not a digest of 32 bytes in base64")
        }
        self.init(origin: lines[0], size: LedgerSize(size), root: root, extensions: Array(lines[3..<lines.count - 1]))
    }

    /// The checkpoint in `note`, once the signature is verified. The key's name must be the ledger's origin.
    package init(in note: SignedNote, signedBy key: VerifierKey) throws(LedgerProblem) {
        try note.verify(key)
        try self.init(parsing: note.text)
        guard NoteText.isSame(origin, key.name) else {
            throw .text("the checkpoint is of \"\(origin)\", but the key signs for \"\(key.name)\"")
        }
    }

    /// The same from the bytes of a note.
    package init(note bytes: [UInt8], signedBy key: VerifierKey) throws(LedgerProblem) {
        try self.init(in: SignedNote(parsing: bytes), signedBy: key)
    }
}
