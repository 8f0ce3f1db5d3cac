/// What stands in one column of a table, counted once for every field it is compared with.
struct ColumnSurvey {
    let column: Table.Column
    let words: [String]
    private let rows: Int
    /// Texts that are not empty, outer white space aside.
    let texts: [String]
    private let distinct: Set<String>

    init(_ column: Table.Column, _ rows: [Table.Row]) {
        self.column = column
        words = HeaderWords.words(column.header)
        self.rows = rows.count
        texts = rows.map { CellText.trimmed($0.text(inColumn: column.number)) }.filter { !$0.isEmpty }
        distinct = Set(texts)
    }

    /// How well the texts suit the field, 0...1, with a clause where they speak against it.
    func suitability(for field: TargetField) -> (factor: Double, reason: String?) {
        // Most texts of a sample decide; a column without any text is judged by its header alone.
        let cells = texts.prefix(500).filter { Placeholder($0) == nil || FlagWord.reading($0) != nil }
        let sample = field.isList ? cells.flatMap { ListReading($0)?.items ?? [$0] } : cells
        if sample.isEmpty { return (0.6, "the column is empty") }
        switch field.content {
        case .text: return textSuitability(field)
        case .number: return share(of: sample, "numbers") { NumberText.isPlain($0) }
        case .flag: return share(of: sample, "yes and no") { FlagWord.reading($0) != nil }
        case .day, .moment: return share(of: sample, "dates", Self.isDateLike)
        case .choice(let keys):
            let plain = Set(keys.map(HeaderWords.joined))
            return share(of: sample, "the choices of the field") { plain.contains(HeaderWords.joined($0)) }
        case .reference: return referenceSuitability(of: sample, field)
        }
    }

    /// A name that half of the rows lack or share is none; nothing else is asked of texts.
    private func textSuitability(_ field: TargetField) -> (factor: Double, reason: String?) {
        guard field.isName, rows > 0 else { return (1, nil) }
        let filled = Double(texts.count) / Double(rows)
        let different = Double(distinct.count) / Double(max(texts.count, 1))
        let factor = (0.4 + 0.6 * filled) * (0.8 + 0.2 * different)
        let doubts = [
            filled < 0.9 ? "\(Int((filled * 100).rounded())) % of the rows have one" : nil,
            different < 0.5
                ? "\(distinct.count) different \(distinct.count == 1 ? "text" : "texts") in \(texts.count) rows" : nil,
        ].compactMap(\.self)
        return (factor, doubts.isEmpty ? nil : doubts.joined(separator: "; "))
    }

    /// Names of records are no reason against a header that is the very name of the field: which of them is meant, the register
    /// knows or asks.
    private func referenceSuitability(
        of sample: [String], _ field: TargetField
    ) -> (factor: Double, reason: String?) {
        let found = share(of: sample, "ids or e-mails", Self.isReferenceLike)
        return found.factor > 0 || field.isList ? found : (0.55, "what it names must be known here")
    }

    private func share(
        of sample: [String], _ what: String, _ test: (String) -> Bool
    ) -> (factor: Double, reason: String?) {
        let share = Double(sample.count(where: test)) / Double(sample.count)
        let percent = Int((share * 100).rounded())
        return share >= 0.8 ? (0.7 + 0.3 * share, "\(percent) % are \(what)") : (0, nil)
    }

    /// Ids as records have them, or e-mails, one or several. A name of somebody is neither.
    private static func isReferenceLike(_ text: String) -> Bool {
        let items = ListReading(text)?.items ?? []
        return !items.isEmpty
            && items.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9]+-[0-9]+|[^@\s]+@[^@\s]+/) != nil }
    }

    private static func isDateLike(_ text: String) -> Bool {
        switch DateReading(text) {
        case .day, .moment, .ambiguous, .partial: true
        case .empty, .notADate: false
        }
    }

    /// Named like an identifier, filled in every row and different in each. A number that only counts the rows of this edition
    /// says nothing about those of the next.
    var isIdentifier: Bool { looksLikeIdentifier && distinct.count == rows && !isRunningNumber }

    private var isRunningNumber: Bool {
        let strong: Set<String> = ["id", "identifier", "key", "code", "uuid", "guid"]
        let counted = texts.enumerated().count { $1 == String($0 + 1) }
        return !words.contains(where: strong.contains) && 2 * counted >= texts.count
    }

    /// The same where some texts stand in several rows, though most stand in one.
    var isAlmostIdentifier: Bool { looksLikeIdentifier && distinct.count < rows && 2 * distinct.count > rows }

    private var looksLikeIdentifier: Bool {
        let names: Set<String> = [
            "id", "identifier", "key", "number", "no", "nr", "nummer", "numero", "code", "uuid", "guid",
        ]
        return words.contains(where: names.contains) && rows > 0 && texts.count == rows
            && texts.allSatisfy { $0.utf8.count <= 80 }
    }
}

extension TargetField {
    /// What a record is called by.
    fileprivate var isName: Bool { key == "name" || key == "title" }
}
