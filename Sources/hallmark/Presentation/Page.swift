/// What a command says, as blocks in order. It becomes text when it is known what it is written on.
struct Page: Sendable {
    private enum Block: Sendable {
        case gap
        case paragraph(Phrase, indent: Int, hanging: Int)
        case table(TextTable, indent: Int)
        case facts([Fact], indent: Int)
        /// To be copied: never broken.
        case command(String, indent: Int)
    }

    /// A label and what is said under it, in one or more lines.
    struct Fact: Sendable {
        let label: Phrase
        let lines: [Phrase]
        /// A command or a key that comes last: to be copied, never broken.
        let copy: String?

        init(_ label: Phrase, _ lines: Phrase..., copy: String? = nil) {
            self.init(label, lines: lines, copy: copy)
        }

        init(_ label: Phrase, lines: [Phrase], copy: String? = nil) {
            self.label = label
            self.lines = lines
            self.copy = copy
        }

        fileprivate var last: [Line] { copy.map { [Line(Phrase($0))] } ?? [] }
    }

    private static let labelMax = 26
    /// How far in the other side begins where every label is long.
    private static let labelAlone = 4

    private var blocks: [Block] = []

    init() {}

    /// A page of one sentence.
    init(_ phrase: Phrase) { say(phrase) }

    var isEmpty: Bool { blocks.isEmpty }

    /// - Parameter hanging: how much further in the second line begins.
    mutating func say(_ phrase: Phrase, indent: Int = 0, hanging: Int = 0) {
        blocks.append(.paragraph(phrase, indent: indent, hanging: hanging))
    }

    mutating func head(_ phrase: Phrase) {
        gap()
        blocks.append(.paragraph(phrase.inked(.strong), indent: 0, hanging: 0))
    }

    /// One free line; none at the top, and two make one.
    mutating func gap() {
        if case .gap? = blocks.last { return }
        if !blocks.isEmpty { blocks.append(.gap) }
    }

    mutating func table(_ table: TextTable, indent: Int = 0) { blocks.append(.table(table, indent: indent)) }

    mutating func facts(_ facts: [Fact], indent: Int = 2) {
        if !facts.isEmpty { blocks.append(.facts(facts, indent: indent)) }
    }

    mutating func command(_ command: String, indent: Int = 2) { blocks.append(.command(command, indent: indent)) }

    mutating func append(_ page: Page) { blocks += page.blocks }

    func lines(on canvas: Canvas) -> [String] {
        blocks.flatMap { block in
            switch block {
            case .gap: [""]
            case .paragraph(let phrase, let indent, let hanging): paragraph(phrase, indent, hanging, on: canvas)
            case .table(let table, let indent): table.lines(on: canvas, indent: indent)
            case .facts(let facts, let indent): lines(of: facts, indent, on: canvas)
            case .command(let command, let indent): [String(repeating: " ", count: indent) + Harmless.line(command)]
            }
        }
    }

    func text(on canvas: Canvas) -> String {
        lines(on: canvas).map { $0 + "\n" }.joined()
    }

    private func paragraph(_ phrase: Phrase, _ indent: Int, _ hanging: Int, on canvas: Canvas) -> [String] {
        let lines = phrase.wrapped(to: max(20, canvas.textColumns - indent - hanging))
        return lines.enumerated().map { place, line in
            String(repeating: " ", count: indent + (place > 0 ? hanging : 0)) + canvas.text(line)
        }
    }

    /// Labels in one column, what they say in the other; on narrow paper, under one another.
    private func lines(of facts: [Fact], _ indent: Int, on canvas: Canvas) -> [String] {
        let labels = facts.map(\.label.width).filter { $0 <= Page.labelMax }.max() ?? Page.labelAlone
        let room = canvas.textColumns - indent - labels - 2
        return facts.flatMap { fact in
            room >= 20
                ? beside(fact, labels: labels, room: room, indent, on: canvas)
                : paragraph(fact.label.inked(.faint), indent, 2, on: canvas)
                    + fact.lines.flatMap { paragraph($0, indent + 2, 0, on: canvas) }
                    + fact.last.map { String(repeating: " ", count: indent + 2) + canvas.text($0) }
        }
    }

    private func beside(_ fact: Fact, labels: Int, room: Int, _ indent: Int, on canvas: Canvas) -> [String] {
        let right = fact.lines.flatMap { $0.wrapped(to: room) } + fact.last
        // A long label stands above what is said under it.
        let isAbove = fact.label.width > labels
        let above = isAbove ? paragraph(fact.label.inked(.faint), indent, 2, on: canvas) : []
        return above
            + right.indices.map { place in
                let label = place == 0 && !isAbove ? Line(fact.label.inked(.faint)) : Line()
                let said = right[place]
                let fill = said.isEmpty ? 0 : labels - label.columns + 2
                let line = canvas.text(label) + String(repeating: " ", count: fill) + canvas.text(said)
                return line.isEmpty ? "" : String(repeating: " ", count: indent) + line
            }
    }
}
