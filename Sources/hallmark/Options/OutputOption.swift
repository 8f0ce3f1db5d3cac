import ArgumentParser

/// In which form the answer is wanted.
struct OutputOption: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(name: .customLong("format"), help: "text for people, json for programs.")
    var format: Format = .text
}
