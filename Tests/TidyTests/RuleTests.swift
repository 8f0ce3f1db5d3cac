import Testing

/// Each rule is provoked once: a rule that never complains proves nothing.
@Suite("House rules complain")
struct RuleTests {
    private func source(_ text: String, path: String = "Sources/Records/Field.swift") -> TextFile {
        TextFile(path: path, text: text)
    }

    @Test("of each banned text, with its line and what to write instead", arguments: BannedText.all.map(\.text))
    func banned(text: String) throws {
        let ban = try #require(BannedText.all.first { $0.text == text })
        let line = ban.inComments ? "// \(text): later" : "let a = b\(text.hasPrefix(".") ? "" : "; ")\(text)"
        let complaints = bannedTexts(in: source("\n" + line + "\n"), banned: [ban])
        #expect(
            complaints == [
                Complaint(path: "Sources/Records/Field.swift", line: 2, message: "\"\(text)\": \(ban.instead)")
            ])
    }

    @Test(
        "not of a banned text in a string, in a comment, in a longer word, or in its place",
        arguments: [
            ("Sources/Records/A.swift", "let a = \"try! Date() TODO\" // try! Date()"),
            ("Sources/Records/A.swift", "let a = fingerprint(b) + businessDate()"),
            ("Sources/hallmark/Capabilities.swift", "let a = Date()"),
            ("Sources/hallmark-bench/Main.swift", "let a = UUID(); print(a)"),
            ("Sources/Storage/SQLite/Driver.swift", "nonisolated(unsafe) let a = b"),
            ("Tests/RecordsTests/A.swift", "let a = Date()"),
        ])
    func notBanned(path: String, text: String) {
        #expect(bannedTexts(in: source(text, path: path)) == [])
    }

    @Test("of Foundation in Ledger and Records, and nowhere else")
    func foundation() {
        let text = "package import Foundation\nimport FoundationEssentials\n// import Foundation"
        #expect(foundationImports(in: source(text)).map(\.line) == [1, 2])
        #expect(foundationImports(in: source(text, path: "Sources/Ledger/JSON.swift")).count == 2)
        #expect(foundationImports(in: source(text, path: "Sources/Exchange/CSV.swift")) == [])
    }

    @Test("of a file with one line too many", arguments: [(fileLineMax, 0), (fileLineMax + 1, 1)])
    func fileLines(lines: Int, complaints: Int) {
        let text = String(repeating: "let a = 1\n", count: lines)
        #expect(fileLength(of: source(text)).count == complaints)
    }

    @Test("of a function with one line too many", arguments: [(functionLineMax, 0), (functionLineMax + 1, 1)])
    func functionLines(lines: Int, complaints: Int) {
        let text = "\nfunc f() {\n" + String(repeating: "    a(\"}\")\n", count: lines - 2) + "}\n"
        let found = functionLengths(in: source(text))
        #expect(found.count == complaints)
        #expect(found.allSatisfy { $0.line == 2 && $0.message.hasPrefix("f has") })
    }

    @Test(
        "of a type that other targets see and nobody explains",
        arguments: [
            ("package struct A {}", 1), ("@Frozen package final class A {}", 1), ("public indirect enum A {}", 1),
            ("/// A.\npackage struct A {}", 0), ("/// A.\n@Frozen\npackage actor A {}", 0), ("struct A {}", 0),
            ("package static let a = 1", 0), ("package class func b() {}", 0), ("// A.\npackage struct A {}", 1),
            ("struct A {\n    package enum State: String, Choice { case a }\n}", 0),
            ("package enum State: String, Choice { case a }", 1),
        ])
    func unexplained(text: String, complaints: Int) {
        #expect(unexplainedTypes(in: source(text)).count == complaints)
    }

    @Test(
        "of folders and files that are named after a layer",
        arguments: [
            ("Sources/Records/Models/A.swift", 1), ("Sources/Core/Utils/A.swift", 2),
            ("Sources/Records/String+Utils.swift", 1),
            ("Tests/X/A+ext.swift", 1), ("Sources/Records/Risk+Treatment.swift", 0),
            ("Sources/AIMS/Modelling/A.swift", 0),
            ("docs/Models/A.md", 0),
        ])
    func paths(path: String, complaints: Int) {
        #expect(bannedPaths(of: source("", path: path)).count == complaints)
    }

    @Test(
        "of type names that say nothing",
        arguments: [
            ("struct LedgerManager {}", 1), ("enum RowInfo {}", 1), ("actor ImportService {}", 1),
            ("typealias RowDTO = Row", 1),
            ("struct Metadata {}", 0), ("struct Dataset {}", 0), ("// the class Helper", 0), ("let a = structData", 0),
        ])
    func typeNames(text: String, complaints: Int) {
        #expect(bannedTypeNames(in: source(text)).count == complaints)
    }

    @Test("of a folder of one machine, in any file", arguments: machineFolders)
    func machines(folder: String) {
        let file = TextFile(path: "docs/a.md", text: "one\nsee \(folder)a, `\(folder)b`\n")
        #expect(machinePaths(in: file).map(\.line) == [2, 2])
        #expect(
            machinePaths(in: TextFile(path: "a.md", text: "https://site.example\(folder) ~\(folder) $HOME\(folder)"))
                == [])
    }
}

