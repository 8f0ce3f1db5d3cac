/// Writes records as RFC 4180, in UTF-8 without a mark. What `CSVRecords` reads from it is what was given.
///
/// A cell is quoted only where it must be. Text is never changed, unless `protectsSpreadsheets` asks for it.
package struct CSVWriter {
    /// What ends a record.
    package enum LineEnd: String, CaseIterable, Hashable, Sendable {
        case crlf = "\r\n"
        case lf = "\n"
    }

    package private(set) var bytes: [UInt8] = []
    private let delimiter: CSVDialect.Delimiter
    private let lineEnd: LineEnd
    private let protectsSpreadsheets: Bool

    package init(
        delimiter: CSVDialect.Delimiter = .comma, lineEnd: LineEnd = .crlf, protectsSpreadsheets: Bool = false
    ) {
        self.delimiter = delimiter
        self.lineEnd = lineEnd
        self.protectsSpreadsheets = protectsSpreadsheets
    }

    package mutating func append(_ cells: [String]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(delimiter.rawValue) }
            let isFirstOfFile = bytes.isEmpty
            let text = protectsSpreadsheets ? FormulaGuard.protected(cell) : cell
            append(text, quoted: mustQuote(text) || cells.count == 1 && text.isEmpty || isFirstOfFile && misleads(text))
        }
        bytes.append(contentsOf: lineEnd.rawValue.utf8)
    }

    private mutating func append(_ text: String, quoted: Bool) {
        if quoted {
            bytes.append(.quote)
            for byte in text.utf8 {
                if byte == .quote { bytes.append(.quote) }
                bytes.append(byte)
            }
            bytes.append(.quote)
        } else {
            bytes.append(contentsOf: text.utf8)
        }
    }

    private func mustQuote(_ text: String) -> Bool {
        text.utf8.contains { $0 == delimiter.rawValue || $0 == .quote || $0 == .lineFeed || $0 == .carriageReturn }
    }

    /// At the beginning of a file it would be taken for a mark, a delimiter line, JSON, or for no text at all.
    private func misleads(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
        return first == "\u{FEFF}" || first == "[" || first == "{" || text.lowercased().hasPrefix("sep=")
            || ForeignContent.objection(to: Array(text.utf8)) != nil
    }
}

/// Keeps a spreadsheet from taking a text for a formula, so that it can be undone.
///
/// A text that begins with any number of apostrophes and then a sign that starts a formula gets one more apostrophe;
/// every other text stays as it is, and so do a plain number and a dash that stands for nothing.
/// Source: OWASP, CSV injection.
package enum FormulaGuard {
    package static func protected(_ text: String) -> String {
        isGuarded(text[...]) ? "'" + text : text
    }

    /// The text that `protected` was given.
    package static func unprotected(_ text: String) -> String {
        text.unicodeScalars.first == "'" && isGuarded(text[...]) ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Whether a spreadsheet may take the text for a formula.
    package static func startsFormula(_ text: String) -> Bool {
        text.unicodeScalars.first != "'" && isGuarded(text[...])
    }

    private static func isGuarded(_ text: Substring) -> Bool {
        let rest = text.unicodeScalars.drop { $0 == "'" }
        return rest.first.map(signs.contains) ?? false && String(rest) != "-"
            && !NumberText.isPlain(String(rest))
    }

    /// Full-width signs are formulas in East Asian spreadsheets.
    private static let signs: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}
