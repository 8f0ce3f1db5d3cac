/// Numbers and amounts in words people read.
enum Amount {
    /// `1,234`.
    static func text(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var grouped = number < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return grouped
    }

    /// `1 row`, `2 rows`, `no rows`; an irregular plural is given.
    static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        switch count {
        case 0: "no \(many ?? plural(one))"
        case 1: "1 \(one)"
        default: "\(text(count)) \(many ?? plural(one))"
        }
    }

    /// `3.4 MB`.
    static func bytes(_ count: Int) -> String {
        let units = ["kB", "MB", "GB", "TB"]
        guard count >= 1_000 else { return of(count, "byte") }
        var tenths = count / 100
        var unit = 0
        while tenths >= 10_000, unit < units.count - 1 {
            tenths /= 1_000
            unit += 1
        }
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(tenths / 10) \(units[unit])"
    }

    /// `a, b and c`; beyond `most`: `a, b and 7 more`.
    static func list(_ items: [String], most: Int = .max, last: String = "and") -> String {
        if items.count > most {
            "\(items.prefix(most).joined(separator: ", ")) and \(text(items.count - most)) more"
        } else if items.count > 1 {
            "\(items.dropLast().joined(separator: ", ")) \(last) \(items[items.count - 1])"
        } else {
            items.first ?? ""
        }
    }

    private static func plural(_ word: String) -> String {
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
            "\(word.dropLast())ies"
        } else if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("ch") {
            "\(word)es"
        } else {
            "\(word)s"
        }
    }
}
