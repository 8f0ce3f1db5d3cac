/// A length of time as ISO 8601 writes it: `P6M`, `P2D`, `PT4H`, `P10Y`, `P1Y6M`, `P2W`. Never negative.
///
/// Years are 12 months and weeks 7 days, so that equal lengths are equal values; months and days stay apart.
package struct Period: Hashable, Sendable, CustomStringConvertible {
    package let months: Int
    package let days: Int
    package let seconds: Int

    package init(months: Int = 0, days: Int = 0, seconds: Int = 0) {
        self.months = months
        self.days = days
        self.seconds = seconds
    }

    /// The longest that can be read, in each of its three parts: 10,000 years.
    private static let most = Period(months: 120_000, days: 3_660_000, seconds: 366_000_000_000)

    /// `nil` when the text is no period, is empty (`P`), has its parts out of order, or is longer than 10,000 years.
    package init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
        let halves = rest.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = Period.parts(halves[0], units: "YMWD"),
            let time = halves.count == 2 ? Period.parts(halves[1], units: "HMS") : [:],
            halves.count == 1 || !time.isEmpty, !(date.isEmpty && time.isEmpty)
        else { return nil }
        months = (date["Y"] ?? 0) * 12 + (date["M"] ?? 0)
        days = (date["W"] ?? 0) * 7 + (date["D"] ?? 0)
        seconds = (time["H"] ?? 0) * 3_600 + (time["M"] ?? 0) * 60 + (time["S"] ?? 0)
        guard isWithinLimits else { return nil }
    }

    /// Whether it is none of those that cannot be read.
    var isWithinLimits: Bool {
        let most = Period.most
        return (0...most.months).contains(months) && (0...most.days).contains(days)
            && (0...most.seconds).contains(seconds)
    }

    package var description: String {
        let date = Period.text(months / 12, "Y") + Period.text(months % 12, "M") + Period.text(days, "D")
        let time =
            Period.text(seconds / 3_600, "H") + Period.text(seconds / 60 % 60, "M") + Period.text(seconds % 60, "S")
        let all = date + (time.isEmpty ? "" : "T" + time)
        return all.isEmpty ? "P0D" : "P" + all
    }

    private static func text(_ count: Int, _ unit: String) -> String {
        count == 0 ? "" : "\(count)\(unit)"
    }

    private static func parts(_ text: Substring, units: String) -> [Character: Int]? {
        var found: [Character: Int] = [:]
        var allowed = Substring(units)
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                guard let place = allowed.firstIndex(of: character), let count = Int(digits), count <= most.seconds
                else {
                    return nil
                }
                found[character] = count
                allowed = allowed[allowed.index(after: place)...]
                digits = ""
            }
        }
        return digits.isEmpty ? found : nil
    }
}

extension Day {
    /// The day on which a period that begins here ends.
    package func adding(_ period: Period) -> Day {
        adding(months: period.months).adding(days: period.days + period.seconds / 86_400)
    }
}
