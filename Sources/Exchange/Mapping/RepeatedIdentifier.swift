/// A column that is headed like an identifier and would tell the rows apart, if none of its texts stood in several rows.
package struct RepeatedIdentifier: Hashable, Sendable {
    package let column: Table.Column
    /// By text that stands in several rows, these rows.
    package let rows: [String: [Int]]

    /// The first such column that fills no field; nil when there is none.
    package init?(in table: Table, mapping: BoundMapping) {
        let free = table.columns.filter { column in !mapping.columns.contains { $0.column.number == column.number } }
        guard let survey = free.lazy.map({ ColumnSurvey($0, table.rows) }).first(where: \.isAlmostIdentifier) else {
            return nil
        }
        let column = survey.column
        self.column = column
        rows = Dictionary(
            grouping: table.rows, by: { CellText.trimmed($0.text(inColumn: column.number)) }
        ).filter { $0.value.count > 1 }.mapValues { $0.map(\.number) }
    }
}
