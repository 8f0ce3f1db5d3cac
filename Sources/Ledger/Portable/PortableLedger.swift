/// A whole ledger as text: entries and checkpoints in JSON Lines, and the text of the verifier key.
///
///     entries       {"beside":{…},"body":{…},"header":{…},"leaf":"…","salt":"…"}       see `EntryLine`
///     checkpoints   {"note":"aims.example/ledger\n1042\n…","size":1042}
///     key           aims.example/ledger+c74f20a3+…                                    and a newline
///
/// The nodes of the tree are not in it: they follow from the leaves.
package struct PortableLedger: Hashable, Sendable {
    package var entries: [UInt8]
    package var checkpoints: [UInt8]
    package var key: [UInt8]

    package init(entries: [UInt8], checkpoints: [UInt8], key: [UInt8]) {
        self.entries = entries
        self.checkpoints = checkpoints
        self.key = key
    }

    package init(_ entries: some Sequence<StoredEntry>, checkpoints: [StoredCheckpoint], key: VerifierKey) {
        self.entries = entries.flatMap(EntryLine.bytes)
        self.checkpoints = checkpoints.flatMap(CheckpointLine.bytes)
        self.key = Array((key.text + "\n").utf8)
    }

    /// Verifies everything in it. Throws where it cannot even be read.
    package func verify(published: [UInt8]? = nil) throws(PortableProblem) -> VerificationReport {
        try verify(by: verification(published: published))
    }

    /// A verification that knows key and checkpoints, and has not seen an entry yet.
    package func verification(published: [UInt8]? = nil) throws(PortableProblem) -> Verification {
        let text = key.last == UInt8(ascii: "\n") ? key.dropLast() : key[...]
        return Verification(
            key: String(decoding: text, as: UTF8.self),
            checkpoints: try CheckpointLine.checkpoints(checkpoints[...]), published: published)
    }

    /// Gives all entries to a verification that has not seen one yet.
    package func verify(by begun: Verification) throws(PortableProblem) -> VerificationReport {
        var verification = begun
        var block = EntryBlock()
        var reader = EntryLineReader()
        try reader.add(entries[...]) { entry in
            block.append(entry)
            if block.isFull || block.count == EntryBlock.countUsual {
                verification.take(block, nodes: nil)
                block.removeAll()
            }
        }
        try reader.finish()
        verification.take(block, nodes: nil)
        return verification.finish()
    }
}

/// A stored checkpoint as one line of JSON.
package enum CheckpointLine {
    package static func bytes(_ checkpoint: StoredCheckpoint) -> [UInt8] {
        let json: JSON = [
            "note": .string(String(decoding: checkpoint.note, as: UTF8.self)),
            "size": .integer(Int64(checkpoint.size.value)),
        ]
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// Reads all lines.
    package static func checkpoints(_ bytes: ArraySlice<UInt8>) throws(PortableProblem) -> [StoredCheckpoint] {
        var checkpoints: [StoredCheckpoint] = []
        var lines = LineReader(.checkpoints, byteCountMax: 2 * SignedNote.byteCountMax)
        try lines.add(bytes) { line, number throws(PortableProblem) in
            checkpoints.append(try checkpoint(line, number + 1))
        }
        try lines.finish()
        return checkpoints
    }

    private static func checkpoint(_ line: ArraySlice<UInt8>, _ number: Int) throws(PortableProblem) -> StoredCheckpoint
    {
        let json: JSON
        do { json = try JSON(parsing: Array(line)) } catch {
            throw PortableProblem(.checkpoints, line: number, "column \(error.column): \(error.explanation)")
        }
        guard let note = json["note"]?.string, let size = json["size"]?.integer, size >= 0, json.object?.count == 2,
            json.bytes.elementsEqual(line)
        else {
            throw PortableProblem(.checkpoints, line: number, "it is not \"note\" and \"size\" in canonical form")
        }
        return StoredCheckpoint(size: LedgerSize(Int(size)), note: Array(note.utf8))
    }
}
