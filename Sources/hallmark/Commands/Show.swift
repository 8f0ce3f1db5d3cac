import ArgumentParser
import Ledger
import Organization
import Records

/// `hallmark show`: one record, whole.
struct Show: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one record: what it holds, where it came from, what points to it.")

    @Argument(help: ArgumentHelp("The record, like SYS-1.", valueName: "id"))
    var id: String
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var folder: FolderOption

    func run(at desk: Desk) async throws -> ExitCode {
        let machine = desk.machine
        let view = try desk.view(time)
        let content = try desk.record(id, in: view)
        switch output.format {
        case .text:
            var page = RecordPage(content: content, view: view, today: desk.node.today).page
            if !content.isDisposed {
                let steps = Page.Fact("What can be done", copy: folder.command("do", content.id.text))
                let history = Page.Fact("How it came to be", copy: folder.command("history", content.id.text))
                page.gap()
                page.facts(content.leadsOn ? [steps, history] : [history], indent: 0)
            }
            try machine.output.write(page)
        case .json:
            let pointers = view.pointers(to: content.id).flatMap { $0.ids.map { JSON.string($0.text) } }
            try machine.output.write(
                .object(
                    view.asked.merging([
                        "kind": .string(content.kind.name),
                        "record": RecordExport.json(of: content, in: view), "pointedToBy": .array(pointers),
                    ]) { first, _ in first }))
        }
        return .done
    }
}
