/// Finds the dialect under which the first records of a file have the most regular widths.
struct DialectSurvey {
    /// How many records are looked at.
    static let records = 200
    /// Widths that say nothing at all are no reason to prefer another delimiter to a comma.
    private static let leastScore = 0.2

    let dialect: CSVDialect

    init(of bytes: [UInt8], from offset: Int, limits: TableLimits) {
        let sample = bytes[offset...].prefix(1 << 18)
        let hasBackslashQuote = sample.hasPair(.backslash, .quote)
        var best = (dialect: CSVDialect(.comma), score: Self.leastScore)
        for delimiter in CSVDialect.Delimiter.allCases where sample.contains(delimiter.rawValue) {
            // A variant must do better than what it departs from, so plain RFC 4180 comes first.
            var variants = [CSVDialect(delimiter)]
            if sample.hasPair(delimiter.rawValue, .space, .quote) {
                variants += variants.map { $0.with(\.allowsSpaceBeforeQuote) }
            }
            if hasBackslashQuote {
                variants += variants.map { $0.with(\.escapesWithBackslash) }
            }
            for variant in variants {
                let score = Self.score(of: variant, in: bytes, from: offset, limits)
                if score > best.score { best = (variant, score) }
            }
        }
        dialect = best.dialect
    }

    /// 0...1: the share of records that have the most frequent width, less for narrow ones and for stray quotes.
    private static func score(
        of dialect: CSVDialect, in bytes: [UInt8], from offset: Int, _ limits: TableLimits
    ) -> Double {
        var records = CSVRecords(of: bytes, dialect, limits: limits, from: offset)
        var widths: [Int: Int] = [:]
        var count = 0
        var strays = 0
        do throws(TableProblem) {
            while count < Self.records, let record = try records.next() {
                if record.isBlankLine { continue }
                count += 1
                widths[record.cells.count, default: 0] += 1
                if record.hasStrayQuotes { strays += 1 }
            }
        } catch {
            // What cannot be read to its end under this dialect counts like one more stray quote per record.
            strays += count + 1
        }
        let usual = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
        guard let usual, usual.key > 1, count > 0 else { return 0 }
        let regular = Double(usual.value) / Double(count)
        let wide = 1 - 1 / Double(usual.key)
        return regular * wide / (1 + Double(strays) / Double(count))
    }
}

extension CSVDialect {
    fileprivate func with(_ liberty: WritableKeyPath<Self, Bool>) -> Self {
        var other = self
        other[keyPath: liberty] = true
        return other
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes stand next to each other somewhere.
    fileprivate func hasPair(_ pattern: UInt8...) -> Bool {
        var start = startIndex
        while let found = self[start...].firstIndex(of: pattern[0]) {
            if self[found...].starts(with: pattern) { return true }
            start = found + 1
        }
        return false
    }
}
