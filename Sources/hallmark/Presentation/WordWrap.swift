/// One character with its ink and its width in columns.
struct Glyph: Hashable, Sendable {
    let character: Character
    let ink: Phrase.Ink
    let width: Int

    var isSpace: Bool { character == " " }
}

extension Phrase {
    var glyphs: [Glyph] {
        runs.flatMap { run in
            run.text.map { Glyph(character: $0, ink: run.ink, width: DisplayWidth.of($0)) }
        }
    }

    /// The phrase in lines of at most `width` columns, broken between words; a word longer than a line is broken inside.
    /// At least one line. With `most`, what does not fit ends in an ellipsis.
    func wrapped(to width: Int, most: Int = .max) -> [[Glyph]] {
        var wrap = WordWrap(width: max(width, 2))
        for word in glyphs.split(omittingEmptySubsequences: true, whereSeparator: \.isSpace) {
            wrap.add(word)
        }
        let lines = wrap.lines.isEmpty ? [[]] : wrap.lines
        guard lines.count > most else { return lines }
        var kept = Array(lines.prefix(most))
        kept[most - 1] = kept[most - 1].shortened(to: max(width, 2))
        return kept
    }
}

private struct WordWrap {
    let width: Int
    private(set) var lines: [[Glyph]] = []
    private var used = 0

    init(width: Int) { self.width = width }

    mutating func add(_ word: ArraySlice<Glyph>) {
        let length = word.columns
        if lines.isEmpty {
            lines = [[]]
        } else if used + 1 + length <= width || used + 1 < width && length > width {
            append(Glyph(character: " ", ink: word.first?.ink ?? .plain, width: 1))
        } else if used > 0 {
            begin()
        }
        for glyph in word {
            if used + glyph.width > width { begin() }
            append(glyph)
        }
    }

    private mutating func begin() {
        lines.append([])
        used = 0
    }

    private mutating func append(_ glyph: Glyph) {
        lines[lines.count - 1].append(glyph)
        used += glyph.width
    }
}

extension Sequence<Glyph> {
    var columns: Int { reduce(0) { $0 + $1.width } }
}

extension [Glyph] {
    /// With an ellipsis at the end, in at most `width` columns.
    fileprivate func shortened(to width: Int) -> [Glyph] {
        var kept = self
        while kept.columns > width - 1 || kept.last?.isSpace == true { kept.removeLast() }
        return kept + [Glyph(character: "…", ink: kept.last?.ink ?? .plain, width: 1)]
    }
}
