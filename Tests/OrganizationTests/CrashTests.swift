import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

/// Kills a program that writes, at moments nobody chose, and looks whether anything acknowledged is gone.
///
/// 20 times in an ordinary run; `HALLMARK_CRASH_KILLS` says how often.
@Suite("Crash: after a kill at any moment", .serialized)
struct CrashTests {
    @Test("every acknowledged write is there and the ledger verifies")
    func kills() async throws {
        let kills = ProcessInfo.processInfo.environment["HALLMARK_CRASH_KILLS"].flatMap { Int($0) } ?? 20
        let scratch = FileManager.default.temporaryDirectory.appending(path: "hallmark-crash-\(getpid())")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let folder = scratch.appending(path: "organization")
        var acknowledged: [Int: String] = [:]
        var moments = SeededMoments(seed: 20_260_101)
        for round in 1...kills {
            let lines = try Writer(folder: folder).runAndKill(afterMilliseconds: moments.next())
            for line in lines { acknowledged[line.entry] = line.record }
            // The first kill may come before there is an organization; then there is nothing to lose either.
            guard FileManager.default.fileExists(atPath: folder.appending(path: "ledger.sqlite").path) else {
                #expect(acknowledged.isEmpty)
                continue
            }
            try await examine(FilePath(folder.path), acknowledged, round: round)
        }
        #expect(acknowledged.count > kills, "the writer was killed too early to prove anything")
    }

    private func examine(_ path: FilePath, _ acknowledged: [Int: String], round: Int) async throws {
        let folder = try OrganizationFolder(opening: path)
        let store = try SQLiteStore(opening: folder.ledger)
        let key = try Node.signingKey(of: folder)
        let found = try await Examination(of: store, key: key.verifier.text, declarations: .aims, zone: .utc)
        #expect(found.failures == [], "after kill \(round)")
        let register = try #require(found.register)
        for (entry, record) in acknowledged {
            let history = RecordID(record).flatMap { register.history($0) }
            let isThere = history?.changes.contains { $0.sequence.value == entry } ?? false
            #expect(isThere, "entry \(entry) of \(record) was acknowledged and is gone after kill \(round)")
        }
        try store.close()
    }
}

/// A program that writes and says what it has written.
private struct Writer {
    let folder: URL

    func runAndKill(afterMilliseconds milliseconds: Int) throws -> [(record: String, entry: Int)] {
        let process = Process()
        process.executableURL = try BenchProgram.url()
        process.arguments = ["crash", folder.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(milliseconds) * 1_000)
        kill(process.processIdentifier, SIGKILL)
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // A line that was cut off was not acknowledged.
        return said.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, let entry = Int(words[1]) else { return nil }
            return (String(words[0]), entry)
        }
    }
}

/// Moments that look chosen by nobody and are the same in each run.
private struct SeededMoments {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// 20 to 700 milliseconds: some kills come while the program starts, most while it writes.
    mutating func next() -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 20 + Int(state >> 33) % 680
    }
}
