import Exchange
import Organization
import Records

/// A file on its way in: read as a table, its columns matched with the fields of a kind.
struct ImportFile: Sendable {
    let path: String
    let kind: Kind
    let table: Table
    let mapping: ColumnMapping
    /// What was proposed where nobody stated a mapping.
    let guess: MappingGuess?
    let bound: BoundMapping

    /// The name under which records remember it, without folders.
    var source: String { path == "-" ? "standard input" : String(path.split(separator: "/").last ?? "file") }

    /// The secret under which rows are known again.
    let secret: RowSecret

    init(
        _ path: String, as kind: Kind, reading: TableReading, mapPath: String?, files: Files, view: View,
        secret: RowSecret
    ) throws {
        self.secret = secret
        self.path = path
        self.kind = kind
        let fields = kind.targetFields(words: kind.name == "AISystem" ? SystemWords.words : [:])
        var reading = reading
        reading.expect(fields)
        let stated = try mapPath.map { try ImportFile.mapping(at: $0, files) }
        reading.headerLine = reading.headerLine ?? stated?.headerLine
        table = try ImportFile.table(at: path, reading, files)
        let columns = ImportPlan.earlierKey(of: table, as: kind, view: view, secret: secret)
        let earlier = columns.isEmpty ? nil : columns.map { ColumnMapping.Reference(number: $0.number) }
        if let mapPath, let stated {
            guess = nil
            var chosen = stated
            chosen.key = chosen.key ?? earlier
            mapping = chosen
            guard [kind.about.address, kind.name].contains(mapping.register) else {
                throw Complaint(
                    .badInput,
                    "“\(mapPath)” maps to “\(mapping.register)”, and the import is --as \(kind.about.address).",
                    "Change the one or the other.")
            }
        } else {
            let proposed = MappingGuess(fields, for: table)
            guess = proposed
            var chosen = proposed.mapping(register: kind.about.address, header: reading.headerLine)
            chosen.key = earlier ?? chosen.key
            mapping = chosen
        }
        do {
            bound = try BoundMapping(mapping, to: table, fields: fields)
        } catch {
            throw Complaint(
                .badInput,
                ["“\(mapPath ?? "The mapping")” does not fit “\(path)”." as Phrase] + error.problems.map { "\($0)" },
                advice: ["A mapping that fits to begin with:"],
                command: "hallmark import \(Shell.word(path)) --as \(kind.about.address) --save-map map.json")
        }
    }

    /// What would become of its rows.
    func plan(on view: View, now: Moment) -> ImportPlan {
        ImportPlan(table, of: source, as: kind, mapping: bound, view: view, secret: secret, now: now)
    }

    private static func table(at path: String, _ reading: TableReading, _ files: Files) throws -> Table {
        let bytes = try files.read(path, limit: reading.limits.bytes, advice: "Split it into smaller files.")
        do {
            return try TableReader.table(bytes, reading)
        } catch {
            let place = error.line == nil ? "“\(path)”: " : "“\(path)”, "
            let advice: Phrase =
                error.code == .severalLists
                ? "Name it with --list, as it stands there. Nothing was changed." : "Nothing was changed."
            throw Complaint(.badInput, "\(place)\(error)", advice)
        }
    }

    /// - Throws: `Complaint` when there is no such file, or no mapping in it.
    static func mapping(at path: String, _ files: Files) throws -> ColumnMapping {
        do {
            return try ColumnMapping(parsing: files.read(path, limit: 4 << 20))
        } catch let refused as MappingRefused {
            throw Complaint(.badInput, ["“\(path)” is no mapping file." as Phrase] + refused.problems.map { "\($0)" })
        }
    }
}

extension Table.Source {
    var words: String {
        switch self {
        case .csv(let dialect): "CSV, fields separated by \(dialect.delimiter.label)"
        case .json(let list): list.map { "JSON, rows taken from “\($0)”" } ?? "JSON"
        case .records: "JSON, records exported by Hallmark"
        case .jsonLines: "JSON, one object a line"
        }
    }
}
