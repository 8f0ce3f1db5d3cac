import Foundation
import Ledger
import Records
import Testing

/// Bytes of entries as they lie in ledgers. What is read here must be readable for ever; what is written may only change
/// on purpose. `HALLMARK_GOLDEN=rewrite` writes the files anew.
@Suite("Golden entries")
struct GoldenEntryTests {
    @Test("are written byte for byte as they are kept", arguments: GoldenAct.all)
    func written(act: GoldenAct) throws {
        let text = try GoldenEntryTests.text(of: act.change().entry(.library, salt: GoldenEntryTests.salts()))
        let file = GoldenEntryTests.folder.appending(component: "\(act.name).txt")
        if ProcessInfo.processInfo.environment["HALLMARK_GOLDEN"] == "rewrite" {
            try FileManager.default.createDirectory(at: GoldenEntryTests.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("are read as the acts they hold", arguments: GoldenAct.all)
    func read(act: GoldenAct) throws {
        let file = GoldenEntryTests.folder.appending(component: "\(act.name).txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { Array($0.utf8) }
        let entry = Entry(
            headerBytes: lines[0], salt: Base64.decode(String(decoding: lines[1], as: UTF8.self)),
            body: lines[2], beside: try SealedValue.values(stored: lines[3]))
        let opened = try entry.opened()
        let change = try Change(OpenEntry(header: opened.header, body: opened.body, values: opened.values), .library)
        #expect(try change == act.change())
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(component: "Goldens")

    /// Header, salt, body and values, a line each.
    private static func text(of entry: Entry) -> String {
        let lines = [
            entry.headerBytes, Array(Base64.encode(entry.salt ?? []).utf8), entry.body ?? [],
            SealedValue.stored(entry.beside),
        ]
        return lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    }

    private static func salts() -> () -> [UInt8] {
        var count: UInt8 = 0
        return {
            count += 1
            return [UInt8](repeating: count, count: 32)
        }
    }
}
