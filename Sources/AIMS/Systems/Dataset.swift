package import Records

/// Data for building, testing or running AI. Source: A.4.3, A.7.2–A.7.6.
package struct Dataset: RecordKind {
    /// From a draft to disposal; frozen where it has to be kept as evidence.
    package enum State: String, Stage {
        case draft = "Draft"
        case assessed = "Assessed"
        case approved = "Approved"
        case inUse = "InUse"
        case frozen = "Frozen"
        case
            withdrawn = "Withdrawn"
        case disposed = "Disposed"
    }

    /// What data is used for.
    package enum Purpose: String, Choice {
        case train
        case fineTune = "fine-tune"
        case validate, test, calibrate
        case retrieval = "retrieval corpus"
        case
            production = "production input"
        case feedback
    }

    package static let about = About(
        "Dataset", plural: "Datasets", address: "datasets", prefix: "DAT",
        clauses: ["A.4.3", "A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6"],
        summary: "Which data is used for what, where it comes from, and by what right.", naming: "name",
        columns: ["name", "datasetVersion", "purposes", "personalData"],
        sections: [
            Section("Dataset", ["name", "datasetVersion", "hash", "purposes", "intendedUse"]),
            Section("Origin and rights", ["provenance", "sources", "acquisition", "rights", "licence", "legalBasis"]),
            Section("People in it", ["personalData", "specialCategories", "subjects", "demographics"]),
            Section("Extent", ["size", "timeSpan", "geography", "language"]),
            Section(
                "Quality",
                [
                    "labelScheme", "labelQuality", "qualityRequirements", "knownBias", "knownGaps",
                    "representativeness", "art10Items",
                ]),
            Section("Keeping", ["retention", "disposal", "disposedOn", "access"]),
        ])

    // Which use is approved, who asked for it and what the privacy officer says is written down in the register of
    // dataset approvals, which comes later; until then the step itself and an Approval in the role PRIV stand for it.
    package static let lifecycle = Lifecycle<Dataset>(
        // Systems name their data, data no system: who has a role in one system begins what it works with.
        creators: .roles(.manager, .dataOwner) + .rolesOverAny(.systemOwner, .developer),
        editors: .roles(.manager, .dataOwner, .developer) + [.owner], closed: [.disposed], frozen: [.frozen],
        kept: [.inUse, .frozen],
        required: [
            Requirement(in: [.assessed, .approved, .inUse, .frozen], \.purposes, \.intendedUse, \.provenance),
            Requirement(in: [.approved, .inUse, .frozen], \.rights, \.qualityRequirements, \.retention),
            Requirement(in: [.disposed], \.disposal, \.disposedOn),
        ],
        transitions: [
            Transition("Assess", from: [.draft], to: .assessed, by: .roles(.dataOwner)),
            Transition(
                "Approve", from: [.assessed], to: .approved, by: .roles(.dataOwner),
                guards: [lawful, privacyAgreed, eightItems],
                approves: true),
            Transition(
                "Take into use", from: [.approved], to: .inUse, by: .roles(.dataOwner, .systemOwner, .developer)),
            Transition("Freeze", from: [.inUse], to: .frozen, by: .roles(.dataOwner)),
            Transition(
                "Withdraw", from: [.draft, .assessed, .approved, .inUse, .frozen], to: .withdrawn,
                by: .roles(.dataOwner, .privacy, .legal, .manager), needsReason: true),
            Transition(
                "Dispose", from: [.withdrawn], to: .disposed, by: .roles(.dataOwner), stamps: [\.disposedOn]),
        ])

    package let name = text("Name", required: true, personal: false)
    package let datasetVersion = text("Dataset version", personal: false)
    package let hash = text("Digest", personal: false)
    package let purposes = choices("Purposes", Purpose.self)
    package let intendedUse = prose("Intended use")
    package let provenance = prose("Provenance", help: "Where it comes from and what happened to it since.")
    package let sources = texts("Sources", max: 2_000)
    package let acquisition = reference("Acquisition", toKind: "DataAcquisition")
    package let rights = prose("Rights", help: "By what right it may be used.")
    package let licence = text("Licence", personal: false)
    package let legalBasis = text("Legal basis", max: 2_000, personal: false)
    package let personalData = flag("Personal data")
    package let specialCategories = flag("Special categories of personal data")
    package let subjects = prose("People it is about")
    package let demographics = prose("Their make-up")
    package let size = text("Size", personal: false)
    package let timeSpan = text("Time span", personal: false)
    package let geography = text("Geography", personal: false)
    package let language = text("Language", personal: false)
    package let labelScheme = prose("Label scheme")
    package let labelQuality = prose("Label quality")
    package let qualityRequirements = rows("Quality requirements", of: QualityRequirement.self)
    package let knownBias = prose("Known bias")
    package let knownGaps = prose("Known gaps")
    package let representativeness = prose("Representativeness")
    package let art10Items = texts(
        "Eight items of data governance", help: "In order, for systems of high risk in EU law.", max: 4_000)
    package let retention = period("Kept for")
    package let disposal = prose("Disposal", help: "How and by whom it was disposed of.")
    package let disposedOn = date("Disposed of on", content: false, tells: .past)
    package let access = prose("Access", help: "Who may use it.")

    package init() {}

    private static let lawful = Guard<Dataset>(
        "legal-basis", "Personal data needs a legal basis. Set legalBasis, or personalData to no."
    ) { $0.record.personalData == false || $0.record.legalBasis != nil }

    private static let privacyAgreed = Guard<Dataset>(
        "privacy", "The privacy officer has not approved this content. Ask for an Approval in the role PRIV."
    ) { $0.record.personalData == false || $0.isApproved(by: .privacy) }

    private static let eightItems = Guard<Dataset>(
        "art10", "There are eight items of data governance. Give all eight in art10Items, or none."
    ) { [0, 8].contains(($0.record.art10Items ?? []).count) }
}

/// A measure of quality and what it has to reach.
package struct QualityRequirement: RowKind {
    package let measure = text("Measure", required: true, personal: false)
    package let threshold = text("Threshold", personal: false)

    package init() {}
}
