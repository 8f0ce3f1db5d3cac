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
            Without --commit nothing is changed: it says what the file is, what becomes of each column and row, and where it has \
            to ask. No date and no class is guessed. What no field takes is kept with the record, word for word. A second import \
            of the same file brings nothing in twice.

            The archive of a whole organization, as `hallmark export --all` writes it, is verified, and with --commit taken into \
            the folder of --data, which must be empty; leave out --as.
            """)

    @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"), completion: .tables)
    var file: String
    @Option(
        name: .customLong("as"), help: ArgumentHelp("The kind the rows become, like systems.", valueName: "kind"),
        completion: .kinds)
    var kind: String?
    @Flag(help: "Bring it in: every row, or none.")
    var commit = false
    @Flag(help: "Take in rows although they break a rule. The exception stays marked for ever.")
    var acceptExceptions = false
    @Option(
        help: ArgumentHelp("Which column fills which field, from a file.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var map: String?
    @Option(
        help: ArgumentHelp("Write the mapping used to a file, to change and give back with --map.", valueName: "file"),
        completion: .file())
    var saveMap: String?
    @Flag(help: "Write over the file of --save-map if it is there.")
    var replace = false
    @Option(
        help: ArgumentHelp("Which rows to show: all, doubts, or the first N.", valueName: "rows"),
        completion: .list(["all", "doubts"]))
    var rows: String?
    @Option(
        help: ArgumentHelp("Encoding, if what is detected is wrong: utf-8, windows-1252 …", valueName: "name"),
        completion: .encodings)
    var encoding: String?
    @Option(
        help: ArgumentHelp(
            "Between cells, if what is detected is wrong: comma, semicolon, tab, pipe.", valueName: "sign"),
        completion: .list(["comma", "semicolon", "tab", "pipe"]))
    var delimiter: String?
    @Option(help: ArgumentHelp("CSV: the line of the header, if what is found is wrong.", valueName: "line"))
    var header: Int?
    @Option(help: ArgumentHelp("JSON: where the list of rows stands, like data.items.", valueName: "path"))
    var list: String?
    @Option(help: ArgumentHelp("Archive: the verifier key to expect.", valueName: "key"))
    var key: String?
    @Option(
        help: ArgumentHelp("Archive: a checkpoint published earlier, which it must extend.", valueName: "file"),
        completion: .file())
    var checkpoint: String?
    @OptionGroup var acting: ActingOption
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if let encoding, TextEncoding(named: encoding) == nil {
            let known = Amount.list(TextEncoding.allCases.map(\.rawValue))
            throw ValidationError("--encoding: “\(encoding)” is not known. Known are \(known).")
        }
        if let delimiter, CSVDialect.Delimiter(named: delimiter) == nil {
            throw ValidationError("--delimiter: “\(delimiter)” is not known. Known are comma, semicolon, tab and pipe.")
        }
        if let header, header < 1 { throw ValidationError("--header: lines are counted from 1.") }
        if let rows, RowsPage.Choice(rows) == nil {
            throw ValidationError("--rows: say all, doubts or a number, not “\(rows)”.")
        }
    }

    func run(on machine: Machine) async throws -> ExitCode {
        // A mapping names its register, so that it need not be said twice.
        if let kind = try kind ?? map.map({ try ImportFile.mapping(at: $0, machine.files).register }) {
            return try await Desk.with(folder, on: machine) { try await importTable(as: kind, $0) }
        } else if ArchiveImport.isArchive(file, machine.files) {
            return try await importArchive(on: machine)
        } else {
            throw Complaint(
                .wrongUse, "It is not said what the rows of “\(file)” are to become.",
                "Add --as with a kind, like --as systems. How it is used:", command: "hallmark import --help")
        }
    }

    private func importTable(as kind: String, _ desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let kind = try desk.node.register.declarations.kind(asked: kind)
        if let obstacle = kind.obstacleToImport {
            throw Complaint(
                .refused, ["\(kind.about.plural) cannot be taken from a table: each is \(obstacle)."],
                advice: [
                    "With the whole organization they move as an archive: \(folder.command("export", "--all", "FILE.zip")).",
                    "One of them, told from paper:",
                ],
                command: folder.command(
                    "create", kind.about.address, "--set …", "--at DAY", "--whose PERSON", "--source …"))
        }
        machine.progress.show("Reading \(file)")
        let read = try ImportFile(
            file, as: kind, reading: reading, mapPath: map, files: machine.files,
            view: desk.node.view(), secret: try await desk.node.rowSecret())
        try check(read.table)
        if let saveMap {
            try machine.files.write(
                Array(read.mapping.text.utf8), to: saveMap,
                sparing: OwnFiles(folder: folder.path(on: machine), read: file == "-" ? nil : file),
                replacing: replace)
        }
        let (plan, changes) = commit ? try await bringIn(read, desk) : (try await preview(read, desk), nil)
        machine.progress.end()
        let answer = ImportAnswer(
            read: read, plan: plan, changes: changes,
            rows: rows.flatMap { RowsPage.Choice($0) }, isGuess: map == nil, isAccepting: acceptExceptions,
            command: { command(kind, $0) },
            folder: folder)
        switch output.format {
        case .json: try machine.output.write(answer.json)
        case .text: try machine.output.write(answer.page)
        }
        return .done
    }

    /// An option that speaks of another kind of file was meant to do something, and cannot.
    private func check(_ table: Table) throws(Complaint) {
        var isCSV = false
        if case .csv = table.source { isCSV = true }
        let vain = isCSV ? [("--list", list)] : [("--header", header.map(String.init)), ("--delimiter", delimiter)]
        guard let option = vain.first(where: { $0.1 != nil })?.0 else { return }
        throw Complaint(
            .wrongUse, "\(option) means nothing for “\(file)”, which is \(isCSV ? "CSV" : "JSON").", "Leave it out.")
    }

    private func importArchive(on machine: Machine) async throws -> ExitCode {
        let archive = ArchiveImport(
            path: file, key: key, checkpointPath: checkpoint,
            checkpoint: try checkpoint.map { try machine.files.read($0, limit: 1 << 20) },
            folder: folder, machine: machine)
        let answer = commit ? try await archive.bringIn() : try await archive.preview()
        switch output.format {
        case .json: try machine.output.write(answer.json)
        case .text: try machine.output.write(answer.page)
        }
        return .done
    }

    private var reading: TableReading {
        var reading = TableReading()
        reading.encoding = encoding.flatMap { TextEncoding(named: $0) }
        reading.delimiter = delimiter.flatMap { CSVDialect.Delimiter(named: $0) }
        reading.headerLine = header
        reading.list = list
        return reading
    }

    private func bringIn(_ read: ImportFile, _ desk: Desk) async throws -> (ImportPlan, [Change]?) {
        desk.machine.progress.show("Bringing in \(Amount.of(read.table.rows.count, "row"))")
        defer { desk.machine.progress.end() }
        let actor = try await desk.actingPerson(acting)
        let (isAccepting, now) = (acceptExceptions, desk.machine.capabilities.now())
        do {
            return try await desk.submitting(as: actor.person) { node in
                try await node.bringIn(by: actor, accepting: isAccepting) { read.plan(on: $0, now: now) }
            }
        } catch Failure.refused(let refusal) {
            throw complaint(refusal, read.kind)
        }
    }

    /// What would become of it, and what the rules would say.
    private func preview(_ read: ImportFile, _ desk: Desk) async throws -> ImportPlan {
        let (node, now) = (desk.node, desk.machine.capabilities.now())
        let actor = try await desk.actingPerson(acting)
        return read.plan(on: node.view(), now: now).tried(by: actor, on: node.register, node.rules, now: now)
    }

    /// A refusal with the way on: the preview, which shows each row, or the same with its exceptions.
    private func complaint(_ refusal: Refusal, _ kind: Kind) -> Complaint {
        let plain = Complaint(refusal)
        if refusal.problems.contains(where: { $0.code == "exception" }) {
            return Complaint(
                plain.code, plain.problems,
                advice: plain.advice + [
                    "Correct the file, or take these rows in all the same; each exception stays marked for ever:"
                ], command: command(kind, ["--accept-exceptions", "--commit"]))
        }
        let isAboutRows = refusal.problems.contains { $0.code == "row" }
        guard isAboutRows else { return plain }
        return Complaint(
            plain.code, plain.problems,
            advice: ["Nothing was changed. Correct these rows, or see what becomes of all of them, and what to do:"],
            command: command(kind, ["--rows", "doubts"]))
    }

    private func accepted(unlessIn more: [String]) -> [String] {
        acceptExceptions && !more.contains("--accept-exceptions") ? ["--accept-exceptions"] : []
    }

    /// The same import once more, with other words at its end.
    private func command(_ kind: Kind, _ more: [String]) -> String {
        let stated = [
            ("--map", map), ("--encoding", encoding), ("--delimiter", delimiter), ("--header", header.map(String.init)),
            ("--list", list),
        ].flatMap { name, value in value.map { [name, Shell.word($0)] } ?? [] }
        let words =
            ["import", Shell.word(file), "--as", kind.about.address] + stated + acting.words + accepted(unlessIn: more)
            + more
        return folder.command(words.joined(separator: " "))
    }
}
