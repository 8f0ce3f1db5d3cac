/// When a day begins in an organization: the offsets from UTC of its time zone, as a value.
///
/// The rules are read from the system once, outside; in here they are data, so that a past day is the same day on every machine
/// that holds the same rules.
package struct TimeZoneRules: Hashable, Sendable {
    /// From `since` on (inclusive), local time is UTC plus `seconds`.
    package struct Offset: Hashable, Sendable {
        package let since: Moment
        package let seconds: Int

        package init(since: Moment, seconds: Int) {
            self.since = since
            self.seconds = seconds
        }
    }

    package static let utc = TimeZoneRules(identifier: "UTC", first: 0, changes: [])

    /// The IANA name (`Europe/Amsterdam`).
    package let identifier: String
    let first: Int
    let changes: [Offset]

    /// `first` holds before the first change; `changes` in order of time.
    package init(identifier: String, first: Int, changes: [Offset]) {
        self.identifier = identifier
        self.first = first
        self.changes = changes
    }

    package func day(of moment: Moment) -> Day {
        Day(number: Int(Moment.floorDivide(local(moment), by: 86_400_000)))
    }

    /// Local wall-clock text for people: `2026-11-23 10:00`.
    package func clockText(of moment: Moment) -> String {
        let day = day(of: moment)
        let minute = Int(local(moment) - Int64(day.number) * 86_400_000) / 60_000
        return "\(day) \(padded(minute / 60, to: 2)):\(padded(minute % 60, to: 2))"
    }

    /// What the clock on the wall shows, counted in milliseconds like a moment.
    private func local(_ moment: Moment) -> Int64 {
        moment.milliseconds + Int64(offset(at: moment)) * 1_000
    }

    private func offset(at moment: Moment) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].since <= moment { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].seconds
    }
}
