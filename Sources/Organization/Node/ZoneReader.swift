import Foundation
package import Records

extension TimeZoneRules {
    /// The rules of a zone as the system knows them, for the years in which records are likely to fall.
    ///
    /// Changes are listed from 1970 to 2100; before and after, the nearest one holds.
    package static func system(_ identifier: String) -> TimeZoneRules? {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        var changes: [Offset] = []
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var cursor = Date(timeIntervalSince1970: 0)
        let first = zone.secondsFromGMT(for: cursor)
        while let next = zone.nextDaylightSavingTimeTransition(after: cursor), next > cursor, next < end {
            changes.append(
                Offset(
                    since: Moment(milliseconds: Int64(next.timeIntervalSince1970 * 1_000)),
                    seconds: zone.secondsFromGMT(for: next)))
            cursor = next
        }
        return TimeZoneRules(identifier: identifier, first: first, changes: changes)
    }
}
