import ArgumentParser
import Organization
import Records

/// `hallmark history`: how a record came to be what it is.
struct History: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show every change of a record: when, who, as what, what and why.")

    @Argument(help: ArgumentHelp("The record, like SYS-1.", valueName: "id"))
    var id: String
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let view = try desk.view(time)
        let content = try desk.record(id, in: view)
        let page = HistoryPage(id: content.id, kind: content.kind, changes: view.changes(of: content.id), view: view)
        switch output.format {
        case .text: try machine.output.write(page.page)
        case .json: try machine.output.write(page.json)
        }
        return .done
    }
}
