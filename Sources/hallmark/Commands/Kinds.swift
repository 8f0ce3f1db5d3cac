import AIMS
import ArgumentParser
import Ledger
import Records

/// `hallmark kinds`: which kinds of record there are, and what one of them holds.
struct Kinds: HallmarkCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "List the kinds of record, or the fields, states and steps of one.")

    @Argument(
        help: ArgumentHelp("One kind, like systems or AISystem.", valueName: "kind"), completion: .kinds)
    var kind: String?
    @OptionGroup var output: OutputOption
    /// The kinds are the same in every folder; it is taken so that every command can be called the same way.
    @OptionGroup var folder: FolderOption

    func run(on machine: Machine) async throws -> ExitCode {
        let declarations = Declarations.aims
        let kind = try kind.map { try declarations.kind(asked: $0) }
        switch (output.format, kind) {
        case (.text, let kind?): try machine.output.write(KindPage(kind: kind).page)
        case (.json, let kind?): try machine.output.write(KindPage(kind: kind).json)
        case (.text, nil): try machine.output.write(overview(of: declarations))
        case (.json, nil):
            try machine.output.write(["kinds": .array(declarations.kinds.map { .object(KindPage(kind: $0).head) })])
        }
        return .done
    }

    private func overview(of declarations: Declarations) -> Page {
        var page = Page()
        page.say("\(declarations.kinds.count, "kind") of record. In commands, say the name or the word.")
        page.gap()
        page.table(
            TextTable(
                [.init("Word"), .init("Name"), .init("Ids"), .init("What it is", gives: true)],
                declarations.kinds.map {
                    ["\(strong: $0.about.address)", "\($0.name)", "\($0.about.prefix)-…", "\($0.about.summary)"]
                }))
        page.gap()
        page.say("What one of them holds: hallmark kinds systems")
        return page
    }
}

extension Declarations {
    /// The kind somebody named, or a complaint with the word that was probably meant.
    func kind(asked name: String) throws(Complaint) -> Kind {
        if let kind = kind(named: name) { return kind }
        let words = kinds.flatMap { [$0.about.address, $0.name] }
        let byTitle = kinds.first {
            [$0.about.title, $0.about.plural, $0.about.prefix].map { $0.lowercased() }.contains(name.lowercased())
        }
        let hint =
            byTitle.map { "Did you mean \(strong: $0.about.address)?" as Phrase }
            ?? Suggestion.sentence(for: name, among: words)
        let later: Phrase? = self.later.contains(name) ? "It comes with a later release." : nil
        throw Complaint(
            .notThere,
            Phrase.sentences("There is no kind “\(name)”.", later ?? hint),
            "All kinds:", command: "hallmark kinds")
    }
}
