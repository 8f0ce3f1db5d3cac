import Foundation
import Testing

@Suite("The benchmarks")
struct BenchTests {
    @Test("go every way to their end, and print each row beside its budget")
    func smoke() throws {
        let process = Process()
        process.executableURL = try BenchProgram.url()
        process.arguments = ["smoke"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        for row in [
            "a durable write, one client", "durable writes, 64 clients", "import of 40 rows: commit",
            "all 20 checks over",
            "the same after one edit", "cold start", "resident memory", "verify with replay (sound: true)",
        ] {
            #expect(text.split(separator: "\n").contains { $0.hasPrefix(row) }, "\(row) is not in \(text)")
        }
    }
}

/// The program that measures and rehearses.
enum BenchProgram {
    /// Beside the tests, where the build put it.
    static func url() throws -> URL {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "hallmark-bench")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        let here = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../.build/debug/hallmark-bench")
        try #require(FileManager.default.isExecutableFile(atPath: here.path), "build hallmark-bench first")
        return here
    }
}
