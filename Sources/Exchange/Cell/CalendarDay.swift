/// A day of the Gregorian calendar, year 1...9999.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func < (one: Self, other: Self) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    /// ISO 8601: `2024-02-29`.
    package var description: String {
        "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}

/// A day and a time of day as somebody wrote them, with the offset from UTC if they said one.
package struct CalendarMoment: Hashable, Sendable, CustomStringConvertible {
    package let day: CalendarDay
    /// 0...86,399.
    package let secondOfDay: Int
    /// 0...999.
    package let millisecond: Int
    /// Nil when none was written: the time is that of whoever wrote it.
    package let offsetMinutes: Int?

    package init(day: CalendarDay, secondOfDay: Int, millisecond: Int = 0, offsetMinutes: Int? = nil) {
        precondition((0..<86_400).contains(secondOfDay), "a time of day lies within the day")
        self.day = day
        self.secondOfDay = secondOfDay
        self.millisecond = millisecond
        self.offsetMinutes = offsetMinutes
    }

    /// ISO 8601: `2024-02-29T13:05:00+01:00`.
    package var description: String {
        let two = { CalendarDay.padded($0, to: 2) }
        let time = "\(two(secondOfDay / 3600)):\(two(secondOfDay / 60 % 60)):\(two(secondOfDay % 60))"
        let fraction = millisecond == 0 ? "" : "." + CalendarDay.padded(millisecond, to: 3)
        return "\(day)T\(time)\(fraction)\(offset)"
    }

    private var offset: String {
        guard let offsetMinutes else { return "" }
        if offsetMinutes == 0 { return "Z" }
        let size = abs(offsetMinutes)
        let sign = offsetMinutes < 0 ? "-" : "+"
        return "\(sign)\(CalendarDay.padded(size / 60, to: 2)):\(CalendarDay.padded(size % 60, to: 2))"
    }
}
