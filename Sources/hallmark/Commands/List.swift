import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark list`: the records of a kind, or how many there are of each.
struct List: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the records of a kind, or how many there are of each.")

    @Argument(
        help: ArgumentHelp("The kind, like systems or AISystem.", valueName: "kind"), completion: .kinds)
    var kind: String?
    @Option(
        help: ArgumentHelp("Only records in this state.", valueName: "state"), completion: .states)
    var state: String?
    @Option(help: ArgumentHelp("Only records in which this text stands somewhere, in any case.", valueName: "text"))
    var find: String?
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if kind == nil, state != nil {
            throw ValidationError("--state needs a kind, whose states are meant: hallmark list systems --state Idea")
        }
    }

    func run(at desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let view = try desk.view(time)
        guard let kind else { return try overview(view, on: machine) }
        let found = try records(of: try view.register.declarations.kind(asked: kind), in: view)
        switch output.format {
        case .text: try machine.output.write(page(found, view, desk))
        case .json: try machine.output.write(json(found, view))
        }
        return .done
    }

    private struct Found {
        let kind: Kind
        let all: Int
        let records: [RecordContent]
    }

    private func records(of kind: Kind, in view: View) throws(Complaint) -> Found {
        var wanted: String?
        if let state {
            let states = kind.lifecycle.states
            wanted = states.first { [$0.name, $0.label].map { $0.lowercased() }.contains(state.lowercased()) }?.name
            if wanted == nil {
                throw Complaint(
                    .notThere,
                    "\(kind.about.title) has no state “\(state)”. Its states are \(Amount.list(states.map(\.name))).")
            }
        }
        let all = view.records(of: kind)
        let text = find?.lowercased()
        return Found(
            kind: kind, all: all.count,
            records: all.filter { record in
                (wanted.map { $0 == record.state } ?? true) && (text.map { record.mentions($0) } ?? true)
            })
    }

    private func page(_ found: Found, _ view: View, _ desk: Desk) -> Page {
        let about = found.kind.about
        var page = Page()
        if found.all == 0 {
            page.say("There are no \(about.plural.inSentence) on \(view.point).")
            page.say("\(about.summary) The first one:")
            page.command(folder.command("create", about.address, "--set", "\(about.naming)=…"))
            return page
        }
        let of: Phrase = found.records.count == found.all ? "" : " of \(Amount.text(found.all))"
        page.say(
            "\(found.records.count, about.title.inSentence, about.plural.inSentence)\(of) on \(view.point)")
        guard !found.records.isEmpty else { return page }
        page.gap()
        page.table(table(found, view))
        return page
    }

    /// The columns the kind declares, as far as any record has something in them.
    private func table(_ found: Found, _ view: View) -> TextTable {
        let kind = found.kind
        let fields = kind.about.columns.filter { $0 != kind.about.naming }.compactMap { kind.field($0) }.filter {
            says($0, beyondStateIn: found.records, view)
        }
        let columns =
            [.init("Id"), .init(Phrase(kind.field(kind.about.naming)?.label ?? "Name"), gives: true), .init("State")]
            + fields.map { TextTable.Column(Phrase($0.label), gives: true) }
        return TextTable(
            columns,
            found.records.map { record in
                [
                    "\(strong: record.id)", "\(view.title(of: record) ?? "")",
                    "\(record.stateRow?.label ?? record.state)",
                ]
                    + fields.map { field in record.value(field, in: view).map { view.line(of: $0, in: field) } ?? "" }
            })
    }

    /// Whether a column is worth its place: something stands in it, and not only the state once more.
    private func says(_ field: DeclaredField, beyondStateIn records: [RecordContent], _ view: View) -> Bool {
        records.contains { record in
            record.value(field, in: view).map { $0 != .text(record.state) } ?? false
        }
    }

    private func json(_ found: Found, _ view: View) -> JSON {
        .object(
            view.asked.merging([
                "kind": .string(found.kind.name), "count": .integer(Int64(found.records.count)),
                "records": .array(found.records.map { RecordExport.json(of: $0, in: view) }),
            ]) { first, _ in first })
    }

    private func overview(_ view: View, on machine: Machine) throws -> ExitCode {
        let text = find?.lowercased()
        let counts = view.register.declarations.kinds.map { kind in
            (kind, view.records(of: kind).count { record in text.map { record.mentions($0) } ?? true })
        }
        switch output.format {
        case .json:
            let kinds = counts.map { kind, count -> JSON in
                ["kind": .string(kind.name), "word": .string(kind.about.address), "count": .integer(Int64(count))]
            }
            try machine.output.write(.object(view.asked.merging(["kinds": .array(kinds)]) { first, _ in first }))
        case .text:
            let words = find.map { ["--find", Shell.word($0)] } ?? []
            let there = counts.filter { $0.1 > 0 }
            let which: Phrase = find.map { " in which “\($0.cut(to: 60))” stands" } ?? ""
            guard !there.isEmpty else {
                try machine.output.write(Page("There are no records\(which) on \(view.point)."))
                return .done
            }
            var page = Page("Records\(which) on \(view.point)")
            page.gap()
            page.table(
                TextTable(
                    [.init("", .right), .init("Kind", gives: true), .init("List them")],
                    there.map {
                        [
                            "\(strong: Amount.text($1))", "\($1 == 1 ? $0.about.title : $0.about.plural)",
                            "\(folder.command((["list", $0.about.address] + words).joined(separator: " ")))",
                        ]
                    }
                ))
            try machine.output.write(page)
        }
        return .done
    }
}

extension RecordContent {
    /// Whether a text in small letters stands in the id, the state or any field.
    fileprivate func mentions(_ text: String) -> Bool {
        id.text.lowercased().contains(text) || state.lowercased().contains(text)
            || kind.fields.contains { field in
                values[field.slot].map { field.type.text($0).lowercased().contains(text) } ?? false
            }
    }
}

extension View {
    /// For which day and with whose knowledge an answer holds.
    var asked: [String: JSON] {
        ["asOf": .string(day.description), "knownAt": lastEntry.map { .integer(Int64($0.value)) } ?? .null]
    }

    /// The same for people: `24 November 2026, as known with entry 27`.
    var point: Phrase {
        let known: Phrase = knownAt.map { ", as known with entry \($0)" } ?? ""
        return "\(day.long)\(known)"
    }
}
