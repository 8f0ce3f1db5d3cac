import ArgumentParser
import Ledger
import Records

/// What the fields of a record are to hold.
struct ValueOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A field and its value; repeatable.",
            discussion:
                "Nothing after the = clears the field. “a; b”, or saying it again, makes a list. @FILE takes the "
                + "value from a file; a value that begins with @ is written with two.",
            valueName: "key=value"))
    var settings: [String] = []

    @Option(
        help: ArgumentHelp("A JSON object with fields and their values; --set goes before it.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var file: String?

    @Option(
        help: ArgumentHelp(
            "A file to keep with the record; repeatable.",
            discussion: "FIELD=FILE fills a field that holds a file, like --attach file=minutes.pdf for evidence.",
            valueName: "file"), completion: .file())
    var attach: [String] = []

    /// Larger values than this are no text that somebody wrote.
    static let fileBytesMax = 16 << 20

    var isEmpty: Bool { settings.isEmpty && file == nil && attach.isEmpty }

    mutating func validate() throws {
        for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError(
                "--set: “\(setting)” is no field with a value. Write it like --set name=\"Leak finder\".")
        }
    }

    /// What is to be set, shapes checked. Files are read here; attachments are not in it.
    func assignments(for kind: Kind, reading files: Files) throws -> [Assignment] {
        let stated = try stated(in: file, reading: files)
        let texts = try texts(reading: files)
        var bySlot: [Int: Assignment] = [:]
        var problems: [Refusal.Problem] = []
        func take(_ read: () throws(Refusal) -> [Assignment]) {
            do {
                for assignment in try read() { bySlot[assignment.slot] = assignment }
            } catch {
                problems += error.problems
            }
        }
        take { () throws(Refusal) in try kind.assignments(from: stated) }
        for (key, texts) in texts {
            take { () throws(Refusal) in try kind.assignments(fromText: key, texts) }
        }
        if !problems.isEmpty { throw Refusal(.invalid, problems) }
        return bySlot.values.sorted { $0.slot < $1.slot }
    }

    private func stated(in file: String?, reading files: Files) throws -> [String: JSON] {
        guard let file else { return [:] }
        let json: JSON
        do {
            json = try JSON(parsing: files.read(file, limit: ValueOptions.fileBytesMax))
        } catch let problem as JSON.Problem {
            throw Complaint(.badInput, "“\(file)” is no JSON: \(problem).")
        }
        guard let members = json.object else {
            throw Complaint(
                .badInput, "“\(file)” holds no JSON object.",
                "Write it like {\"name\": \"Leak finder\", \"tags\": [\"water\"]}.")
        }
        return members
    }

    /// Values by key, in the order in which keys were first said.
    private func texts(reading files: Files) throws -> [(key: String, texts: [String])] {
        var found: [(key: String, texts: [String])] = []
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = String(parts[0])
            let text = try self.text(String(parts[1]), reading: files)
            if let place = found.firstIndex(where: { $0.key == key }) {
                found[place].texts.append(text)
            } else {
                found.append((key, [text]))
            }
        }
        return found
    }

    private func text(_ value: String, reading files: Files) throws -> String {
        if value.hasPrefix("@@") { return String(value.dropFirst()) }
        guard value.hasPrefix("@"), value.count > 1 else { return value }
        let path = String(value.dropFirst())
        let bytes = try files.read(path, limit: ValueOptions.fileBytesMax)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Complaint(.badInput, "“\(path)” is not text in UTF-8.", "Save it as UTF-8.")
        }
        return text
    }
}

extension Kind {
    /// One key, said once or several times.
    fileprivate func assignments(fromText key: String, _ texts: [String]) throws(Refusal) -> [Assignment] {
        if texts.count == 1 { return try assignments(fromText: [(key, texts[0])]) }
        var values: [Value] = []
        var slot: Int?
        for text in texts {
            guard let assignment = try assignments(fromText: [(key, text)]).first else { continue }
            slot = assignment.slot
            guard case .list(let items)? = assignment.value else {
                throw Refusal(
                    .invalid, subject: name, field: key, reason: "repeated",
                    "\(key) is set \(texts.count) times and holds one value. Say it once.")
            }
            values += items
        }
        return slot.map { [Assignment(slot: $0, value: .list(values))] } ?? []
    }
}
