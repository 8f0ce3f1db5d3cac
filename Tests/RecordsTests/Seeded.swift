import Records

/// A generator of numbers that gives the same ones on every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) {
        state = UInt64(truncatingIfNeeded: seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension TimeZoneRules {
    /// The Netherlands in 2026: an hour ahead of UTC, two in summer.
    static let amsterdam = TimeZoneRules(
        identifier: "Europe/Amsterdam", first: 3_600,
        changes: [
            Offset(since: Moment(milliseconds: 1_774_746_000_000), seconds: 7_200),
            Offset(since: Moment(milliseconds: 1_792_890_000_000), seconds: 3_600),
        ])
}
