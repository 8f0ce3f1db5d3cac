package import Records

/// One verification of all entries and files. Source: 7.5.3.
package struct IntegrityRun: RecordKind {
    /// A run is entered when it has ended.
    package enum State: String, Stage {
        case done = "Done"
    }

    package static let about = About(
        "Integrity run", plural: "Integrity runs", address: "integrity-runs", prefix: "INT", clauses: ["7.5.3"],
        summary: "When the ledger and the files were verified, and what was found.", naming: "at",
        columns: ["at", "entriesVerified", "filesVerified", "failures"],
        sections: [Section("Run", ["at", "entriesVerified", "filesVerified", "failures", "checkpoint"])])

    package static let lifecycle = Lifecycle<IntegrityRun>(
        creators: .roles(.manager, .administrator, .internalAuditor, .connector), editors: .roles(.manager),
        frozen: [.done], required: [Requirement(in: [.done], \.at, \.entriesVerified, \.filesVerified)],
        creation: [reallyRun], stamps: [\.at])

    package let at = moment("Verified at", tells: .past)
    package let entriesVerified = integer("Entries verified", in: 0...1_000_000_000_000)
    package let filesVerified = integer("Files verified", in: 0...1_000_000_000_000)
    package let failures = texts("What was damaged", max: 4_000, personal: false)
    package let checkpoint = prose("Checkpoint", help: "The signed note that the run ended at.", personal: false)

    package init() {}

    private static let reallyRun = Guard<IntegrityRun>(
        "run",
        "What a run found is entered by the run itself: hallmark verify --record. One of elsewhere is told as a recorded act, "
            + "with its day, whose it was and why."
    ) { $0.isFound || $0.isTold }
}
