import ArgumentParser
import Ledger

/// What words a command takes, read from its declaration: for saying what is wrong with those somebody typed.
struct CommandShape {
    /// An option, a flag or a word that stands alone.
    struct Argument {
        /// `--format`; `nil` for a word that stands alone.
        let option: String?
        /// What it is called in help: `dir`.
        let valueName: String
        /// Does it take a value, or is it said and that is all.
        let takesValue: Bool
        let isOptional: Bool
        let isRepeating: Bool
        /// The only words it takes; empty when there are more.
        let choices: [String]
        let help: String

        /// `--format <format>` or `<id>`.
        var usage: String {
            guard let option else { return "<\(valueName)>" }
            return takesValue ? "\(option) <\(valueName)>" : option
        }
    }

    let name: String
    let options: [Argument]
    let positionals: [Argument]

    init(_ command: any ParsableCommand.Type) {
        name = command.configuration.commandName ?? ""
        let document = try? JSON(parsing: Array(command._dumpHelp().utf8))
        let arguments = (document?["command"]?["arguments"]?.array ?? []).compactMap(Argument.init)
        options = arguments.filter { $0.option != nil }
        positionals = arguments.filter { $0.option == nil }
    }

    func option(_ name: String) -> Argument? { options.first { $0.option == name } }
}

extension CommandShape.Argument {
    fileprivate init?(_ json: JSON) {
        guard let kind = json["kind"]?.string else { return nil }
        let long = (json["names"]?.array ?? []).first { $0["kind"] == "long" }?["name"]?.string
        if kind != "positional", long == nil { return nil }
        option = kind == "positional" ? nil : long.map { "--" + $0 }
        valueName = json["valueName"]?.string ?? long ?? ""
        takesValue = kind != "flag"
        isOptional = json["isOptional"] == true || json["defaultValue"] != nil
        isRepeating = json["isRepeating"] == true
        choices = (json["allValues"]?.array ?? []).compactMap(\.string)
        help = json["abstract"]?.string ?? ""
    }
}
