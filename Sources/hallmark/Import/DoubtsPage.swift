import Exchange
import Organization
import Records

/// Where an import has to ask, gathered: the same question about the same column stands once, with examples.
struct DoubtsPage {
    let plan: ImportPlan

    private static let examplesMax = 3

    /// A question about a column, and the cells it is asked of.
    private struct Topic {
        let column: Table.Column
        let question: String
        var doubts: [Doubt]
    }

    func add(to page: inout Page) {
        let topics = topics
        let cells = topics.reduce(0) { $0 + $1.doubts.count }
        page.head("Where it has to ask")
        if topics.isEmpty {
            page.say("Nowhere: every cell that a field takes is plain.", indent: 2)
        } else {
            page.say(
                "\(cells, "cell") in \(Set(topics.map(\.column.number)).count, "column"). Nothing is guessed: what is not certain is kept word for word.",
                indent: 2)
        }
        for topic in topics {
            page.gap()
            page.say(
                "\(strong: "\(topic.column.number) \(topic.column.header)"): \(topic.doubts.count, "cell"). \(topic.question)",
                indent: 2, hanging: 2)
            page.facts(examples(of: topic), indent: 4)
            if let hint = patternHint(for: topic) { page.say(hint, indent: 4) }
        }
        addRemarks(to: &page)
    }

    /// The commonest texts, each with the rows where it stands and what is particular about it.
    private func examples(of topic: Topic) -> [Page.Fact] {
        let texts = Dictionary(grouping: topic.doubts) { CellText.trimmed($0.text) }.sorted {
            ($1.value.count, $0.value[0].row) < ($0.value.count, $1.value[0].row)
        }
        let shown = texts.prefix(DoubtsPage.examplesMax).map { text, doubts in
            let rows = "\(doubts.count == 1 ? "row" : "rows") \(Notice.listed(doubts.map(\.row), showing: 3))"
            return Page.Fact("“\(text.cut(to: 60))”", "\(rows). \(Phrase(saying: doubts[0].question.afterQuestion))")
        }
        let rest = texts.count - shown.count
        return rest > 0 ? shown + [Page.Fact("", "\(faint: Amount.of(rest, "other text")) like these")] : shown
    }

    /// How many of the texts become days when a mapping file states how they are written.
    private func patternHint(for topic: Topic) -> Phrase? {
        let readable = DatePattern.usual.map { pattern in
            (pattern, topic.doubts.count { DateReading($0.text, pattern: pattern).day != nil })
        }.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
        guard let best = readable.first else { return nil }
        let others = readable.dropFirst().map { ", “\($0.0)” \($0.1)" }.joined()
        return
            "With \(strong: "\"date\"") beside the column in a mapping file, “\(best.0.description)” reads \(best.1) of \(topic.doubts.count)\(others)."
    }

    /// Most cells first, then by column.
    private var topics: [Topic] {
        var found: [String: Topic] = [:]
        for doubt in plan.rows.flatMap(\.doubts) {
            let question = doubt.question.question
            let key = "\(doubt.column.number) \(question)"
            found[key, default: Topic(column: doubt.column, question: question, doubts: [])].doubts.append(doubt)
        }
        return found.values.sorted {
            ($1.doubts.count, $0.column.number, $0.question) < ($0.doubts.count, $1.column.number, $1.question)
        }
    }

    private func addRemarks(to page: inout Page) {
        let remarks = plan.rows.flatMap { row in row.remarks.map { (row: row.number, remark: $0) } }
        let groups = Dictionary(grouping: remarks) { $0.remark.topic }
        guard !groups.isEmpty else { return }
        page.head("Rows to look at")
        for (topic, found) in groups.sorted(by: { $0.value[0].row < $1.value[0].row }) {
            let rows = Set(found.map(\.row)).sorted()
            page.say(
                "\(rows.count, "row") \(topic) (\(rows.count == 1 ? "row" : "rows") \(Notice.listed(rows))).",
                indent: 2,
                hanging: 2)
        }
    }
}

extension String {
    /// Up to the question mark, which every doubt about a kind of cell shares.
    fileprivate var question: String {
        firstIndex(of: "?").map { String(self[...$0]) } ?? self
    }

    /// What follows it: what is particular about one cell.
    fileprivate var afterQuestion: String {
        firstIndex(of: "?").map { String(self[index(after: $0)...].drop { $0 == " " }) } ?? ""
    }

    /// At most so many characters, the last one an ellipsis where something was left out.
    func cut(to count: Int) -> String {
        // Not counted: the text may be a whole cell of a megabyte.
        let end = index(startIndex, offsetBy: count, limitedBy: endIndex) ?? endIndex
        return end == endIndex ? self : prefix(count - 1) + "…"
    }
}

extension ImportPlan.Remark {
    /// What it says of a row, without the row.
    var topic: String {
        switch self {
        case .twin: "with the same text in every cell as an earlier row: each becomes a record of its own"
        case .sameIdentifier(_, let header, _):
            "whose “\(header.cut(to: 60))” stands in another row too, so it does not tell rows apart: each becomes a record of its own"
        case .namesake: "with the name of an earlier row and other content: each becomes a record of its own"
        case .sameName: "with the name of a record that is there already: it becomes another record"
        case .missing(let field):
            "without “\(field)”, which every record needs: taken in as an exception, to be filled in later"
        case .kept(let column, let reason): "with a text in column \(column) that is kept word for word. \(reason)"
        case .changedHere(let field, _):
            "whose record had its “\(field)” changed or erased here since: it stays as it is here"
        case .breaks(let exception):
            "breaking a rule of acts made here, taken in only with --accept-exceptions. \(exception.explanation)"
        }
    }

    /// With the row it speaks of.
    var sentence: String {
        switch self {
        case .twin(let row): "the same text in every cell as row \(row)"
        case .sameIdentifier(let text, let header, let rows):
            "“\(header.cut(to: 60))” is “\(text.cut(to: 60))” in \(rows.count == 1 ? "row" : "rows") \(Notice.listed(rows, showing: 3)) too"
        case .namesake(let row): "the same name as row \(row)"
        case .sameName(let id): "the same name as \(id)"
        case .missing(let field): "no “\(field)”"
        case .kept(let column, let reason): "column \(column) is kept word for word: \(reason)"
        case .changedHere(let field, let id): "“\(field)” of \(id) was changed here"
        case .breaks(let exception): "breaks a rule: \(exception.explanation)"
        }
    }
}
