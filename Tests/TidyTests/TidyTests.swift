import Testing

/// House rules about the code itself. A rule that cannot be written here is a preference, not a rule.
@Suite("The code is tidy")
struct TidyTests {
    @Test("the rules see the whole repository")
    func whatIsRead() {
        for path in [
            "Package.swift", "README.md", ".ci/run", "Makefile", "scripts/setup", "Tests/TidyTests/TidyTests.swift",
        ] {
            #expect(Repository.file(path) != nil, "\(path) is not among the files read")
        }
        #expect(
            !Repository.paths.contains { $0.hasPrefix(".build/") || $0.hasPrefix(".git/") || $0.hasPrefix("data/") })
    }

    @Test("sources hold no text that stands for a bad habit")
    func texts() { report(Repository.files.flatMap { bannedTexts(in: $0) }) }

    @Test("the targets of pure values do without Foundation")
    func foundation() { report(Repository.files.flatMap(foundationImports)) }

    @Test("no file is too long to keep in mind")
    func files() { report(Repository.files.flatMap(fileLength)) }

    @Test("every function fits on a screen")
    func functions() { report(Repository.files.flatMap(functionLengths)) }

    @Test("every type that other targets see is explained")
    func explanations() { report(Repository.files.flatMap(unexplainedTypes)) }

    @Test("folders and files are named after what the product is")
    func paths() { report(Repository.files.flatMap(bannedPaths)) }

    @Test("types are named with nouns that say something")
    func types() { report(Repository.files.flatMap(bannedTypeNames)) }

    @Test("nothing names a folder that is on one machine only")
    func machines() { report(Repository.files.flatMap(machinePaths)) }
}

/// One issue for each complaint, so that a run shows them all, each with its place and what to do.
func report(_ complaints: [Complaint], sourceLocation: SourceLocation = #_sourceLocation) {
    for complaint in complaints {
        Issue.record(Comment(rawValue: complaint.description), sourceLocation: sourceLocation)
    }
}
