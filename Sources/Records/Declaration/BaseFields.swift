/// Fields that every record has. Source: 3.1 of the record specification.
///
/// What the ledger says about a record (id, version, state, who and when) is no field: nobody states it.
package struct BaseFields: RowKind {
    package let owner = reference("Owner", toKind: "Person", help: "Who answers for this record.", content: false)
    package let unit = text(
        "Unit", help: "The part of the organization it belongs to.", personal: false, content: false)
    package let tags = texts("Tags", personal: false, content: false)
    package let confidentiality = choice("Confidentiality", Confidentiality.self, content: false)
    package let retentionUntil = date("Keep until", help: "Not to be disposed of up to this day.", content: false)
    package let isDemo = flag("Demonstration data", content: false)
    package let isTest = flag("Test data", content: false)
    package let supersedes = reference(
        toAnyRecord: "Supersedes", help: "The earlier version of the same thing.", content: false)
    package let links = rows("Links", of: RecordLink.self, content: false)
    package let attachments = Records.attachments("Files", content: false)
    package let origin = row(
        "Origin", of: Origin.self, help: "The file and row the record was brought in from.", content: false)
    package let unmapped = rows(
        "Kept from the source", of: UnmappedCell.self,
        help: "What the file said and no field here takes, word for word.", content: false)

    package init() {}

    static let layout = RowLayout(BaseFields())
    /// Known to the compiler, because slots are counted from it.
    package static var count: Int { MemoryLayout<BaseFields>.size / MemoryLayout<UnsafeRawPointer>.stride }
    package static let keys = layout.fields.map(\.key)
}

/// Who may see a record, from everybody to few.
package enum Confidentiality: String, Choice {
    case `public`, `internal`, confidential, restricted
}

/// Something elsewhere that belongs to the record.
package struct RecordLink: RowKind {
    package let title = text("Title", required: true)
    package let target = text("Target", required: true, max: 2_000)

    package init() {}
}

/// Where an imported record came from.
package struct Origin: RowKind {
    /// The name of the file.
    package let source = text("Source", required: true)
    /// Number of the row among the rows of data, from 1.
    package let row = integer("Row", in: 1...10_000_000, required: true)
    /// The day of the import.
    package let on = date("Brought in on", required: true)
    /// What tells the row apart from all others, so that a second import brings nothing twice.
    package let key = text("Key", required: true, max: 2_000)

    package init() {}
}

/// A cell that no field takes.
package struct UnmappedCell: RowKind {
    /// Number of the column in the file, from 1.
    package let column = integer("Column", in: 1...100_000, required: true)
    package let header = Records.text("Header", max: 100_000)
    package let text = Records.text("Text", required: true, max: 10_000_000)

    package init() {}
}
