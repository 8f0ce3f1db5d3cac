import Conformity
import Ledger
import Organization
import Records

/// An organization, opened for one command.
struct Desk {
    let node: Node
    let folder: FolderOption
    let machine: Machine

    /// Opens an organization for some work, and lets go of it. A damaged ledger is refused.
    static func with<Answer>(
        _ folder: FolderOption, on machine: Machine, _ work: (Desk) async throws -> Answer
    ) async throws -> Answer {
        let desk = try await open(folder, on: machine)
        do {
            let answer = try await work(desk)
            try? await desk.node.close()
            return answer
        } catch {
            try? await desk.node.close()
            throw error
        }
    }

    private static func open(_ folder: FolderOption, on machine: Machine) async throws -> Desk {
        machine.progress.show("Opening \(folder.path(on: machine))")
        defer { machine.progress.end() }
        let node = try await Node.open(
            at: folder.filePath(on: machine), capabilities: machine.capabilities)
        return Desk(node: node, folder: folder, machine: machine)
    }

    /// What the checks say about a view.
    func evaluation(of view: View) -> Evaluation {
        Evaluator().evaluate(
            node.register, asOf: view.day, knownAt: view.knownAt, today: node.today,
            checkpointVerifies: node.isHeadVerified)
    }

    /// The register on the day and with the knowledge that is asked for.
    func view(_ time: TimeOptions) throws(Complaint) -> View {
        let day = time.asOf.flatMap { Day($0) }
        return node.view(asOf: day, knownAt: try time.knownAt.map { text throws(Complaint) in try lastEntry(text) })
    }

    /// The entry that `--known-at` means: the number itself, or the last one of that day.
    private func lastEntry(_ text: String) throws(Complaint) -> EntryIndex {
        let size = node.register.size
        if let number = TimeOptions.entry(text) {
            guard number < size.value else {
                throw Complaint(.notThere, "There is no entry \(number) yet; the last one is \(size.value - 1).")
            }
            return EntryIndex(number)
        }
        guard let day = Day(text), let entry = node.register.lastEntry(enteredOnOrBefore: day) else {
            throw Complaint(.notThere, "On \(Day(text)?.long ?? text) the ledger had no entry yet.")
        }
        return entry
    }

    /// The record somebody named, as the view has it.
    func record(_ text: String, in view: View) throws(Complaint) -> RecordContent {
        guard let id = RecordID(text.uppercased()) else {
            throw Complaint(
                .wrongUse, "“\(text)” is no id of a record. Ids look like SYS-1 or PER-001.",
                "Which there are:", command: folder.command("list"))
        }
        let declarations = node.register.declarations
        guard let kind = declarations.kind(of: id) else {
            let prefixes = declarations.kinds.map(\.about.prefix)
            throw Complaint(
                .notThere,
                Phrase.sentences(
                    "No kind has ids that begin with \(id.prefix)-.",
                    Suggestion.sentence(for: String(id.prefix), among: prefixes)),
                "All kinds:", command: "hallmark kinds")
        }
        if let content = view.record(id) { return content }
        if let outlines = node.register.history(id)?.outlines, let first = outlines.first {
            if let known = view.knownAt, let told = outlines.map(\.sequence).min(), told > known {
                throw Complaint(.notThere, "\(id) was not known with entry \(known): entry \(told) tells of it first.")
            }
            throw Complaint(
                .notThere,
                "\(id) was not there on \(view.day.long). Its history begins on \(first.at.day(in: view.zone).long).")
        }
        throw Complaint(
            .notThere, "There is no \(id).", "All \(kind.about.plural.inSentence) there are:",
            command: folder.command("list", kind.about.address))
    }

    /// Makes a command on the same folder out of words.
    var command: @Sendable (String) -> String {
        let folder = folder
        return { folder.command($0) }
    }
}

extension Register {
    /// The last entry that was taken by the end of a day.
    func lastEntry(enteredOnOrBefore day: Day) -> EntryIndex? {
        declarations.kinds.flatMap { histories(of: $0) }.flatMap(\.outlines)
            .filter { zone.day(of: $0.enteredAt) <= day }.map(\.sequence).max()
    }
}
