/// Reads a file somebody has lying around as a table.
package enum TableReader {
    /// Recognises encoding, format and delimiter unless they are stated. Refuses what is no table, with what to do.
    package static func table(_ bytes: [UInt8], _ reading: TableReading = .init()) throws(TableProblem) -> Table {
        let text = try DecodedText(bytes, as: reading.encoding, limits: reading.limits)
        return switch reading.format ?? recognised(text.utf8) {
        case .csv: try CSVReader.table(text, reading)
        case .json: try JSONTable.table(text, reading)
        }
    }

    /// JSON begins with a brace and a key, or with a bracket and what may stand in a list; headers hardly ever do.
    private static func recognised(_ utf8: [UInt8]) -> TableReading.Format {
        var signs = utf8.lazy.filter { $0 > .space }.makeIterator()
        switch (signs.next(), signs.next()) {
        case (UInt8(ascii: "{"), .quote?), (UInt8(ascii: "{"), UInt8(ascii: "}")): return .json
        case (UInt8(ascii: "["), let second?): return "{[]\"-0123456789tfn".utf8.contains(second) ? .json : .csv
        default: return isScalar(utf8) ? .json : .csv
        }
    }

    /// One number, word or text in quotes and nothing else: a table of it has no rows, and as JSON it can be said what it is.
    private static func isScalar(_ utf8: [UInt8]) -> Bool {
        guard utf8.count <= 4_096, let values = try? JSONNode.values(in: utf8) else { return false }
        return values.count == 1 && values[0].members == nil && values[0].array == nil
    }
}
