/// A line of a phrase: pieces of text with their ink, and how many columns they take together.
struct Line: Hashable, Sendable {
    private(set) var runs: [Phrase.Run] = []
    private(set) var columns = 0

    var isEmpty: Bool { runs.isEmpty }

    init() {}

    /// The whole phrase, whatever its width.
    init(_ phrase: Phrase) {
        runs = phrase.runs
        columns = phrase.width
    }

    fileprivate init(_ text: String, _ ink: Phrase.Ink, width: Int) {
        runs = [Phrase.Run(text: text, ink: ink)]
        columns = width
    }

    fileprivate mutating func append(_ text: Substring, _ ink: Phrase.Ink, width: Int) {
        if runs.last?.ink == ink {
            runs[runs.count - 1].text += text
        } else {
            runs.append(Phrase.Run(text: String(text), ink: ink))
        }
        columns += width
    }

    /// With an ellipsis at the end, in at most `width` columns.
    fileprivate func shortened(to width: Int) -> Line {
        var kept = runs
        var columns = columns
        while let last = kept.last?.text.last, columns > width - 1 || last == " " {
            kept[kept.count - 1].text.removeLast()
            columns -= DisplayWidth.of(last)
            if kept[kept.count - 1].text.isEmpty { kept.removeLast() }
        }
        var line = Line()
        line.runs = kept
        line.columns = columns
        line.append("…", kept.last?.ink ?? .plain, width: 1)
        return line
    }
}

extension Phrase {
    /// The phrase in lines of at most `width` columns, broken between words; a word longer than a line is broken inside.
    /// At least one line. With `most`, what does not fit ends in an ellipsis. Cost: linear in the text that is kept.
    func wrapped(to width: Int, most: Int = .max) -> [Line] {
        if runs.count == 1, Harmless.isPlain(runs[0].text) {
            return PlainWrap(run: runs[0], width: max(width, 2), most: most).lines
        }
        var wrap = WordWrap(width: max(width, 2), most: most)
        for run in runs where !wrap.isFull { wrap.add(run) }
        return wrap.finished
    }
}

/// Cuts lines out of a text of one ink in which every byte is a column: what `WordWrap` does, without looking at each word.
private struct PlainWrap {
    let run: Phrase.Run
    let width: Int
    let most: Int

    var lines: [Line] {
        run.text.utf8.withContiguousStorageIfAvailable { bytes in
            var lines: [Line] = []
            var start = bytes.first == 0x20 ? 1 : 0
            while start < bytes.count, lines.count <= most {
                let (end, next) = line(from: start, in: bytes)
                lines.append(Line(String(decoding: bytes[start..<end], as: UTF8.self), run.ink, width: end - start))
                start = next
            }
            if lines.isEmpty { return [Line()] }
            guard lines.count > most else { return lines }
            return lines[..<(most - 1)] + [lines[most - 1].shortened(to: width)]
        } ?? []
    }

    /// Where the line that begins here ends, and where the next one begins.
    private func line(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (end: Int, next: Int) {
        let limit = start + width
        if limit >= bytes.count { return (bytes.last == 0x20 ? bytes.count - 1 : bytes.count, bytes.count) }
        if bytes[limit] == 0x20 { return (limit, limit + 1) }
        // Back to where the word at the limit begins.
        var word = limit
        while word > start, bytes[word - 1] != 0x20 { word -= 1 }
        if word == start { return (limit, limit) }
        var end = limit
        while end < bytes.count, end - word <= width, bytes[end] != 0x20 { end += 1 }
        let isBroken = end - word > width && word < limit
        return isBroken ? (limit, limit) : (word - 1, word)
    }
}

/// Fills lines word by word. A word may begin in one run and end in the next.
private struct WordWrap {
    private struct Piece {
        let text: Substring
        let ink: Phrase.Ink
        let width: Int
    }

    let width: Int
    let most: Int
    private var lines: [Line] = []
    private var word: [Piece] = []

    init(width: Int, most: Int) {
        self.width = width
        self.most = most
    }

    /// What is there already is more than is wanted.
    var isFull: Bool { lines.count > most }

    var finished: [Line] {
        var whole = self
        whole.endWord()
        let lines = whole.lines.isEmpty ? [Line()] : whole.lines
        guard lines.count > most else { return lines }
        return lines[..<(most - 1)] + [lines[most - 1].shortened(to: width)]
    }

    mutating func add(_ run: Phrase.Run) {
        let bytes = run.text.utf8
        var start = bytes.startIndex
        while let space = bytes[start...].firstIndex(of: 0x20) {
            take(run.text[start..<space], run.ink)
            endWord()
            if isFull { return }
            start = bytes.index(after: space)
        }
        take(run.text[start...], run.ink)
    }

    private mutating func take(_ text: Substring, _ ink: Phrase.Ink) {
        if !text.isEmpty { word.append(Piece(text: text, ink: ink, width: DisplayWidth.of(text))) }
    }

    private mutating func endWord() {
        guard let first = word.first else { return }
        let length = word.reduce(0) { $0 + $1.width }
        let used = lines.last?.columns ?? 0
        if lines.isEmpty {
            lines = [Line()]
        } else if used + 1 + length <= width || used + 1 < width && length > width {
            lines[lines.count - 1].append(" ", first.ink, width: 1)
        } else if used > 0 {
            lines.append(Line())
        }
        for piece in word { add(piece) }
        word.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ piece: Piece) {
        if lines[lines.count - 1].columns + piece.width <= width {
            lines[lines.count - 1].append(piece.text, piece.ink, width: piece.width)
            return
        }
        for place in piece.text.indices {
            let next = DisplayWidth.of(piece.text[place])
            if lines[lines.count - 1].columns + next > width {
                lines.append(Line())
                if isFull { return }
            }
            lines[lines.count - 1].append(
                piece.text[place...place], piece.ink, width: next)
        }
    }
}
