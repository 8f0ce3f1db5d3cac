/// Moments as text: UTC to the millisecond, as RFC 3339 writes it, always 24 characters.
///
///     2026-11-24T09:00:00.123Z
///
/// The number is milliseconds since 1970-01-01T00:00:00Z, without leap seconds; years 0000 to 9999.
package enum Timestamp {
    package static let earliest: Int64 = -62_167_219_200_000
    package static let latest: Int64 = 253_402_300_799_999
    static let length = 24

    package static func text(_ milliseconds: Int64) -> String {
        String(decoding: bytes(milliseconds), as: UTF8.self)
    }

    static func bytes(_ milliseconds: Int64) -> [UInt8] {
        precondition(milliseconds >= earliest && milliseconds <= latest, "a time is in the years 0000 to 9999")
        let day = Int((milliseconds - earliest) / 86_400_000)
        let rest = Int((milliseconds - earliest) % 86_400_000)
        let date = civil(daysSinceYearZero: day)
        var text: [UInt8] = []
        text.reserveCapacity(length)
        append(date.year, width: 4, "-", to: &text)
        append(date.month, width: 2, "-", to: &text)
        append(date.day, width: 2, "T", to: &text)
        append(rest / 3_600_000, width: 2, ":", to: &text)
        append(rest / 60_000 % 60, width: 2, ":", to: &text)
        append(rest / 1_000 % 60, width: 2, ".", to: &text)
        append(rest % 1_000, width: 3, "Z", to: &text)
        return text
    }

    /// Nil unless `text` is exactly what `text(_:)` gives for some moment.
    package static func milliseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { milliseconds($0[...]) }
    }

    static func milliseconds(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
        guard text.count == length else { return nil }
        var cursor = text.startIndex
        guard let year = take(4, "-", text, &cursor), let month = take(2, "-", text, &cursor),
            let day = take(2, "T", text, &cursor), let hour = take(2, ":", text, &cursor),
            let minute = take(2, ":", text, &cursor), let second = take(2, ".", text, &cursor),
            let fraction = take(3, "Z", text, &cursor),
            (1...12).contains(month), day >= 1, day <= dayCount(year: year, month: month),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = daysSinceYearZero(year: year, month: month, day: day)
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
        return earliest + Int64(seconds) * 1_000 + Int64(fraction)
    }

    private static func append(_ value: Int, width: Int, _ end: Unicode.Scalar, to text: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
        text.append(UInt8(ascii: end))
    }

    private static func take(
        _ width: Int, _ end: Unicode.Scalar, _ text: Slice<UnsafeBufferPointer<UInt8>>, _ cursor: inout Int
    ) -> Int? {
        var value = 0
        for _ in 0..<width {
            let digit = text[cursor] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
            cursor += 1
        }
        guard text[cursor] == UInt8(ascii: end) else { return nil }
        cursor += 1
        return value
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Counting from 1 March of year 0 puts the leap day at the end of a year: months then follow one formula.
    // Day 0 is 0000-01-01, 60 days before that March.
    private static func daysSinceYearZero(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        // The year before year 0 is a common one with 365 days; adding 400 years keeps the divisions positive.
        let years = shifted + 400
        return years * 365 + years / 4 - years / 100 + years / 400 - 146_097 + dayOfYear + 60
    }

    private static func civil(daysSinceYearZero days: Int) -> (year: Int, month: Int, day: Int) {
        let fromMarch = days - 60 + 146_097
        let era = fromMarch / 146_097
        let dayOfEra = fromMarch % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + (era - 1) * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }
}
