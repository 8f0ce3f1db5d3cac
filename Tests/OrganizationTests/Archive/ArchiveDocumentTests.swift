import Foundation
import Organization
import Records
import Storage
import Testing

/// A second opinion: the page on the archive holds a program that shares nothing with ours.
@Suite("The page on the archive", .enabled(if: SecondOpinion.isPossible))
struct ArchiveDocumentTests {
    @Test("checks an archive without us, and finds a changed one out")
    func secondOpinion() async throws {
        let agency = try await Agency.found()
        try await agency.live()
        _ = try await LedgerArchive.write(agency.node, to: agency.path("one.zip"))
        _ = try await LedgerArchive.write(agency.node, to: agency.path("parts.zip"), partByteCount: 2_000)
        let program = try #require(SecondOpinion.program)
        try agency.write(Array(program.utf8), to: "check.py")
        func answer(_ archive: String) throws -> (code: Int32, text: String) {
            try SecondOpinion.run("python3", agency.path("check.py").text, agency.path(archive).text)
        }
        let key = try agency.node.verifier
        for archive in ["one.zip", "parts.zip"] {
            let found = try answer(archive)
            #expect(found.code == 0, "\(found.text)")
            #expect(
                found.text.contains(
                    "\(agency.node.register.size) entries are as they were signed with \(key)"))
        }
        for (old, new) in [("Loan scorer", "Moan scorer"), ("Scores loans.", "Scores goats.")] {
            var parcel = try Parcel(agency.path("one.zip"), manifestName: "archive.json")
            parcel.change(entries: old, to: new)
            try parcel.relist()
            try parcel.write(to: agency.path("\(new).zip"))
            let found = try answer("\(new).zip")
            #expect(found.code != 0)
            #expect(found.text.contains("entry \(agency.scorerEntry): "), "\(found.text)")
        }
    }

}

/// The program on the page, and the tools that it needs.
private enum SecondOpinion {
    static let isPossible = (try? run("python3", "--version").code) == 0 && (try? run("openssl", "version").code) == 0

    static var program: String? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try? String(contentsOf: root.appending(path: "docs/archive.md"), encoding: .utf8)
        return page?.components(separatedBy: "```python\n").dropFirst().first?.components(separatedBy: "```").first
    }

    static func run(_ command: String...) throws -> (code: Int32, text: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
