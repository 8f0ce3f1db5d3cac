import Foundation
import Testing

/// `scripts/check-imports` as it is run, on packages made up here.
@Suite("The import check complains")
struct ImportCheckTests {
    @Test(
        "of an import that the target does not list",
        arguments: [
            ("import Records", "Sources/Ledger/A.swift:1: Ledger imports Records without listing it"),
            ("\n@preconcurrency package import struct Records.Field", "A.swift:2: Ledger imports Records"),
            ("import Foundation; internal import GRDB", "Ledger imports GRDB"),
            ("#if canImport(Nowhere)\n    import Nowhere\n#endif", "A.swift:2: Ledger imports Nowhere"),
            ("import hallmark_bench", "Ledger imports hallmark_bench"),
            ("@testable import Crypto", "imports Crypto with @testable"),
        ])
    func unlisted(text: String, complaint: String) throws {
        let (status, output) = try check(text)
        #expect(status == 1)
        #expect(output.contains(complaint), "\(output)")
    }

    @Test(
        "not of what is listed, comes with Swift, or is no import",
        arguments: [
            "import Crypto\nimport Foundation\nimport Synchronization",
            "// import Records\n/* \nimport Records\n*/",
            "let a = \"\"\"\nimport Records\n\"\"\"",
        ])
    func listed(text: String) throws {
        let (status, output) = try check(text)
        #expect(status == 0, "\(output)")
    }

    @Test("of a target that depends on one below it")
    func order() throws {
        let (status, output) = try check("", ledgerDependencies: #"{"byName": ["Records", null]}"#)
        #expect(status == 1)
        #expect(output.contains("Ledger depends on Records, which stands below it"), "\(output)")
    }

    @Test("of a file that belongs to no target")
    func stray() throws {
        let (status, output) = try check("", path: "Sources/Lost/A.swift")
        #expect(status == 1)
        #expect(output.contains("Sources/Lost/A.swift: belongs to no target"), "\(output)")
    }

    /// Runs the script in a package of its own that has one Swift file.
    private func check(
        _ text: String, path: String = "Sources/Ledger/A.swift",
        ledgerDependencies: String = #"{"product": ["Crypto", "swift-crypto", null, null]}"#
    ) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "imports-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        let manifest = """
            {"targets": [
                {"name": "CZip", "type": "system", "dependencies": []},
                {"name": "Ledger", "type": "regular", "dependencies": [\(ledgerDependencies)]},
                {"name": "Records", "type": "regular", "dependencies": [{"byName": ["Ledger", null]}]},
                {"name": "hallmark-bench", "type": "executable", "dependencies": []}
            ]}
            """
        try Data(manifest.utf8).write(to: folder.appending(path: "manifest.json"))
        return try run(Repository.root.appending(path: "scripts/check-imports"), ["manifest.json"], in: folder)
    }

    private func run(_ program: URL, _ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
