/// One record of a CSV text.
package struct CSVRecord: Hashable, Sendable {
    /// The physical line on which it begins, counted from 1.
    package let line: Int
    package fileprivate(set) var cells: [String] = []
    /// Some quote stood where none may stand; the text was kept as it is, quotes included.
    package fileprivate(set) var hasStrayQuotes = false

    fileprivate var hasQuotedCells = false

    /// One cell, and nothing in it, not even quotes.
    package var isBlankLine: Bool { cells == [""] && !hasQuotedCells }
    package var isEmpty: Bool { cells.allSatisfy { CellText.isEmpty($0) } }

    init(line: Int) {
        self.line = line
    }
}

/// The records of a CSV text in UTF-8, one after another, in one pass.
///
/// RFC 4180 and what real files add to it: a record ends with CR LF, LF or CR; a quoted cell may hold line breaks and
/// doubled quotes; a quote inside an unquoted cell is part of the text; text behind a closing quote makes the whole cell
/// unquoted. A blank line is a record of one empty cell. Complexity: linear; holds one record at a time.
package struct CSVRecords {
    private let bytes: [UInt8]
    private let dialect: CSVDialect
    private let limits: TableLimits
    private var position: Int
    private var line: Int

    /// Begins at `offset`, which is on physical line `line`.
    package init(
        of bytes: [UInt8], _ dialect: CSVDialect, limits: TableLimits = .standard, from offset: Int = 0, line: Int = 1
    ) {
        self.bytes = bytes
        self.dialect = dialect
        self.limits = limits
        self.position = offset
        self.line = line
    }

    /// The next record, nil at the end. Refuses a quote that is never closed and cells and records beyond the limits.
    package mutating func next() throws(TableProblem) -> CSVRecord? {
        if position >= bytes.count { return nil }
        var record = CSVRecord(line: line)
        repeat {
            if record.cells.count == limits.columns {
                throw TableProblem(
                    .tooManyColumns, line: record.line,
                    "More than \(limits.columns) cells in one row. Is this the right file, and is its delimiter right?")
            }
            try readCell(into: &record)
        } while endCell()
        return record
    }

    /// Steps over what ended the cell. True when another cell of the record follows.
    private mutating func endCell() -> Bool {
        if position >= bytes.count { return false }
        let byte = bytes[position]
        position += 1
        if byte == dialect.delimiter.rawValue { return true }
        if byte == .carriageReturn, position < bytes.count, bytes[position] == .lineFeed { position += 1 }
        line += 1
        return false
    }

    private mutating func readCell(into record: inout CSVRecord) throws(TableProblem) {
        let start = position
        if dialect.allowsSpaceBeforeQuote { skipSpaces() }
        if position < bytes.count, bytes[position] == .quote {
            if let text = try readQuoted() {
                record.cells.append(text)
                record.hasQuotedCells = true
                return
            }
            record.hasStrayQuotes = true
        } else {
            position = start
        }
        while !isAtEndOfCell {
            if bytes[position] == .quote { record.hasStrayQuotes = true }
            position += 1
        }
        record.cells.append(try text(bytes[start..<position]))
    }

    /// The text between the quotes, or nil when more than spaces follow the closing one; `position` then stands there.
    private mutating func readQuoted() throws(TableProblem) -> String? {
        let openedOn = line
        var content: [UInt8] = []
        position += 1
        var segment = position
        while position < bytes.count {
            switch bytes[position] {
            case .quote where isFollowed(by: .quote), .backslash where isEscapedQuote:
                // Of the two bytes only the quote belongs to the text.
                content.append(contentsOf: bytes[segment..<position])
                content.append(.quote)
                position += 2
                segment = position
            case .quote:
                content.append(contentsOf: bytes[segment..<position])
                position += 1
                skipSpaces()
                return isAtEndOfCell ? try text(content[...]) : nil
            case .lineFeed:
                line += 1
                position += 1
            case .carriageReturn:
                if !isFollowed(by: .lineFeed) { line += 1 }
                position += 1
            default:
                position += 1
            }
        }
        throw TableProblem(
            .unterminatedQuote, line: openedOn,
            "A quote is opened in this line and never closed. Close it, or double it if it is part of the text.")
    }

    private var isEscapedQuote: Bool { dialect.escapesWithBackslash && isFollowed(by: .quote) }

    private func isFollowed(by byte: UInt8) -> Bool {
        position + 1 < bytes.count && bytes[position + 1] == byte
    }

    private var isAtEndOfCell: Bool {
        if position >= bytes.count { return true }
        let byte = bytes[position]
        return byte == dialect.delimiter.rawValue || byte == .lineFeed || byte == .carriageReturn
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position] == .space { position += 1 }
    }

    private func text(_ content: ArraySlice<UInt8>) throws(TableProblem) -> String {
        if content.count > limits.cellBytes {
            throw TableProblem(
                .cellTooLong, line: line,
                "A cell of \(content.count) bytes ends here; at most \(limits.cellBytes) are read. Is a quote missing?")
        }
        return String(decoding: content, as: UTF8.self)
    }
}

extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let backslash: UInt8 = 0x5C
}
