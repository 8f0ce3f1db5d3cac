/// The words of a header or a name, so that spellings can be compared.
enum HeaderWords {
    /// Lower case, without accents, articles and what stands between words; `firstDeployedOn` is three words.
    static func words(_ text: String) -> [String] {
        let all = split(text).map { plain($0.lowercased()) }
        let telling = all.filter { !silent.contains($0) }
        return telling.isEmpty ? all : telling
    }

    /// The same with nothing between the words.
    static func joined(_ text: String) -> String {
        split(text).map { plain($0.lowercased()) }.joined()
    }

    private static func split(_ text: String) -> [String] {
        var words: [String] = []
        var current = ""
        var previousIsLower = false
        for scalar in text.unicodeScalars {
            // An accent of its own belongs to the letter before it.
            let isPart =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark && !current.isEmpty
            let startsWord = previousIsLower && scalar.properties.isUppercase
            if !isPart || startsWord {
                if !current.isEmpty { words.append(current) }
                current = ""
            }
            if isPart { current.unicodeScalars.append(scalar) }
            previousIsLower = scalar.properties.isLowercase
        }
        return current.isEmpty ? words : words + [current]
    }

    private static func plain(_ word: String) -> String {
        word.utf8.allSatisfy { $0 < 0x80 } ? word : word.map { accents[$0] ?? String($0) }.joined()
    }

    private static let accents: [Character: String] = {
        let groups: [(String, String)] = [
            ("àáâãåā", "a"), ("çćč", "c"), ("èéêëēę", "e"), ("ìíîï", "i"), ("ñń", "n"), ("òóôõø", "o"), ("ùúû", "u"),
            ("ýÿ", "y"), ("šś", "s"), ("žź", "z"), ("ł", "l"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"),
            ("æ", "ae"), ("œ", "oe"),
        ]
        return groups.reduce(into: [:]) { table, group in
            for letter in group.0 { table[letter] = group.1 }
        }
    }()

    /// Words that say nothing about what a column holds.
    private static let silent: Set<String> = [
        "a", "an", "the", "of", "is", "it", "its", "are", "was", "what", "which", "and", "or", "for", "to", "this",
        "your", "our",
        "de", "het", "een", "van", "en", "wat", "welke", "voor", "der", "die", "das", "des", "dem", "und", "oder",
        "fuer",
        "ein", "eine", "la", "le", "les", "du", "et", "ou", "un", "une", "l", "d",
    ]
}
