import Testing

@Suite("The documents are true")
struct DocumentTests {
    @Test("each document is short enough to be read to the end", arguments: documentLineMax.keys.sorted())
    func length(path: String) throws {
        report(documentLength(of: try #require(Repository.file(path), "\(path) is missing")))
    }

    @Test("the README shows the two commands that are needed")
    func commands() throws {
        report(missingCommands(in: try #require(Repository.file("README.md"))))
    }

    @Test("every link inside the repository leads somewhere")
    func links() { report(Repository.files.flatMap { deadLinks(in: $0, exists: Repository.holds) }) }

    @Test("every page of docs/ that is named is there")
    func pages() {
        let files = Repository.files.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
        report(files.flatMap { deadDocumentPaths(in: $0, exists: Repository.holds) })
    }

    @Test("every make target that a document names is in the Makefile")
    func makeWords() throws {
        let targets = makeTargets(of: try #require(Repository.file("Makefile")))
        #expect(targets.contains("test"))
        report(Repository.files.flatMap { unknownMakeTargets(in: $0, targets: targets) })
    }

    @Test("decisions are numbered without gaps")
    func decisions() {
        #expect(Repository.paths.contains { $0.hasPrefix("docs/decisions/001-") })
        report(misnumberedDecisions(paths: Repository.paths))
    }

    @Test("the architecture speaks of every target")
    func targets() throws {
        let folders = Repository.paths.filter { $0.hasPrefix("Sources/") }.map { $0.split(separator: "/")[1] }
        let targets = Set(folders.map(String.init)).sorted()
        #expect(targets.contains("Ledger"))
        report(unexplainedTargets(targets, in: try #require(Repository.file("ARCHITECTURE.md"))))
    }

    @Test("no text promises what only a certification body can give")
    func words() { report(Repository.files.flatMap(bannedWords)) }
}
