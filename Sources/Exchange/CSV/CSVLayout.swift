/// Which records of a CSV file are titles, header and rows, and what is odd about them.
struct CSVLayout {
    private let titles: ArraySlice<CSVRecord>
    private let header: CSVRecord?
    private let body: [CSVRecord]
    private let blankLines: [Int]
    /// Lines of records below the header in which nothing stands but separators.
    private let emptyLines: [Int]
    /// Lines below the header that say the same as it does.
    private let headerLines: [Int]

    /// Refuses a stated header line on which no record begins.
    init(_ list: RecordList, _ reading: TableReading) throws(TableProblem) {
        let records = list.records
        blankLines = list.blankLines
        var first = CSVLayout.header(of: records, known: reading.headerNames)
        if let line = reading.headerLine {
            guard let stated = records.firstIndex(where: { $0.line == line && !$0.isEmpty }) else {
                throw TableProblem(.noHeader, line: line, "No header begins on this line. State another one.")
            }
            first = stated
        }
        titles = records[..<first]
        header = first < records.count ? records[first] : nil
        let rest = records[min(first + 1, records.count)...]
        // One text alone may well be the name of something.
        let head = header.flatMap { $0.filledCells > 1 ? $0.texts : nil }
        body = rest.filter { !$0.isEmpty && $0.texts != head }
        headerLines = rest.filter { !$0.isEmpty && $0.texts == head }.map(\.line)
        emptyLines = rest.filter(\.isEmpty).map(\.line)
    }

    /// So many lines above the header are looked at.
    private static let titlesMax = 20

    /// The first record, unless one below it names fields that are known and those above it do not and hold at most half as many
    /// texts, like titles and groups of columns: taking a line for a title on less would make a header of a row.
    private static func header(of records: [CSVRecord], known names: Set<String>) -> Int {
        func namesFields(_ record: CSVRecord) -> Int { record.cells.count { names.contains(HeaderWords.joined($0)) } }
        let first = records.prefix(titlesMax + 1)
        guard let place = first.firstIndex(where: { namesFields($0) >= 2 }) else { return 0 }
        let isBelowTitles = first[..<place].allSatisfy {
            namesFields($0) == 0 && 2 * $0.filledCells <= records[place].filledCells
        }
        return isBelowTitles ? place : 0
    }

    func table(
        _ text: DecodedText, _ source: Table.Source, _ declared: DelimiterLine?
    ) throws(TableProblem) -> Table {
        guard let header, !header.isEmpty else {
            throw TableProblem(.noHeader, line: header?.line, "There is no header: no line names the columns.")
        }
        let width = columnCount(header)
        let columns = (1...width).map { Table.Column(number: $0, header: header.cells[$0 - 1]) }
        let rows = body.enumerated().map { place, record in
            Table.Row(number: place + 1, line: record.line, cells: record.cells(downTo: width))
        }
        let layout = layoutNotices(columns, rows, dropped: header.cells.count - width, declared)
        let content = ContentSurvey(columns, rows).notices
        let decoding = text.notices.map { $0.withRows(of: rows) }
        return Table(
            source: source, encoding: text.encoding, encodingReason: text.reason, headerLine: header.line,
            columns: columns, rows: rows, notices: decoding + layout + content)
    }

    private var isWide: Bool { body.contains { $0.filledCells > 1 } }

    /// Columns at the end without header and without any text are no columns.
    private func columnCount(_ header: CSVRecord) -> Int {
        let named = (header.cells.lastIndex { !CellText.isEmpty($0) } ?? -1) + 1
        if named == header.cells.count { return named }
        var width = named
        for record in body {
            let end = min(record.cells.count, header.cells.count)
            while width < end, let last = record.cells[width..<end].lastIndex(where: { !CellText.isEmpty($0) }) {
                width = last + 1
            }
        }
        return width
    }

    private func layoutNotices(
        _ columns: [Table.Column], _ rows: [Table.Row], dropped: Int, _ declared: DelimiterLine?
    ) -> [Notice] {
        var notices: [Notice] = []
        func note(_ code: Notice.Code, _ message: String, rows: [Int] = [], lines: [Int] = []) {
            if !rows.isEmpty || !lines.isEmpty { notices.append(Notice(code, message, rows: rows, lines: lines)) }
        }
        if let declared {
            note(.delimiterLine, "The first line only names the delimiter (\(declared.delimiter.label)).", lines: [1])
        }
        let titleTexts = titles.map { $0.cells.map(CellText.trimmed).filter { !$0.isEmpty }.joined(separator: " ") }
            .filter { !$0.isEmpty }
        note(
            .titleLines,
            titleTexts.isEmpty
                ? "Lines above the header hold no text."
                : "Lines above the header were taken as titles: \(titleTexts.joined(separator: " / "))",
            lines: titles.map(\.line))
        if let header, titles.isEmpty, columns.count(where: { !CellText.isEmpty($0.header) }) == 1, isWide {
            note(
                .titleLines,
                "Line \(header.line) is taken as the header and names one column of several. If it is a title, state the line of the header.",
                lines: [header.line])
        }
        let empty =
            emptyLines.count == 1 ? "1 row without any text is" : "\(emptyLines.count) rows without any text are"
        note(.emptyRows, "\(empty) left out.", lines: emptyLines)
        let headers =
            headerLines.count == 1
            ? "1 row repeats the header and is" : "\(headerLines.count) rows repeat the header and are"
        note(.repeatedHeader, "\(headers) left out. Were several files put together?", lines: headerLines)
        note(.blankLines, "Blank lines are no rows.", lines: blankLines)
        if dropped > 0 {
            notices.append(Notice(.emptyColumns, "\(dropped) columns at the end hold nothing, not even a header."))
        }
        func rowNumbers(_ test: (Table.Row) -> Bool) -> [Int] { rows.filter(test).map(\.number) }
        note(
            .shortRows, "Rows with fewer cells than there are columns; what is missing is empty.",
            rows: rowNumbers { $0.cells.count < columns.count })
        note(
            .longRows, "Rows with more cells than there are columns; the cells beyond are kept without a header.",
            rows: rowNumbers { $0.cells.count > columns.count })
        note(
            .strayQuotes, "Quotes where CSV allows none; the cells are kept as they are.",
            rows: zip(rows, body).filter { $0.1.hasStrayQuotes }.map(\.0.number))
        return notices
    }
}

extension CSVRecord {
    /// What stands in it, without outer white space and without empty cells at its end.
    fileprivate var texts: [String] {
        let texts = cells.map(CellText.trimmed)
        return Array(texts[..<((texts.lastIndex { !$0.isEmpty } ?? -1) + 1)])
    }

    fileprivate var filledCells: Int { cells.count { !CellText.isEmpty($0) } }

    /// Without the empty cells beyond `width`.
    fileprivate func cells(downTo width: Int) -> [String] {
        if cells.count <= width { return cells }
        let last = cells[width...].lastIndex { !$0.isEmpty } ?? width - 1
        return Array(cells[...last])
    }
}

extension Notice {
    /// The same with the rows that its lines belong to.
    fileprivate func withRows(of rows: [Table.Row]) -> Notice {
        var found: [Int] = []
        var next = 0
        for line in lines {
            while next < rows.count, rows[next].line <= line { next += 1 }
            if found.last != next { found.append(next) }
        }
        return Notice(code, message, rows: found, lines: lines)
    }
}
