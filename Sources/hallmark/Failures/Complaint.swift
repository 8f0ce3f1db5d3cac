/// Why the program could not do what was asked: what is wrong and where, then what to do next.
///
///     hallmark: There is no folder “reports”.
///       Make it first: mkdir reports
struct Complaint: Error, Sendable {
    let code: ExitCode
    /// Sentences, each a problem of its own. At least one.
    let problems: [Phrase]
    /// What to do next; empty when the problems say it.
    let advice: [Phrase]
    /// A command that helps, to be copied.
    let command: String?

    init(_ code: ExitCode, _ problems: [Phrase], advice: [Phrase] = [], command: String? = nil) {
        self.code = code
        self.problems = problems
        self.advice = advice
        self.command = command
    }

    init(_ code: ExitCode, _ problem: Phrase, _ advice: Phrase? = nil, command: String? = nil) {
        self.init(code, [problem], advice: advice.map { [$0] } ?? [], command: command)
    }

    /// As it stands on the error stream.
    var page: Page {
        var page = Page()
        page.say("\(strong: "hallmark:") \(problems[0])", hanging: 2)
        for problem in problems.dropFirst() { page.say(problem, indent: 2, hanging: 2) }
        for phrase in advice { page.say(phrase, indent: 2) }
        if let command { page.command(command, indent: 4) }
        return page
    }
}
