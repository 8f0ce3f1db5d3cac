/// The word somebody probably meant.
enum Suggestion {
    /// The nearest of `known`, if it is near enough to be a slip of the keyboard.
    static func nearest(to word: String, among known: [String]) -> String? {
        let wanted = word.lowercased()
        let near = known.map { (word: $0, distance: distance(wanted, $0.lowercased())) }
            .min { $0.distance < $1.distance }
        guard let near, near.distance <= max(1, wanted.count / 3) else {
            return known.first { wanted.count >= 3 && $0.lowercased().hasPrefix(wanted) }
        }
        return near.word
    }

    /// `Did you mean systems?`, or nothing.
    static func sentence(for word: String, among known: [String]) -> Phrase? {
        nearest(to: word, among: known).map { "Did you mean \(strong: $0)?" }
    }

    /// How many letters have to be added, left out, replaced or swapped with their neighbour.
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in 1...a.count {
            for j in 1...b.count {
                let replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
                }
            }
        }
        return rows[a.count][b.count]
    }
}
