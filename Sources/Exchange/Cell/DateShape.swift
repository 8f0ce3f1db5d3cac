/// The shape of a text that may be a date.
struct DateShape {
    private typealias Token = DateTokens.Token
    private let text: String
    private let tokens: [Token]

    init(_ text: String) {
        self.text = text
        tokens = DateTokens(text).tokens
    }

    /// What can be read in one way only.
    var certain: DateReading? {
        isoDay.map { .day($0) } ?? isoMoment ?? namedDay
    }

    /// What is about time all the same.
    var uncertain: DateReading? {
        numericDay ?? dayOrYearOfMonth ?? dayNumber ?? remarkBesideDay ?? partial
    }

    // MARK: Certain

    private var isoDay: CalendarDay? {
        if tokens.count == 5 { return isoDay(tokens[...]) }
        // The basic format: 20240229.
        guard tokens.count == 1, case .number(let digits) = tokens[0], digits.count == 8 else { return nil }
        let parts = [digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2)].compactMap { Int($0) }
        return (1900...2099).contains(parts[0])
            ? CalendarDay(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    private func isoDay(_ tokens: ArraySlice<Token>) -> CalendarDay? {
        guard tokens.count >= 5, case .number(let year) = tokens[0], case .number(let month) = tokens[2],
            case .number(let day) = tokens[4], tokens[1] == .sign("-"), tokens[3] == .sign("-"),
            (year.count, month.count, day.count) == (4, 2, 2)
        else { return nil }
        return CalendarDay(year: Int(year) ?? 0, month: Int(month) ?? 0, day: Int(day) ?? 0)
    }

    private var isoMoment: DateReading? {
        guard tokens.count > 6, let day = isoDay(tokens[...4]), tokens[5] == .word("t") || tokens[5] == .sign(" "),
            let time = TimeOfDay(tokens[6...])
        else { return nil }
        return .moment(time.moment(on: day))
    }

    /// `1 October 2023`, `October 1st, 2023`, `Sun, 1-Oct-2023 9:30 pm`, `1er octobre 2023`.
    private var namedDay: DateReading? {
        let timeStart = tokens.firstIndex(of: .sign(":")).map { $0 - 1 } ?? tokens.count
        guard timeStart > 0 else { return nil }
        let parts = tokens[..<timeStart].filter { !Self.isFiller($0) }
        guard parts.count == 3, let day = Self.namedDay(parts) else { return nil }
        if timeStart == tokens.count { return .day(day) }
        return TimeOfDay(tokens[timeStart...]).map { .moment($0.moment(on: day)) }
    }

    private static func namedDay(_ parts: [Token]) -> CalendarDay? {
        switch (parts[0], parts[1], parts[2]) {
        case (.number(let day), .word(let month), .number(let year)) where year.count == 4 && day.count <= 2:
            CalendarDay(year: Int(year) ?? 0, month: MonthName.number(month) ?? 0, day: Int(day) ?? 0)
        case (.word(let month), .number(let day), .number(let year)) where year.count == 4 && day.count <= 2:
            CalendarDay(year: Int(year) ?? 0, month: MonthName.number(month) ?? 0, day: Int(day) ?? 0)
        case (.number(let year), .word(let month), .number(let day)) where year.count == 4 && day.count <= 2:
            CalendarDay(year: Int(year) ?? 0, month: MonthName.number(month) ?? 0, day: Int(day) ?? 0)
        default: nil
        }
    }

    private static func isFiller(_ token: Token) -> Bool {
        switch token {
        case .number: false
        case .word(let word): fillers.contains(word)
        case .sign(let sign): " ,.-/".unicodeScalars.contains(sign)
        }
    }

    private static let fillers: Set<String> = [
        "st", "nd", "rd", "th", "er", "ère", "of", "the", "le", "de", "den", "der",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]

    // MARK: Uncertain

    /// `10/1/2023`, `1.10.2023`, `10-1-23`, with or without a time.
    private var numericDay: DateReading? {
        let plain = tokens.filter { $0 != .sign(" ") }
        guard plain.count >= 5, case .number(let first) = plain[0], case .sign(let sign) = plain[1],
            case .number(let second) = plain[2], plain[3] == plain[1], case .number(let third) = plain[4],
            "/.-".unicodeScalars.contains(sign), plain.count == 5 || TimeOfDay(plain[5...]) != nil
        else { return nil }
        let numbers = [first, second, third].compactMap { Int($0) }
        switch (first.count, second.count, third.count) {
        case (1...2, 1...2, 4):
            return Self.ordered(text, String(sign), numbers)
        case (1...2, 1...2, 2):
            return .ambiguous("\(text) has a year of two digits")
        case (4, 1...2, 1...2):
            let reading = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
            return reading.map { .ambiguous("\(text) would be \($0) as yyyy\(sign)M\(sign)d") }
        default:
            return nil
        }
    }

    private static func ordered(_ text: String, _ sign: String, _ numbers: [Int]) -> DateReading? {
        let monthFirst = CalendarDay(year: numbers[2], month: numbers[0], day: numbers[1])
        let dayFirst = CalendarDay(year: numbers[2], month: numbers[1], day: numbers[0])
        let patterns = ["M\(sign)d\(sign)yyyy", "d\(sign)M\(sign)yyyy"]
        switch (monthFirst, dayFirst) {
        case (let one?, let other?):
            return .ambiguous("\(text) is \(one) as \(patterns[0]) and \(other) as \(patterns[1])")
        case (let only?, nil):
            return .ambiguous("\(text) would be \(only) as \(patterns[0]), and nothing as \(patterns[1])")
        case (nil, let only?):
            return .ambiguous("\(text) would be \(only) as \(patterns[1]), and nothing as \(patterns[0])")
        case (nil, nil):
            return nil
        }
    }

    /// `22-Jul`: a day without a year, or a month of 2022; `1-Oct-23`: which number is the year?
    private var dayOrYearOfMonth: DateReading? {
        let parts = tokens.filter { !Self.isFiller($0) }
        let numbers: [Int] = parts.compactMap { part in
            if case .number(let digits) = part, digits.count <= 2 { Int(digits) } else { nil }
        }
        let months: [Int] = parts.compactMap { part in
            if case .word(let word) = part { MonthName.number(word) } else { nil }
        }
        guard let month = months.first, months.count == 1, numbers.count + 1 == parts.count else { return nil }
        switch numbers.count {
        case 1 where CalendarDay(year: 2000, month: month, day: numbers[0]) != nil:
            let year = 2000 + numbers[0]
            return .ambiguous("\(text) may be a day without its year, or a month of \(year)")
        case 1:
            return .partial("\(text) names no day")
        case 2:
            return .ambiguous("\(text) has a year of two digits")
        default:
            return nil
        }
    }

    /// `45123`: how a spreadsheet counts days.
    private var dayNumber: DateReading? {
        guard case .number(let digits)? = tokens.first, digits.count == 5, tokens.count == 1 || tokens.count == 3,
            let number = Int(digits), let day = SpreadsheetDay.day(number)
        else { return nil }
        if tokens.count == 3 {
            guard tokens[1] == .sign("."), case .number = tokens[2] else { return nil }
        }
        return .ambiguous("\(text) is \(day) if it is a spreadsheet's day number")
    }

    private var remarkBesideDay: DateReading? {
        guard tokens.count > 5, let day = isoDay(tokens[...4]) else { return nil }
        return .ambiguous("a remark stands beside \(day)")
    }

    private var partial: DateReading? {
        let hasYear = tokens.contains { token in
            if case .number(let digits) = token, digits.count == 4, let year = Int(digits) {
                (1900...2099).contains(year)
            } else {
                false
            }
        }
        if hasYear || hasFiscalYear {
            return .partial("\(text) names no day")
        }
        return isMistyped ? .partial("\(text) looks like a date with a typing error") : nil
    }

    private var hasFiscalYear: Bool {
        zip(tokens, tokens.dropFirst()).contains { word, number in
            guard case .word(let word) = word, case .number(let digits) = number else { return false }
            return ["fy", "cy", "gj"].contains(word) && (digits.count == 2 || digits.count == 4)
        }
    }

    /// Digits and one kind of separator, but not in a shape that any calendar has: `10/12023`.
    private var isMistyped: Bool {
        let numbers = tokens.compactMap { if case .number(let digits) = $0 { digits } else { nil } }
        let signs = Set(tokens.filter { if case .sign = $0 { true } else { false } })
        guard signs == [.sign("/")] || signs == [.sign(".")] || signs == [.sign("-")],
            numbers.count * 2 == tokens.count + 1
        else { return false }
        return numbers.count == 3 || numbers.count == 2 && numbers[0].count <= 2 && numbers[1].count == 5
    }
}
