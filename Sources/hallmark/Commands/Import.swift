import ArgumentParser
import Exchange
import Ledger
import Organization
import Records

/// `hallmark import`: a table that somebody has lying around becomes records.
struct Import: HallmarkCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring in a CSV or JSON file: a preview first, with --commit every row or none.",
        discussion: """
            Without --commit nothing is changed: it says what the file is, what becomes of each column and row, and where it has
            to ask. No date and no class is guessed. What no field takes is kept with the record, word for word. A second import
            of the same file brings nothing in twice.

            A whole organization as `hallmark export --all` wrote it is brought in with: hallmark restore FILE
            """)

    @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"), completion: .file())
    var file: String
    @Option(name: .customLong("as"), help: ArgumentHelp("The kind the rows become, like systems.", valueName: "kind"))
    var kind: String
    @Flag(help: "Bring it in: every row, or none.")
    var commit = false
    @Option(help: ArgumentHelp("Which column fills which field, from a file.", valueName: "file"), completion: .file())
    var map: String?
    @Option(
        help: ArgumentHelp("Write the mapping used to a file, to change and give back with --map.", valueName: "file"),
        completion: .file())
    var saveMap: String?
    @Flag(help: "Write over the file of --save-map if it is there.")
    var replace = false
    @Option(help: ArgumentHelp("Which rows to show: all, doubts, or the first N.", valueName: "rows"))
    var rows: String?
    @Option(help: ArgumentHelp("Encoding, if what is detected is wrong: utf-8, windows-1252 …", valueName: "name"))
    var encoding: String?
    @Option(
        help: ArgumentHelp(
            "Between cells, if what is detected is wrong: comma, semicolon, tab, pipe.", valueName: "sign"))
    var delimiter: String?
    @Option(help: ArgumentHelp("JSON: where the list of rows stands, like data.items.", valueName: "path"))
    var list: String?
    @OptionGroup var acting: ActingOption
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    /// So many rows are shown one by one when nobody says which.
    private static let rowsUsual = 20

    func validate() throws {
        if let encoding, TextEncoding(named: encoding) == nil {
            let known = Amount.list(TextEncoding.allCases.map(\.rawValue))
            throw ValidationError("--encoding: “\(encoding)” is not known. Known are \(known).")
        }
        if let delimiter, CSVDialect.Delimiter(named: delimiter) == nil {
            throw ValidationError("--delimiter: “\(delimiter)” is not known. Known are comma, semicolon, tab and pipe.")
        }
        if let rows, RowsPage.Choice(rows) == nil {
            throw ValidationError("--rows: say all, doubts or a number, not “\(rows)”.")
        }
    }

    func run(on machine: Machine) async throws -> ExitCode {
        let desk = try await Desk.open(folder, on: machine)
        let kind = try desk.node.register.declarations.kind(asked: kind)
        machine.progress.show("Reading \(file)")
        let read = try ImportFile(file, as: kind, reading: reading, mapPath: map, files: machine.files)
        if let saveMap {
            try machine.files.write(Array(read.mapping.text.utf8), to: saveMap, replacing: replace)
        }
        let plan = ImportPlan(
            read.table, of: read.source, as: kind, mapping: read.bound, view: desk.node.view(), today: desk.node.today)
        machine.progress.end()
        let changes = commit ? try await bringIn(plan, desk) : []
        switch output.format {
        case .json: try machine.output.write(json(read, plan, changes))
        case .text where commit: try machine.output.write(result(plan, changes))
        case .text: try machine.output.write(preview(read, plan))
        }
        return .done
    }

    private var reading: TableReading {
        var reading = TableReading()
        reading.encoding = encoding.flatMap { TextEncoding(named: $0) }
        reading.delimiter = delimiter.flatMap { CSVDialect.Delimiter(named: $0) }
        reading.list = list
        return reading
    }

    private func bringIn(_ plan: ImportPlan, _ desk: Desk) async throws -> [Change] {
        guard plan.creations + plan.changes > 0 else { return [] }
        desk.machine.progress.show("Bringing in \(Amount.of(plan.creations + plan.changes, "row"))")
        defer { desk.machine.progress.end() }
        let actor = try await desk.actingPerson(acting)
        return try await desk.submit(plan.command(by: actor, now: desk.machine.now))
    }

    private func preview(_ read: ImportFile, _ plan: ImportPlan) -> Page {
        var page = ColumnsPage(file: read).page
        DoubtsPage(plan: plan).add(to: &page)
        RowsPage(plan: plan, choice: rows.flatMap { RowsPage.Choice($0) } ?? .first(Import.rowsUsual)).add(to: &page)
        page.gap()
        if plan.creations + plan.changes == 0 {
            page.say("\(strong: "Nothing is left to bring in.") Nothing was changed.")
        } else {
            page.say("\(strong: "Nothing was changed.") To bring it in, every row or none:")
            page.command(command("--commit"))
            if map == nil {
                page.say(
                    "To decide about columns first, write the mapping to a file, change it there, and give it back with --map:"
                )
                page.command(command("--save-map", "\(plan.kind.about.address)-map.json"))
            }
        }
        return page
    }

    private func command(_ more: String...) -> String {
        let map = map.map { ["--map", Shell.word($0)] } ?? []
        let stated = [
            encoding.map { ["--encoding", $0] }, delimiter.map { ["--delimiter", Shell.word($0)] },
            list.map { ["--list", Shell.word($0)] },
        ]
        return folder.command(
            (["import", Shell.word(file), "--as", kind] + map + stated.compactMap(\.self).flatMap(\.self) + more)
                .joined(separator: " "))
    }

    private func result(_ plan: ImportPlan, _ changes: [Change]) -> Page {
        var page = Page()
        let about = plan.kind.about
        let created = changes.filter { $0.act == .create }.map(\.record)
        let changed = changes.filter { $0.act != .create }.map(\.record)
        if changes.isEmpty {
            page.say("All \(plan.known, "row is", "rows are") there already. Nothing was changed.")
        }
        if let first = created.first, let last = created.last {
            let range: Phrase = created.count == 1 ? "\(first)" : "\(first) to \(last)"
            page.say(
                "\(strong: Amount.of(created.count, Amount.inside(about.title), Amount.inside(about.plural))) brought in from \(plan.source): \(range)."
            )
        }
        if !changed.isEmpty {
            page.say(
                "\(strong: Amount.of(changed.count, Amount.inside(about.title), Amount.inside(about.plural))) changed: \(Amount.list(changed.map(\.text), most: 8))."
            )
        }
        if let first = changes.first, let last = changes.last {
            if plan.known > 0 { page.say("\(plan.known, "row was", "rows were") there already.") }
            page.say("Entries \(first.sequence) to \(last.sequence). Each record knows its file, row and day.")
            let exceptions = changes.filter { !$0.exceptions.isEmpty }.count
            if exceptions > 0 {
                page.say(
                    "\(exceptions, "of them breaks", "of them break") a rule that holds for acts here; the exception is marked in its entry."
                )
            }
        }
        page.gap()
        page.say("What an auditor would find in them:")
        page.command(folder.command("check"))
        return page
    }

    private func json(_ read: ImportFile, _ plan: ImportPlan, _ changes: [Change]) -> JSON {
        [
            "source": .string(read.source), "kind": .string(plan.kind.name),
            "encoding": .string(read.table.encoding.rawValue),
            "key": .array(read.bound.key.map { .integer(Int64($0.number)) }), "columns": ColumnsPage(file: read).json,
            "notices": .array(
                read.table.notices.map { notice in
                    [
                        "code": .string(notice.code.rawValue), "message": .string(notice.message),
                        "rows": .array(notice.rows.map { .integer(Int64($0)) }),
                    ]
                }),
            "counts": [
                "rows": .integer(Int64(plan.rows.count)), "create": .integer(Int64(plan.creations)),
                "change": .integer(Int64(plan.changes)), "known": .integer(Int64(plan.known)),
                "doubtful": .integer(Int64(plan.doubtfulRows.count)),
            ],
            "rows": RowsPage(plan: plan, choice: rows.flatMap { RowsPage.Choice($0) } ?? .all).json,
            "isCommitted": .bool(commit),
            "entries": changes.isEmpty
                ? .null
                : [
                    "first": .integer(Int64(changes[0].sequence.value)),
                    "last": .integer(Int64(changes[changes.count - 1].sequence.value)),
                ],
        ]
    }
}
