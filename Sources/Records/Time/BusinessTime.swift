/// When something was true in the world: a day, or a moment where the hour counts.
///
/// A day that carries no time is in order with everything on that day. Source: the two dates of a change.
package enum BusinessTime: Hashable, Sendable, CustomStringConvertible {
    case day(Day)
    case moment(Moment)

    /// Reads `2026-11-23` or a moment in ISO 8601.
    package init?(_ text: some StringProtocol) {
        if let day = Day(text) {
            self = .day(day)
        } else if let moment = Moment(text) {
            self = .moment(moment)
        } else {
            return nil
        }
    }

    /// Nil for what is no time.
    package init?(_ value: Value?) {
        switch value {
        case .day(let day)?: self = .day(day)
        case .time(let time)?: self = time
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .day(let day): day.description
        case .moment(let moment): moment.description
        }
    }

    package func day(in zone: TimeZoneRules) -> Day {
        switch self {
        case .day(let day): day
        case .moment(let moment): zone.day(of: moment)
        }
    }

    /// Whether this may stand before `other`: the same day counts as in order when either side has only a date.
    package func isInOrder(before other: BusinessTime, in zone: TimeZoneRules) -> Bool {
        if case .moment(let left) = self, case .moment(let right) = other {
            left <= right
        } else {
            day(in: zone) <= other.day(in: zone)
        }
    }
}
