import AIMS
import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark init`: found an organization in an empty folder.
struct Init: HallmarkCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Found an organization in an empty folder.",
        discussion: """
            In one act it enters the organization, the manager as a person with an account, the roles as drafts, and the \
            manager's assignment as AIMS manager. From then on all authority comes from assignments.
            """)

    @Option(help: ArgumentHelp("What the organization is called.", valueName: "text"))
    var name: String
    @Option(
        help: ArgumentHelp(
            "Who runs the management system, like \"Ada Example <ada@agency.example>\".", valueName: "name <mail>"))
    var manager: String
    @Option(
        name: .customLong("time-zone"),
        help: ArgumentHelp(
            "Decides when a day begins, like Europe/Amsterdam. Default: that of this machine.", valueName: "zone"))
    var timeZone: String?
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func validate() throws {
        if name.trimmingOuterSpace().isEmpty { throw ValidationError("--name needs the name of the organization.") }
        if Init.manager(manager) == nil {
            throw ValidationError(
                "--manager: “\(manager)” is no name with an e-mail. Write it like \"Ada Example <ada@agency.example>\"."
            )
        }
    }

    func run(on machine: Machine) async throws -> ExitCode {
        guard let (person, mail) = Init.manager(manager) else { return .wrongUse }
        let founding = Founding(
            organization: name, timeZone: timeZone ?? machine.zoneIdentifier, managerName: person, managerEmail: mail)
        let path = folder.filePath(on: machine)
        let node = try await machine.interruption.holdingOff {
            try await Node.found(
                at: path, founding, capabilities: machine.capabilities, account: machine.account)
        }
        try await node.close()
        switch output.format {
        case .text: try machine.output.write(try page(node, person, on: machine))
        case .json:
            try machine.output.write([
                "folder": .string(folder.path(on: machine)), "organization": .string(name),
                "manager": .string(Founding.manager.text), "timeZone": .string(founding.timeZone),
                "key": .string(try node.verifier.text), "entries": .integer(Int64(node.register.size.value)),
            ])
        }
        return .done
    }

    private func page(_ node: Node, _ person: String, on machine: Machine) throws -> Page {
        var page = Page()
        page.say(
            "\(strong: name) is founded in \(folder.path(on: machine)), with \(node.register.size.value, "entry").")
        page.facts(
            [
                Page.Fact(
                    "Manager",
                    "\(person) (\(Founding.manager)), AIMS manager from today on. Commands act for this person unless --by says otherwise."
                ),
                Page.Fact("Time zone", "\(node.register.zone.identifier): decides when a day begins."),
                Page.Fact("Verifier key", copy: try node.verifier.text),
                Page.Fact("", "Give it to whoever shall be able to check your ledger. It is no secret."),
                Page.Fact(
                    "Signing key",
                    "\(folder.path(on: machine))/signing.key is a secret. It is in backups, never in exports."),
            ])
        page.gap()
        page.say("Next, bring in the AI systems you know of. A preview first, nothing is changed:")
        page.command(folder.command("import", "FILE.csv", "--as", "systems"))
        return page
    }

    /// `Ada Example <ada@agency.example>`; `nil` when a part is missing.
    static func manager(_ text: String) -> (name: String, mail: String)? {
        let parts = text.split(separator: "<", omittingEmptySubsequences: false)
        guard parts.count == 2, String(parts[1]).trimmingOuterSpace().hasSuffix(">") else { return nil }
        let name = String(parts[0]).trimmingOuterSpace()
        let mail = String(String(parts[1]).trimmingOuterSpace().dropLast()).trimmingOuterSpace()
        let halves = mail.split(separator: "@", omittingEmptySubsequences: false)
        let isMail =
            halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && !mail.contains { $0.isWhitespace || $0 == ">" }
        return name.isEmpty || !isMail ? nil : (name, mail)
    }
}
