/// Reads decoded CSV as a table: which record is the header, what is no row, what is odd.
package enum CSVReader {
    package static func table(_ text: DecodedText, _ reading: TableReading = .init()) throws(TableProblem) -> Table {
        let declared = DelimiterLine(text.utf8)
        let offset = declared?.length ?? 0
        let dialect = dialect(of: text.utf8, from: offset, declared?.delimiter, reading)
        var records = CSVRecords(
            of: text.utf8, dialect, limits: reading.limits, from: offset, line: declared == nil ? 1 : 2)
        var lines = RecordList()
        while let record = try records.next() {
            try lines.add(record, limits: reading.limits)
        }
        return try CSVLayout(lines, reading).table(text, .csv(dialect), declared)
    }

    private static func dialect(
        of bytes: [UInt8], from offset: Int, _ declared: CSVDialect.Delimiter?, _ reading: TableReading
    ) -> CSVDialect {
        if let stated = reading.delimiter ?? declared {
            CSVDialect(stated)
        } else {
            DialectSurvey(of: bytes, from: offset, limits: reading.limits).dialect
        }
    }
}

/// `sep=;` as a first line: how some spreadsheets are told the delimiter. It is no record.
struct DelimiterLine {
    let delimiter: CSVDialect.Delimiter
    /// Bytes up to and including its line end.
    let length: Int

    init?(_ bytes: [UInt8]) {
        let start = bytes.prefix(12)
        guard let end = start.firstIndex(where: { $0 == .lineFeed || $0 == .carriageReturn }) else { return nil }
        let text = String(decoding: bytes[..<end].filter { $0 != .quote }, as: UTF8.self)
        guard text.lowercased().hasPrefix("sep="), text.utf8.count == 5, let last = text.utf8.last,
            let delimiter = CSVDialect.Delimiter(rawValue: last)
        else { return nil }
        self.delimiter = delimiter
        let isPair = bytes[end] == .carriageReturn && end + 1 < bytes.count && bytes[end + 1] == .lineFeed
        length = end + (isPair ? 2 : 1)
    }
}

/// The records of a file without its blank lines.
struct RecordList {
    private(set) var records: [CSVRecord] = []
    private(set) var blankLines: [Int] = []

    mutating func add(_ record: CSVRecord, limits: TableLimits) throws(TableProblem) {
        if record.isBlankLine {
            blankLines.append(record.line)
            return
        }
        // The header is no row.
        if records.count > limits.rows {
            throw TableProblem(
                .tooManyRows, line: record.line,
                "More than \(limits.rows) rows. Split the file and import the parts.")
        }
        records.append(record)
    }
}
