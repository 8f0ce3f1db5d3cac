/// Cuts text into lines as it comes in pieces, without holding more than the line that is not complete yet.
struct LineReader {
    private let part: PortableProblem.Part
    private let byteCountMax: Int
    private var rest: [UInt8] = []
    /// How many lines were complete so far.
    private(set) var count = 0

    init(_ part: PortableProblem.Part, byteCountMax: Int) {
        self.part = part
        self.byteCountMax = byteCountMax
    }

    /// Gives `take` each line that `piece` completes, without its newline, and its number from 0.
    mutating func add(
        _ piece: ArraySlice<UInt8>, take: (ArraySlice<UInt8>, Int) throws(PortableProblem) -> Void
    ) throws(PortableProblem) {
        var piece = piece
        while let end = piece.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest.isEmpty ? piece[..<end] : (rest + piece[..<end])[...]
            rest = []
            try checkLength(line.count)
            try take(line, count)
            count += 1
            piece = piece[(end + 1)...]
        }
        rest += piece
        try checkLength(rest.count)
    }

    /// Refuses a last line without a newline.
    func finish() throws(PortableProblem) {
        guard rest.isEmpty else {
            throw PortableProblem(
                part, line: count + 1, "it does not end with a newline; the file may have been cut off")
        }
    }

    private func checkLength(_ byteCount: Int) throws(PortableProblem) {
        guard byteCount <= byteCountMax else {
            throw PortableProblem(part, line: count + 1, "it is longer than \(byteCountMax) bytes")
        }
    }
}

/// Reads entries from the portable form as it comes in pieces.
package struct EntryLineReader {
    private var lines = LineReader(.entries, byteCountMax: EntryLine.byteCountMax)

    package init() {}

    /// How many entries were read.
    package var size: LedgerSize { LedgerSize(lines.count) }

    /// Gives `take` each entry that `piece` completes.
    package mutating func add(
        _ piece: ArraySlice<UInt8>, take: (StoredEntry) -> Void
    ) throws(PortableProblem) {
        try lines.add(piece) { line, number throws(PortableProblem) in
            take(try EntryLine.entry(line, at: EntryIndex(number)))
        }
    }

    /// Call it when there are no more pieces: the last line must be complete.
    package func finish() throws(PortableProblem) {
        try lines.finish()
    }
}
