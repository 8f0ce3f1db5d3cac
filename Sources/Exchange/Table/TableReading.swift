/// What a person may state about a file instead of having it recognised.
package struct TableReading: Hashable, Sendable {
    /// What kind of text the file holds.
    package enum Format: String, CaseIterable, Hashable, Sendable {
        case csv
        case json
    }

    package var format: Format?
    package var encoding: TextEncoding?
    package var delimiter: CSVDialect.Delimiter?
    /// JSON: the path of the list whose objects are the rows.
    package var list: String?
    package var limits = TableLimits.standard

    package init() {}
}
