/// What a file holds as rows and columns, every text as it is.
///
///     columns   number 1...n and header, in file order; headers may be empty or equal, numbers never are
///     rows      number 1...m and physical line; the header is no row
///     cells     one text per column; a short row has fewer, a long row more, nothing is filled in or cut off
package struct Table: Hashable, Sendable {
    /// A column of the file.
    package struct Column: Hashable, Sendable {
        /// Counts from 1.
        package let number: Int
        /// As it is in the file, outer white space included. For nested JSON a path: `contact.mail`.
        package let header: String

        package init(number: Int, header: String) {
            self.number = number
            self.header = header
        }
    }

    /// A row of data.
    package struct Row: Hashable, Sendable {
        /// Counts from 1; the header and blank lines are not counted.
        package let number: Int
        /// The physical line on which the row begins, counted from 1.
        package let line: Int
        package let cells: [String]

        /// The text in the column of that number; empty when the row has no such cell.
        package func text(inColumn number: Int) -> String {
            number >= 1 && number <= cells.count ? cells[number - 1] : ""
        }
    }

    /// How rows and columns were found.
    package enum Source: Hashable, Sendable {
        case csv(CSVDialect)
        /// A JSON document; the path of the list inside it, nil when the document is the list.
        case json(list: String?)
        /// The export of records that Hallmark wrote.
        case records
        /// One JSON object a line.
        case jsonLines
    }

    package let source: Source
    package let encoding: TextEncoding
    /// Why the encoding is believed to be this one, as a sentence.
    package let encodingReason: String
    /// The physical line on which the header begins; nil for JSON, which has none.
    package let headerLine: Int?
    package let columns: [Column]
    package let rows: [Row]
    package let notices: [Notice]

    package func header(ofColumn number: Int) -> String {
        number >= 1 && number <= columns.count ? columns[number - 1].header : ""
    }
}
