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
        if runs.count == 1 {
            let cut = runs[0].text.utf8.withContiguousStorageIfAvailable { bytes in
                RunWrap(runs[0], bytes, width: max(width, 2), most: most).lines
            }
            if let cut { return cut }
        }
        var wrap = WordWrap(width: max(width, 2), most: most)
        for run in runs where !wrap.isFull { wrap.add(run) }
        return wrap.finished
    }
}

/// Cuts lines out of a text of one ink: what `WordWrap` does, without putting anything together. The text may be a cell of a
/// megabyte, so it is looked at byte by byte.
private struct RunWrap {
    private let run: Phrase.Run
    private let width: Int
    private let most: Int
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var lines: [Line] = []
    /// The line under way, as offsets, and how many columns it takes.
    private var start = 0
    private var end = 0
    private var used = 0

    init(_ run: Phrase.Run, _ bytes: UnsafeBufferPointer<UInt8>, width: Int, most: Int) {
        self.run = run
        self.bytes = bytes
        self.width = width
        self.most = most
        var place = 0
        while place < bytes.count, lines.count <= most {
            let word = place
            var isPlain = true
            while place < bytes.count, bytes[place] != 0x20 {
                if bytes[place] >= 0x80 { isPlain = false }
                place += 1
            }
            if place > word { add(word, place, width: isPlain ? place - word : DisplayWidth.of(text(word, place))) }
            place += 1
        }
        finishLine()
        if lines.isEmpty { lines = [Line()] }
        if lines.count > most { lines = lines[..<(most - 1)] + [lines[most - 1].shortened(to: width)] }
    }

    private func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    private var isEmpty: Bool { end == start }

    private mutating func add(_ word: Int, _ wordEnd: Int, width wordWidth: Int) {
        let gap = isEmpty ? 0 : word - end
        let fits = used + gap + wordWidth <= width
        if !fits, !isEmpty, wordWidth <= width || used + gap >= width { finishLine() }
        if isEmpty { (start, end) = (word, word) }
        used += word - end
        end = word
        if wordWidth <= width {
            used += wordWidth
            end = wordEnd
        } else {
            addBroken(word, wordEnd)
        }
    }

    /// A word longer than a line, character by character.
    private mutating func addBroken(_ word: Int, _ wordEnd: Int) {
        for character in text(word, wordEnd) {
            let next = DisplayWidth.of(character)
            if used + next > width {
                finishLine()
                if lines.count > most { return }
            }
            end += character.utf8.count
            used += next
        }
    }

    private mutating func finishLine() {
        if !isEmpty { lines.append(Line(text(start, end), run.ink, width: used)) }
        used = 0
        start = end
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
