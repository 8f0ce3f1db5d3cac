/// Something about a file that a person should know before trusting what was read. Nothing was lost for it.
package struct Notice: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing it is. Stable: scripts and documentation refer to it.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        /// U+FFFD stands where a character was lost before the file reached us.
        case lostCharacters = "lost-characters"
        /// UTF-8 that was once read as Windows-1252: `â€™` for `’`.
        case garbledCharacters = "garbled-characters"
        /// NUL and other control characters inside cells.
        case controlCharacters = "control-characters"
        /// Bytes that are not UTF-8 in a file that otherwise is.
        case mixedEncoding = "mixed-encoding"
        /// Bytes that Windows-1252 does not define.
        case undefinedBytes = "undefined-bytes"
        /// Read as Windows-1252 for want of anything better, and hardly a text of Western Europe.
        case unlikelyEncoding = "unlikely-encoding"
        case delimiterLine = "delimiter-line"
        case titleLines = "title-lines"
        case blankLines = "blank-lines"
        case emptyRows = "empty-rows"
        case repeatedHeader = "repeated-header"
        case totalRows = "total-rows"
        case duplicateHeaders = "duplicate-headers"
        case emptyHeaders = "empty-headers"
        case emptyColumns = "empty-columns"
        case shortRows = "short-rows"
        case longRows = "long-rows"
        case strayQuotes = "stray-quotes"
        case identicalRows = "identical-rows"
        /// JSON: the list that was taken, and what stands beside it.
        case list
    }

    package let code: Code
    package let message: String
    /// Data rows it concerns, ascending; 0 is the header. Empty when it concerns the whole file.
    package let rows: [Int]
    /// Physical lines it concerns, ascending.
    package let lines: [Int]

    package init(_ code: Code, _ message: String, rows: [Int] = [], lines: [Int] = []) {
        self.code = code
        self.message = message
        self.rows = rows
        self.lines = lines
    }

    package var description: String {
        rows.isEmpty ? message : "\(message) (\(place))"
    }

    /// Which rows it concerns, in words: `header and rows 1, 2`; empty when it concerns the whole file.
    package var place: String {
        let data = rows.filter { $0 > 0 }
        let places = [
            rows.contains(0) ? "header" : nil,
            data.isEmpty ? nil : "\(data.count == 1 ? "row" : "rows") \(Self.listed(data))",
        ]
        return places.compactMap(\.self).joined(separator: " and ")
    }

    /// `1, 2, 5 and 17 more`: long lists are cut for people, never in `rows`.
    package static func listed(_ numbers: [Int], showing count: Int = 12) -> String {
        let shown = numbers.prefix(count).map(String.init).joined(separator: ", ")
        return numbers.count > count ? "\(shown) and \(numbers.count - count) more" : shown
    }
}
