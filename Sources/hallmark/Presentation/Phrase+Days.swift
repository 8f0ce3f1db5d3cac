import Records

extension Phrase {
    /// A sentence of another part of the program, which writes days as files do; here they stand as people write them. Quotations
    /// and examples of what to type stay as they are.
    init(saying sentence: String, _ ink: Ink = .plain) {
        var said = ""
        var rest = sentence[...]
        while let match = rest.firstMatch(
            of: /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?/)
        {
            let before = sentence[..<match.range.lowerBound]
            let after = sentence[match.range.upperBound...]
            let words = Phrase.isPartOfText(before, after) ? nil : Phrase.words(for: match.output)
            said += rest[..<match.range.lowerBound] + (words ?? String(match.output))
            rest = after
        }
        self.init(said + rest, ink)
    }

    /// Whether what stands between is quoted, an example, or a piece of a longer word.
    private static func isPartOfText(_ before: Substring, _ after: Substring) -> Bool {
        let openQuotes = before.count { $0 == "“" } - before.count { $0 == "”" }
        let isCode = before.count { $0 == "`" } % 2 == 1
        let isExample = ["like ", "such as ", "=", "--at "].contains { before.hasSuffix($0) }
        func joins(_ sign: Character?) -> Bool {
            sign.map { $0.isLetter || $0.isNumber || "-_/".contains($0) } ?? false
        }
        return openQuotes > 0 || isCode || isExample || joins(before.last) || joins(after.first)
    }

    /// The zone of an organization is not known to a sentence, so a moment says its own.
    private static func words(for text: Substring) -> String? {
        if let day = Day(text) { return day.long }
        guard case .moment(let moment)? = BusinessTime(String(text)) else { return nil }
        return moment.long(in: .utc) + " UTC"
    }
}
