/// A mapping that fits a table and a register: every column is there and every field can take what it gets.
package struct BoundMapping: Hashable, Sendable {
    /// A column that fills a field, and how its cells are read.
    package struct Column: Hashable, Sendable {
        package let column: Table.Column
        package let field: TargetField
        package let rules: CellRules
    }

    /// A field of one row with what the cell said.
    package struct Reading: Hashable, Sendable {
        package let column: Table.Column
        package let field: TargetField
        /// As it is.
        package let text: String
        package let reading: CellReading
    }

    /// A text that no field took, to be kept as it is.
    package struct Kept: Hashable, Sendable {
        /// Counted from 1; beyond the last header for what a long row has too much.
        package let number: Int
        package let header: String
        package let text: String
    }

    /// Columns that fill a field, in the order of the mapping.
    package let columns: [Column]
    package let key: [Table.Column]
    private let mapped: Set<Int>

    /// Refuses, all at once: columns that are not there or have another header, fields the register does not have or
    /// a table cannot fill, two columns for one field that holds one value, rules that do not suit the field.
    package init(_ mapping: ColumnMapping, to table: Table, fields: [TargetField]) throws(MappingRefused) {
        var binder = MappingBinder(table, fields)
        columns = mapping.columns.enumerated().compactMap { place, column in
            binder.bind(column, at: "columns[\(place)]")
        }
        key = (mapping.key ?? []).enumerated().compactMap { place, reference in
            binder.column(reference, at: "key[\(place)]", line: nil)
        }
        mapped = Set(columns.map(\.column.number))
        if !binder.problems.isEmpty { throw MappingRefused(problems: binder.problems) }
    }

    /// What the row says about each mapped field; empty cells are left out.
    package func readings(of row: Table.Row) -> [Reading] {
        columns.compactMap { bound in
            let text = row.text(inColumn: bound.column.number)
            if CellText.isEmpty(text) { return nil }
            let reading = CellReading(text, as: bound.field.content, isList: bound.field.isList, rules: bound.rules)
            return Reading(column: bound.column, field: bound.field, text: text, reading: reading)
        }
    }

    /// The texts that no field took over completely, in file order; empty cells are left out.
    package func kept(of row: Table.Row, in table: Table) -> [Kept] {
        let incomplete = readings(of: row).filter { !$0.reading.isComplete }.map(\.column.number)
        return row.cells.enumerated().compactMap { place, text in
            let number = place + 1
            if CellText.isEmpty(text) || mapped.contains(number) && !incomplete.contains(number) { return nil }
            return Kept(number: number, header: table.header(ofColumn: number), text: text)
        }
    }

    /// What a person has to look at in this row. The same is asked of a cell once, however many items of its list raise it.
    package func doubts(of row: Table.Row) -> [Doubt] {
        readings(of: row).flatMap { found in
            var asked: Set<String> = []
            return found.reading.questions.filter { asked.insert($0).inserted }.map { question in
                Doubt(row: row.number, column: found.column, text: found.text, question: question)
            }
        }
    }

    /// The trimmed texts of the key columns; nil when there is no key or all of it is empty.
    package func key(of row: Table.Row) -> [String]? {
        let texts = key.map { CellText.trimmed(row.text(inColumn: $0.number)) }
        return texts.allSatisfy(\.isEmpty) ? nil : texts
    }
}

/// Finds the columns and fields a mapping speaks of, and collects what does not fit.
private struct MappingBinder {
    private let table: Table
    private let fields: [String: TargetField]
    private var takenBy: [String: ColumnMapping.Reference] = [:]
    private(set) var problems: [MappingProblem] = []

    init(_ table: Table, _ fields: [TargetField]) {
        self.table = table
        self.fields = Dictionary(fields.map { ($0.key, $0) }) { first, _ in first }
    }

    mutating func bind(_ column: ColumnMapping.Column, at place: String) -> BoundMapping.Column? {
        let found = self.column(column.reference, at: place, line: column.line)
        guard let key = column.field else { return nil }
        guard let field = fields[key] else {
            complain("\(place).field", column.line, "The register has no field \"\(key)\"\(suggestion(for: key)).")
            return nil
        }
        refuse(column, field, at: place)
        guard let found else { return nil }
        return BoundMapping.Column(column: found, field: field, rules: column.rules)
    }

