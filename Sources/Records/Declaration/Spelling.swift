/// Finds the word somebody meant.
package enum Spelling {
    /// The one of `words` that `text` is probably a slip for: few letters away, counted without case. `nil` when none is near.
    package static func nearest(to text: String, among words: [String]) -> String? {
        let wanted = Array(text.lowercased().utf8.prefix(100))
        let scored = words.map { (word: $0, steps: distance(wanted, Array($0.lowercased().utf8))) }
        return scored.min { $0.steps < $1.steps }.flatMap { $0.steps <= max(1, (wanted.count + 1) / 3) ? $0.word : nil }
    }

    /// Letters to insert, leave out or replace (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
