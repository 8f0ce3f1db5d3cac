import Exchange
import Ledger
import Organization
import Records

/// What a file is and what becomes of each of its columns.
struct ColumnsPage {
    let file: ImportFile

    var page: Page {
        let table = file.table
        var page = Page()
        page.say(
            "\(strong: file.source) holds \(table.rows.count, "row") in \(table.columns.count, "column").")
        page.facts(
            [
                Page.Fact("Encoding", "\(table.encoding.label): \(table.encodingReason)"),
                Page.Fact("Format", "\(table.source.words)"),
            ] + (table.headerLine.map { [Page.Fact("Header", "line \($0)")] } ?? []) + [Page.Fact("Key", key)])
        if !table.notices.isEmpty {
            page.head("Worth knowing about the file")
            for notice in table.notices { page.say(sentence(notice), indent: 2, hanging: 2) }
        }
        addColumns(to: &page)
        return page
    }

    /// The rows in it before the full stop.
    private func sentence(_ notice: Notice) -> Phrase {
        guard !notice.rows.isEmpty, notice.message.hasSuffix(".") else { return "\(notice.description)" }
        return "\(String(notice.message.dropLast())) (\(notice.place))."
    }

    private var key: Phrase {
        if file.bound.key.isEmpty {
            return
                "None: no column tells the rows apart for certain; a row is known again by everything it says. A column that does can be stated in a mapping file."
        }
        let columns = file.bound.key.map { "\($0.number) “\($0.header)”" }
        return "\(Amount.list(columns)): a row is known again by it, and changes when the file does."
    }

    private func addColumns(to page: inout Page) {
        let filling = file.bound.columns
        let taken = Set(filling.map(\.column.number)).count
        let rest = file.table.columns.count - taken
        page.head("Columns")
        page.say(
            "\(taken == 0 ? "No column fills a field" : Amount.of(taken, "column fills a field", "columns fill fields")); \(rest, "column is", "columns are") kept word for word with the record.",
            indent: 2)
        guard !filling.isEmpty else { return }
        page.gap()
        page.table(
            TextTable(
                [.init("", .right), .init("Column", gives: true), .init("Field"), .init("Why", gives: true)],
                filling.sorted { $0.column.number < $1.column.number }.map { bound in
                    [
                        "\(bound.column.number)", "\(bound.column.header)", "\(strong: bound.field.key)",
                        "\(reason(for: bound))",
                    ]
                }), indent: 2)
        if !doubtful.isEmpty {
            page.say(
                "\(strong: "Look at") \(doubtful.count == 1 ? "column" : "columns") \(Amount.list(doubtful.map { String($0) })) before you bring anything in: below \(MappingGuess.leastCertainty) % it is a guess.",
                indent: 2)
        }
    }

    /// Where a guess is no more than that.
    private var doubtful: [Int] {
        (file.guess?.proposals ?? []).filter { $0.field != nil && $0.confidence < MappingGuess.leastCertainty }
            .map(\.column.number)
    }

    private func reason(for bound: BoundMapping.Column) -> String {
        guard let guess = file.guess else { return "stated in the mapping" }
        let proposal = guess.proposals.first { $0.column.number == bound.column.number && $0.field == bound.field.key }
        return proposal.map { "\($0.reason) (\($0.confidence) %)" } ?? ""
    }

    var json: JSON {
        .array(
            file.table.columns.map { column in
                let bound = file.bound.columns.filter { $0.column.number == column.number }
                let proposal = file.guess?.proposals.first { $0.column.number == column.number }
                return [
                    "column": .integer(Int64(column.number)), "header": .string(column.header),
                    "fields": .array(bound.map { .string($0.field.key) }),
                    "confidence": proposal.map { .integer(Int64($0.confidence)) } ?? .null,
                    "reason": proposal.map { .string($0.reason) } ?? .null,
                ]
            })
    }
}
