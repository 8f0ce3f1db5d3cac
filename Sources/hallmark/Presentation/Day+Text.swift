import Records

/// Days and moments as people write them: `2 June 2026`, in columns `2 Jun 2026`. ISO stands in files only.
extension Day {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    var long: String {
        let (year, month, day) = components
        return "\(day) \(Day.months[month - 1]) \(year)"
    }

    var short: String {
        let (year, month, day) = components
        return "\(day) \(Day.months[month - 1].prefix(3)) \(year)"
    }
}

extension Moment {
    /// `24 November 2026, 10:00` on the clock of the organization.
    func long(in zone: TimeZoneRules) -> String {
        "\(zone.day(of: self).long), \(zone.clockText(of: self).suffix(5))"
    }

    /// `24 Nov 2026, 10:00` on the clock of the organization.
    func short(in zone: TimeZoneRules) -> String {
        "\(zone.day(of: self).short), \(zone.clockText(of: self).suffix(5))"
    }
}

extension BusinessTime {
    func long(in zone: TimeZoneRules) -> String {
        switch self {
        case .day(let day): day.long
        case .moment(let moment): moment.long(in: zone)
        }
    }

    func short(in zone: TimeZoneRules) -> String {
        switch self {
        case .day(let day): day.short
        case .moment(let moment): moment.short(in: zone)
        }
    }
}
