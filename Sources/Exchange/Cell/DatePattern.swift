/// How the dates of a column are written, stated by a person: `M/d/yyyy`, `dd.MM.yyyy`, `d MMM yyyy H:mm`.
///
///     yyyy yy     year of four digits; of two digits, 2000...2099
///     M d H h m s one or two digits; MM dd HH hh mm ss exactly two
///     MMM MMMM    a month's name, full or cut, in English, Dutch, German or French
///     a           AM or PM, with h
///     other       signs stand for themselves; letters only in single quotes
package struct DatePattern: Hashable, Sendable, CustomStringConvertible {
    private enum Element: Hashable, Sendable {
        case number(Unicode.Scalar, least: Int, most: Int)
        case monthName
        case half
        case literal(Unicode.Scalar)
    }

    package let description: String
    private let elements: [Element]

    /// Nil when it does not name year, month and day exactly once each, or holds letters that mean nothing.
    package init?(_ text: String) {
        guard let elements = Self.elements(text) else { return nil }
        let letters = elements.compactMap { element -> Unicode.Scalar? in
            switch element {
            case .number(let letter, _, _): letter
            case .monthName: "M"
            case .half: "a"
            case .literal: nil
            }
        }
        guard Set(letters).count == letters.count, Set(letters).isSuperset(of: ["y", "M", "d"]),
            letters.contains("a") == letters.contains("h"), !(letters.contains("h") && letters.contains("H")),
            !letters.contains("s") || letters.contains("m"),
            letters.contains("m") == (letters.contains("h") || letters.contains("H"))
        else { return nil }
        description = text
        self.elements = elements
    }

    private static func elements(_ text: String) -> [Element]? {
        var elements: [Element] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "'" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: "'") else { return nil }
                elements += rest[..<end].map { .literal($0) }
                rest = rest[rest.index(after: end)...]
            } else if scalar.properties.isAlphabetic {
                let run = rest.prefix { $0 == scalar }
                guard let element = element(scalar, run.count) else { return nil }
                elements.append(element)
                rest = rest.dropFirst(run.count)
            } else {
                elements.append(.literal(scalar))
                rest.removeFirst()
            }
        }
        return elements
    }

    /// Patterns in which people write days that can be read in more than one way, the commonest first.
    package static let usual =
        ["/", ".", "-"].flatMap { sign in
            [
                "M\(sign)d\(sign)yyyy", "d\(sign)M\(sign)yyyy", "yyyy\(sign)M\(sign)d", "M\(sign)d\(sign)yy",
                "d\(sign)M\(sign)yy",
            ]
        }.compactMap { DatePattern($0) } + ["d-MMM-yy", "d MMM yy"].compactMap { DatePattern($0) }

    private static func element(_ letter: Unicode.Scalar, _ count: Int) -> Element? {
        switch (letter, count) {
        case ("y", 4), ("Y", 4): .number("y", least: 4, most: 4)
        case ("y", 2), ("Y", 2): .number("y", least: 2, most: 2)
        case ("M", 3...4): .monthName
        case ("d", 1...2), ("D", 1...2): .number("d", least: count, most: 2)
        case ("M", 1...2), ("H", 1...2), ("h", 1...2), ("m", 1...2), ("s", 1...2):
            .number(letter, least: count, most: 2)
        case ("a", 1): .half
        default: nil
        }
    }

    /// A day, or a moment when the pattern has hours; nil when the text does not fit or there is no such day.
    package func reading(of text: String) -> DateReading? {
        var rest = text.unicodeScalars[...]
        var values: [Unicode.Scalar: Int] = [:]
        for element in elements {
            switch element {
            case .literal(let sign):
                guard let next = rest.first, next == sign || sign == " " && next == "\u{A0}" else { return nil }
                rest.removeFirst()
            case .number(let letter, let least, let most):
                let digits = rest.prefix(most).prefix { ("0"..."9").contains($0) }
                guard digits.count >= least, let number = Int(String(digits)) else { return nil }
                values[letter] = letter == "y" && most == 2 ? 2000 + number : number
                rest = rest.dropFirst(digits.count)
            case .monthName:
                let word = rest.prefix { $0.properties.isAlphabetic }
                guard let number = MonthName.number(String(word).lowercased()) else { return nil }
                values["M"] = number
                rest = rest.dropFirst(word.count)
            case .half:
                guard let half = ["am", "pm"].firstIndex(of: String(rest.prefix(2)).lowercased()) else { return nil }
                values["a"] = half
                rest = rest.dropFirst(2)
            }
        }
        return rest.isEmpty ? Self.reading(values) : nil
    }

    private static func reading(_ values: [Unicode.Scalar: Int]) -> DateReading? {
        guard let day = CalendarDay(year: values["y"] ?? 0, month: values["M"] ?? 0, day: values["d"] ?? 0) else {
            return nil
        }
        var hour = values["H"]
        if let clock = values["h"], let half = values["a"] {
            guard (1...12).contains(clock) else { return nil }
            hour = clock % 12 + half * 12
        }
        guard let hour else { return .day(day) }
        let (minute, second) = (values["m"] ?? 0, values["s"] ?? 0)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return .moment(CalendarMoment(day: day, secondOfDay: hour * 3600 + minute * 60 + second))
    }
}