    mutating func column(_ reference: ColumnMapping.Reference, at place: String, line: Int?) -> Table.Column? {
        if let number = reference.number {
            return column(number, reference, at: place, line: line)
        }
        let named = table.columns.filter { $0.header == reference.header }
        let found = named.isEmpty ? table.columns.filter { isSame($0.header, reference.header) } : named
        switch found.count {
        case 1: return found[0]
        case 0: complain(place, line, "The file has no \(reference).")
        default:
            let numbers = found.map { String($0.number) }.joined(separator: ", ")
            complain(place, line, "Columns \(numbers) have this header; state \"column\" too.")
        }
        return nil
    }

    private mutating func column(
        _ number: Int, _ reference: ColumnMapping.Reference, at place: String, line: Int?
    ) -> Table.Column? {
        guard number <= table.columns.count else {
            complain(place, line, "The file has \(table.columns.count) columns, no column \(number).")
            return nil
        }
        let column = table.columns[number - 1]
        if let header = reference.header, !isSame(header, column.header) {
            let (found, stated) = (CellText.trimmed(column.header), CellText.trimmed(header))
            complain(
                place, line, "Column \(number) is headed \"\(found)\" in the file and \"\(stated)\" in the mapping.")
            return nil
        }
        return column
    }

    /// Outer white space and kinds of line break are no difference.
    private func isSame(_ one: String, _ other: String?) -> Bool {
        func plain(_ text: String) -> String {
            CellText.trimmed(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        }
        return plain(one) == plain(other ?? "")
    }

    private mutating func refuse(_ column: ColumnMapping.Column, _ field: TargetField, at place: String) {
        if !field.isFillable {
            complain("\(place).field", column.line, "\"\(field.key)\" cannot be filled from a table.")
        }
        if let earlier = takenBy[field.key], !field.isList {
            complain(
                "\(place).field", column.line, "\"\(field.key)\" holds one value and is filled by \(earlier) already.")
        }
        takenBy[field.key] = column.reference
        if column.rules.date != nil, field.content != .day, field.content != .moment {
            complain("\(place).date", column.line, "\"\(field.key)\" holds no date.")
        }
        if column.rules.list != nil, !field.isList {
            complain("\(place).list", column.line, "\"\(field.key)\" holds one value, no list.")
        }
        for (text, meaning) in column.rules.choices.sorted(by: { $0.key < $1.key }) {
            if let meaning { refuse(meaning, for: text, field, at: "\(place).choices", line: column.line) }
        }
    }

    private mutating func refuse(
        _ meaning: String, for text: String, _ field: TargetField, at place: String, line: Int?
    ) {
        switch field.content {
        case .choice(let keys) where !keys.contains(meaning):
            let known = keys.sorted().joined(separator: ", ")
            complain(place, line, "\"\(text)\" cannot stand for \"\(meaning)\"; there is \(known).")
        case .flag where FlagWord.reading(meaning) == nil:
            complain(place, line, "\"\(text)\" must stand for \"yes\" or \"no\".")
        case .day where DateReading(meaning).day == nil, .moment where DateReading(meaning).day == nil:
            complain(place, line, "\"\(text)\" must stand for a day such as 2024-02-29.")
        case .number where !NumberText.isPlain(meaning):
            complain(place, line, "\"\(text)\" must stand for a number.")
        case .text, .number, .flag, .day, .moment, .choice, .reference: break
        }
    }

    private func suggestion(for key: String) -> String {
        let plain = HeaderWords.joined(key)
        let near = fields.values.filter { HeaderWords.joined($0.key) == plain || HeaderWords.joined($0.label) == plain }
        return near.isEmpty ? "" : "; do you mean \(near.map { "\"\($0.key)\"" }.sorted().joined(separator: ", "))"
    }

    private mutating func complain(_ place: String, _ line: Int?, _ message: String) {
        problems.append(MappingProblem(place, line: line, message))
    }
}
