/// Which column of a table fills which field of a register, as a person stated it in a file.
///
///     {"format": "hallmark-mapping/1", "register": "systems", "key": ["Use_Case_ID", 3],
///      "columns": [{"column": 5, "header": "Title", "field": "name"},
///                  {"column": 9, "header": "Begun", "field": "firstDeployedOn", "date": "M/d/yyyy"},
///                  {"column": 10, "header": "Stage", "field": null}]}
///
/// A column is known by number, by header, or by both, which then must agree. `"field": null` keeps the text as it is,
/// and so does a column that is not listed.
package struct ColumnMapping: Hashable, Sendable {
    package static let format = "hallmark-mapping/1"

    /// How a mapping names a column. At least one of the two is there.
    package struct Reference: Hashable, Sendable, CustomStringConvertible {
        /// Counted from 1.
        package var number: Int?
        package var header: String?

        package init(number: Int? = nil, header: String? = nil) {
            precondition(number != nil || header != nil, "a column has a number or a header")
            self.number = number
            self.header = header
        }

        package var description: String {
            switch (number, header) {
            case (let number?, let header?): "column \(number) \"\(CellText.trimmed(header))\""
            case (let number?, nil): "column \(number)"
            case (nil, let header): "column \"\(CellText.trimmed(header ?? ""))\""
            }
        }
    }

    /// What is stated about one column.
    package struct Column: Hashable, Sendable {
        package var reference: Reference
        /// The key of the field it fills; nil keeps the text as it is.
        package var field: String?
        package var rules: CellRules
        /// In the mapping file; nil when the mapping did not come from one.
        package var line: Int?

        package init(_ reference: Reference, field: String?, rules: CellRules = .init(), line: Int? = nil) {
            self.reference = reference
            self.field = field
            self.rules = rules
            self.line = line
        }
    }

    /// The register's name as the command line has it: `systems`.
    package var register: String
    /// Columns that together tell one row from another and stay the same; empty when no column does, nil when nothing is said.
    package var key: [Reference]?
    package var columns: [Column]
    /// CSV: the physical line of the header, counted from 1; nil where it is found.
    package var headerLine: Int?

    package init(register: String, header line: Int? = nil, key: [Reference]? = nil, columns: [Column]) {
        self.register = register
        headerLine = line
        self.key = key
        self.columns = columns
    }
}
