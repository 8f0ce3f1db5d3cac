/// What a text says about a day. Nothing is guessed: what can be read in two ways is not read at all.
package enum DateReading: Hashable, Sendable {
    case empty
    case day(CalendarDay)
    case moment(CalendarMoment)
    /// A date, but which one is not certain; the reason is a clause: `10/1/2023 is 2023-10-01 as M/d/yyyy and …`.
    case ambiguous(String)
    /// Says something about time, but no day: a year, a quarter, a month, a typing error. The reason is a clause.
    case partial(String)
    case notADate

    /// Certain without a pattern: ISO 8601 days and moments, and days with a named month and a four-digit year.
    /// A pattern makes the texts that fit it certain too.
    package init(_ text: String, pattern: DatePattern? = nil) {
        let text = CellText.trimmed(text)
        if text.isEmpty {
            self = .empty
        } else if text.utf8.count > Self.longestText {
            self = .notADate
        } else if let pattern, let found = pattern.reading(of: text) {
            self = found.withoutYearAsDayNumber
        } else {
            let shape = DateShape(text)
            self = (shape.certain ?? shape.uncertain ?? .notADate).withoutYearAsDayNumber
        }
    }

    /// UTF-8 bytes; more is prose.
    private static let longestText = 80

    /// The day as it is written, of a moment too.
    package var day: CalendarDay? {
        switch self {
        case .day(let day): day
        case .moment(let moment): moment.day
        case .empty, .ambiguous, .partial, .notADate: nil
        }
    }

    /// A spreadsheet shows the number 2022 in a date column as a day of 1905.
    private var withoutYearAsDayNumber: Self {
        guard let day else { return self }
        let number = SpreadsheetDay.number(of: day)
        guard SpreadsheetDay.plausibleYears.contains(number) else { return self }
        return .ambiguous("\(day) is what a spreadsheet makes of the year \(number)")
    }
}

/// Days as spreadsheets count them: 1 is 1900-01-01, and 60 a 29 February that never was.
enum SpreadsheetDay {
    static let plausibleYears = 1990...2050

    /// Right from 1900-03-01 on.
    static func number(of day: CalendarDay) -> Int {
        ordinal(day) - epoch
    }

    /// Days between 1954 and 2099: other numbers are hardly meant as days.
    static func day(_ number: Int) -> CalendarDay? {
        guard (20_000...73_000).contains(number) else { return nil }
        // At most the year looked for, and hardly ever more than one before it.
        var year = 1899 + number * 400 / 146_097
        while let next = CalendarDay(year: year + 1, month: 1, day: 1), ordinal(next) - epoch <= number { year += 1 }
        for month in (1...12).reversed() {
            if let first = CalendarDay(year: year, month: month, day: 1), ordinal(first) - epoch <= number {
                return CalendarDay(year: year, month: month, day: number - ordinal(first) + epoch + 1)
            }
        }
        return nil
    }

    /// 1899-12-30.
    private static let epoch = 693_899

    /// Days since 0000-03-01.
    private static func ordinal(_ day: CalendarDay) -> Int {
        let year = day.month > 2 ? day.year : day.year - 1
        let month = (day.month + 9) % 12
        return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day.day - 1
    }
}
