import ArgumentParser
import Ledger
import Records

/// For which day, and with whose knowledge.
struct TimeOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "The day in question, as known now; later than today: if nobody does anything.", valueName: "date"))
    var asOf: String?

    @Option(
        name: .customLong("known-at"),
        help: ArgumentHelp(
            "Only what the ledger knew with this entry, or at the end of this day.", valueName: "entry|date"))
    var knownAt: String?

    mutating func validate() throws {
        if let asOf, Day(asOf) == nil { throw ValidationError("--as-of: \(TimeOptions.noDay(asOf))") }
        if let knownAt, Day(knownAt) == nil, TimeOptions.entry(knownAt) == nil {
            throw ValidationError(
                "--known-at: “\(knownAt)” is neither an entry nor a day. Write a number like 27, or a day like 2026-11-23."
            )
        }
    }

    static func entry(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    static func noDay(_ text: String) -> String {
        "“\(text)” is no day. Write year, month and day, like 2026-11-23."
    }
}
