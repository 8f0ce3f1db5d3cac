import Foundation
import Glibc
import Organization
import Records
import Storage

/// Measures, and rehearses what nobody should try on an organization of theirs.
@main
enum Bench {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case nil: try await measure(sizes: [1_000, 10_000, 100_000])
            case "quick"? where arguments.count == 1: try await measure(sizes: [1_000, 10_000])
            case "smoke"? where arguments.count == 1: try await measure(sizes: [600], writesEach: 2, rows: 40)
            case "crash"? where arguments.count == 2: try await CrashWriter.run(arguments[1], clients: 4)
            case "open"? where arguments.count == 2: try await open(arguments[1])
            case "fill"? where arguments.count == 3: try await fill(arguments[1], Int(arguments[2]) ?? 1_000)
            case "checks"? where arguments.count == 2: try await checks(arguments[1])
            case "writes"? where arguments.count == 2: try await writes(in: arguments[1])
            case "verify"? where arguments.count == 2:
                for row in try await Suites(scratch: arguments[1]).verification(of: arguments[1]) { say(row.line) }
            default:
                say(
                    "usage: hallmark-bench [quick | smoke] | crash FOLDER | open FOLDER | fill FOLDER RECORDS | checks FOLDER\n"
                        + "       | writes FOLDER | verify FOLDER"
                )
                exit(2)
            }
        } catch {
            say("failed: \(error)")
            exit(1)
        }
    }

    /// `smoke` goes every way once; its figures say nothing.
    private static func measure(sizes: [Int], writesEach: Int = 150, rows: Int = 3_600) async throws {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "hallmark-bench-\(getpid())")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let suites = Suites(scratch: scratch.path)
        say(BenchRow.heading.line)
        for row in try await suites.writes(each: writesEach) { say(row.line) }
        for row in try await suites.importing(rows: rows) { say(row.line) }
        for size in sizes {
            for row in try await suites.register(of: size) { say(row.line) }
        }
        for row in try await suites.verification(of: scratch.path + "/register-\(sizes.last ?? 0)") { say(row.line) }
    }

    /// Founds an organization with so many records, for what is to be measured again and again.
    private static func fill(_ folder: String, _ count: Int) async throws {
        let node = try await Population.found(at: folder)
        try await Population.write(count, on: node)
        try await node.close()
    }

    /// Measures durable writes alone, in a folder that is there and empty.
    private static func writes(in folder: String) async throws {
        for row in try await Suites(scratch: folder).writes(each: 150) { say(row.line) }
    }

    /// Measures the checks over an organization that is there already, and changes some of its records.
    private static func checks(_ folder: String) async throws {
        let node = try await Node.open(at: FilePath(folder), capabilities: .machine)
        let count = node.rules.declarations.kinds.reduce(0) { $0 + node.register.count(of: $1) }
        for row in try await Suites(scratch: folder).checks(of: node, records: count) { say(row.line) }
        try await node.close()
    }

    /// Opens an organization, answers one question, and says how much memory that took.
    private static func open(_ folder: String) async throws {
        let node = try await Node.open(at: FilePath(folder), capabilities: .machine)
        _ = node.view().record("SYS-1")
        say(References.residentMegabytes().short)
        try await node.close()
    }
}
