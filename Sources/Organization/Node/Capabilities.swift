package import Records

/// Everything an organization at work takes from outside. Made once, in the program's beginning; passed on by value.
package struct Capabilities: Sendable {
    /// The clock.
    package var now: @Sendable () -> Moment
    /// So many unpredictable bytes, for salts and keys.
    package var randomBytes: @Sendable (Int) -> [UInt8]
    /// The rules of a time zone by its IANA name; `nil` when there is no such zone.
    package var zone: @Sendable (String) -> TimeZoneRules?

    package init(
        now: @escaping @Sendable () -> Moment, randomBytes: @escaping @Sendable (Int) -> [UInt8],
        zone: @escaping @Sendable (String) -> TimeZoneRules?
    ) {
        self.now = now
        self.randomBytes = randomBytes
        self.zone = zone
    }
}