@Suite("Rules about documents complain")
struct DocumentRuleTests {
    private let exists: (String) -> Bool = { ["README.md", "docs", "docs/glossary.md", "docs/decisions"].contains($0) }

    @Test("of a document that grew too long", arguments: documentLineMax.keys.sorted())
    func length(path: String) throws {
        let most = try #require(documentLineMax[path])
        #expect(documentLength(of: TextFile(path: path, text: String(repeating: "a\n", count: most))) == [])
        #expect(documentLength(of: TextFile(path: path, text: String(repeating: "a\n", count: most + 1))).count == 1)
        #expect(documentLength(of: TextFile(path: "docs/a.md", text: String(repeating: "a\n", count: 1_000))) == [])
    }

    @Test("of a README that lacks one of the two commands")
    func commands() {
        #expect(missingCommands(in: TextFile(path: "README.md", text: "`make run`")).count == 1)
        #expect(missingCommands(in: TextFile(path: "README.md", text: "`make run`, `make test`")) == [])
    }

    @Test(
        "of a link that leads nowhere",
        arguments: [
            ("README.md", "[a](docs/none.md)", 1), ("README.md", "[a](docs/glossary.md#terms)", 0),
            ("README.md", "[a](#terms)", 0),
            ("README.md", "[a](https://site.example/x)", 0), ("docs/a.md", "[a](glossary.md), [b](../README.md)", 0),
            ("docs/a.md", "[a](../../outside.md)", 1), ("docs/decisions/a.md", "[a](none.md \"title\")", 1),
            ("Sources/A.swift", "[a](none.md)", 0),
        ])
    func links(path: String, text: String, complaints: Int) {
        #expect(deadLinks(in: TextFile(path: path, text: text), exists: exists).count == complaints)
    }

    @Test(
        "of a page below docs that is named and not there",
        arguments: [
            ("a.md", "see docs/none.md.", 1), ("a.md", "see `docs/glossary.md`, docs/.", 0),
            ("Sources/A.swift", "/// docs/none.md", 1),
            ("Sources/A.swift", "let a = \"docs/none.md\"", 0), ("a.md", "https://site.example/docs/none.md", 0),
        ])
    func pages(path: String, text: String, complaints: Int) {
        #expect(deadDocumentPaths(in: TextFile(path: path, text: text), exists: exists).count == complaints)
    }

    @Test("of decisions with a gap, or with one number twice")
    func decisions() {
        let folder = "docs/decisions/"
        #expect(misnumberedDecisions(paths: [folder + "001-a.md", folder + "002-b.md", "docs/b.md"]) == [])
        #expect(misnumberedDecisions(paths: [folder + "001-a.md", folder + "003-b.md"]).count == 1)
        #expect(misnumberedDecisions(paths: [folder + "001-a.md", folder + "001-b.md"]).count == 1)
    }

    @Test("of a target that the architecture leaves out")
    func targets() {
        let file = TextFile(path: "ARCHITECTURE.md", text: "`Ledger` keeps entries. Records declare.")
        #expect(
            unexplainedTargets(["Ledger", "Records"], in: file).map(\.message).first?.contains("`Records`") == true)
    }

    @Test("of a make target that is not in the Makefile")
    func makeWords() {
        let targets = makeTargets(of: TextFile(path: "Makefile", text: ".PHONY: run test\nrun:\n"))
        #expect(targets == ["run", "test"])
        let file = TextFile(path: "README.md", text: "`make run`\nmake release\nmake test\n`make`")
        #expect(unknownMakeTargets(in: file, targets: targets).map(\.line) == [2])
    }

    @Test("of words that promise too much, but for the glossary that names them")
    func words() {
        let text = "Fully Compliant,\ncertified by Hallmark."
        #expect(bannedWords(in: TextFile(path: "README.md", text: text)).map(\.line) == [1, 2])
        #expect(bannedWords(in: TextFile(path: "docs/decisions/001-a.md", text: text)).count == 2)
        #expect(bannedWords(in: TextFile(path: "Sources/A/B.swift", text: "let a = \"compliant\"")).count == 1)
        #expect(bannedWords(in: TextFile(path: "docs/glossary.md", text: text)) == [])
    }
}
