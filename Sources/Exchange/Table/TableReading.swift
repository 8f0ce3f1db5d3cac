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
    /// CSV: the physical line on which the header begins, counted from 1.
    package var headerLine: Int?
    /// CSV: how fields are called, without spaces and signs; a line that names some of them is the header.
    var headerNames: Set<String> = []
    /// JSON: the path of the list whose objects are the rows.
    package var list: String?
    package var limits = TableLimits.standard

    package init() {}

    /// Tells which fields the columns are likely to be for, so that titles above a header are known as such.
    package mutating func expect(_ fields: [TargetField]) {
        headerNames = Set(
            fields.flatMap { [$0.key, $0.label] + $0.words.names + $0.words.hints }.map(HeaderWords.joined))
    }
}
