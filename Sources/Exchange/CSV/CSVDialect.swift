/// The liberties a CSV file takes.
package struct CSVDialect: Hashable, Sendable {
    /// The sign between two cells.
    package enum Delimiter: UInt8, CaseIterable, Hashable, Sendable {
        case comma = 0x2C
        case semicolon = 0x3B
        case tab = 0x09
        case pipe = 0x7C

        package var label: String {
            switch self {
            case .comma: "comma"
            case .semicolon: "semicolon"
            case .tab: "tab"
            case .pipe: "pipe"
            }
        }

        /// Accepts the character itself, its name, and `\t`.
        package init?(named name: String) {
            if name == "\\t" {
                self = .tab
            } else if name.utf8.count == 1, let known = Self(rawValue: name.utf8.first ?? 0) {
                self = known
            } else if let known = Self.allCases.first(where: { $0.label == name.lowercased() }) {
                self = known
            } else {
                return nil
            }
        }
    }

    package var delimiter: Delimiter
    /// A quote inside a quoted cell is written `\"`, not `""`.
    package var escapesWithBackslash = false
    /// Spaces between a delimiter and an opening quote are no part of the cell.
    package var allowsSpaceBeforeQuote = false

    package init(_ delimiter: Delimiter) {
        self.delimiter = delimiter
    }
}
