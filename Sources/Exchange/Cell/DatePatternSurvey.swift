/// Which pattern would read the dates of a column that are not certain by themselves. A suggestion, never applied.
package struct DatePatternSurvey: Hashable, Sendable {
    package let pattern: DatePattern
    /// Texts that need a pattern.
    package let uncertain: Int
    /// How many of them this one reads.
    package let read: Int
    /// How many of these no other common pattern reads: the evidence that it is this one.
    package let readByNoOther: Int

    /// Nil when no text needs a pattern, or none of the common ones reads more of them than every other.
    package init?(of texts: some Sequence<String>) {
        let uncertain = texts.filter { text in
            if case .ambiguous = DateReading(text) { true } else { false }
        }
        let fitting = Self.common.map { pattern in
            (pattern, Set(uncertain.indices.filter { pattern.reading(of: CellText.trimmed(uncertain[$0])) != nil }))
        }
        let ranked = fitting.sorted { $0.1.count > $1.1.count }
        guard let best = ranked.first, !best.1.isEmpty, ranked[1].1.count < best.1.count else { return nil }
        pattern = best.0
        self.uncertain = uncertain.count
        read = best.1.count
        readByNoOther = best.1.subtracting(ranked.dropFirst().reduce(into: []) { $0.formUnion($1.1) }).count
    }

    private static let common: [DatePattern] = [
        "M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy", "yyyy/M/d", "M/d/yy", "d/M/yy", "d.M.yy",
        "M/d/yyyy H:mm", "d/M/yyyy H:mm", "d.M.yyyy H:mm",
    ].compactMap { DatePattern($0) }
}
