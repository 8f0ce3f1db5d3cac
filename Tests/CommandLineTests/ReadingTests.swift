import Foundation
import Glibc
import Ledger
import Testing

/// What can be read is read, whatever keeps the program from writing.
@Suite("Where nothing can be written")
struct ReadingTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.foundWithSystems()
    }

    private static let reading: [[String]] = [
        ["list"], ["list", "systems"], ["show", "SYS-1"], ["history", "SYS-1"], ["check"], ["do", "SYS-1"],
        ["export", "systems"], ["import", "systems.csv", "--as", "systems"],
    ]

    /// What can be wrong with the key in the folder.
    enum KeyTrouble: CaseIterable, Sendable {
        case missing, exposed, garbage

        var line: String {
            switch self {
            case .missing: "rm data/signing.key"
            case .exposed: "chmod 644 data/signing.key"
            case .garbage: "echo PRIVATE+KEY+nonsense > data/signing.key"
            }
        }

        /// How it can be mended, as the program says it.
        var wayOut: String {
            switch self {
            case .exposed: "chmod 600 data/signing.key"
            case .missing, .garbage: "Copy signing.key back from a backup"
            }
        }
    }

    /// Everything but the database, which counts how often it was opened.
    private func files() throws -> [String: Digest] {
        try bench.digests().filter { $0.key != "data/ledger.sqlite" }
    }

    @Test("for want of a key, everything else goes on as if there were one", arguments: KeyTrouble.allCases)
    func withoutKey(trouble: KeyTrouble) throws {
        let expected = try Self.reading.map { try bench.hallmark(list: $0).output }
        let key = try bench.hallmark("checkpoint", "--format", "json").json["key"]?.string ?? ""
        #expect(try bench.shell(trouble.line).code == 0)
        let before = try files()
        for (words, output) in zip(Self.reading, expected) {
            let answer = try bench.hallmark(list: words)
            // Whether a row came in before is known only with the secret that is made of the key.
            if trouble != .exposed, words[0] == "import" {
                #expect(answer.code == 5 && answer.errors.contains(trouble.wayOut), "\(words): \(answer)")
                continue
            }
            #expect(answer.code == 0, "\(words): \(answer)")
            #expect(answer.output == output)
        }
        #expect(try files() == before)
        for words in [["change", "SYS-1", "--set", "tags=a"], ["backup", "b.zip"], ["verify", "--record"]] {
            let refused = try bench.hallmark(list: words)
            #expect(refused.code == 5 && refused.errors.contains(trouble.wayOut), "\(words): \(refused)")
        }
        #expect(try files() == before)
        let verified = try bench.hallmark("verify")
        #expect(verified.code == (trouble == .exposed ? 0 : 1), "\(verified)")
        #expect(verified.output.contains(trouble.wayOut), "\(verified)")
        #expect(verified.output.hasPrefix(trouble == .exposed ? "Nothing was rewritten" : "Who signed"), "\(verified)")
        #expect(try bench.hallmark("verify", "--key", key).code == 0)
    }

    @Test("for want of a key, damage is found all the same, and a ledger is still refused for it")
    func damagedWithoutKey() throws {
        var bytes = try bench.bytes(of: "data/ledger.sqlite")
        let text = Array("indoors.".utf8)
        bytes[try #require(bytes.firstRange(of: text)).lowerBound] = UInt8(ascii: "I")
        try bench.write(bytes, to: "data/ledger.sqlite")
        try FileManager.default.removeItem(atPath: bench.path("data/signing.key"))
        #expect(try bench.hallmark("verify", "--format", "json").json["firstDamagedEntry"] == 27)
        #expect(try bench.hallmark("list").code == 6)
    }

    @Test("because the folder is read-only, it is read and left as it is", .enabled(if: ReadOnlyFolder.isPossible))
    func readOnlyFolder() throws {
        let expected = try Self.reading.map { try bench.hallmark(list: $0).output }
        let before = try bench.digests()
        let folder = try ReadOnlyFolder("data", on: bench)
        defer { folder.release() }
        for (words, output) in zip(Self.reading, expected) {
            let answer = try bench.hallmark(list: words)
            #expect(answer.code == 0, "\(words): \(answer)")
            #expect(answer.output == output)
        }
        #expect(try bench.hallmark("verify").code == 0)
        for words in [
            ["change", "SYS-1", "--set", "tags=a"], ["import", "systems.csv", "--as", "systems", "--commit"],
        ] {
            let refused = try bench.hallmark(list: words)
            #expect(refused.code == 5, "\(words): \(refused)")
            #expect(refused.errors.contains("Make its folder and files writable for you"), "\(words): \(refused)")
        }
        #expect(try bench.digests() == before)
    }
}

/// A folder that nobody can write, root included.
private struct ReadOnlyFolder {
    private let name: String
    private let bench: Workbench

    init(_ name: String, on bench: Workbench) throws {
        self.name = name
        self.bench = bench
        let line =
            geteuid() == 0 ? "mount --bind \(name) \(name) && mount -o remount,bind,ro \(name)" : "chmod -R a-w \(name)"
        let answer = try bench.shell(line)
        try #require(answer.code == 0, "\(answer)")
    }

    func release() {
        _ = try? bench.shell(geteuid() == 0 ? "umount --lazy \(name)" : "chmod -R u+w \(name)")
    }

    /// Root can write everywhere but on what is mounted so, and may not mount in every container.
    static let isPossible: Bool = {
        guard let bench = try? Workbench(), (try? bench.shell("mkdir x").code) == 0,
            let folder = try? ReadOnlyFolder("x", on: bench)
        else { return false }
        folder.release()
        return true
    }()
}
