import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage

/// The measurements, one function a group of rows.
struct Suites {
    let scratch: String
    let clock = ContinuousClock()

    /// - Parameter each: how many each of 64 clients writes; a single one writes twice as many.
    func writes(each: Int) async throws -> [BenchRow] {
        let node = try await Population.found(at: scratch + "/writes")
        let kind = node.rules.declarations.kind(AISystem.self)
        let fsync = References.fsyncMilliseconds(in: scratch)
        var laps = Laps()
        for number in 0..<2 * each {
            let command = Command(
                [.create(kind, state: nil, values: try Population.values(kind, number, text: "One"))],
                by: Population.manager)
            let start = clock.now
            _ = try await node.submit(command)
            laps.add(clock.now - start)
        }
        let one = laps.quantile(0.5)
        let perSecond = try await manyClients(on: node, kind, clients: 64, each: each)
        try await node.close()
        return [
            BenchRow(
                what: "a durable write, one client: p50", figure: "\(one.short) ms",
                budget: "fsync + 5 ms", reference: "fsync of 4 kB \(fsync.short) ms", holds: one <= fsync + 5),
            BenchRow(
                what: "durable writes, 64 clients", figure: "\(perSecond.short) entries/s", budget: "5,000 entries/s",
                reference: "fsync of 4 kB \(fsync.short) ms", holds: perSecond >= 5_000),
        ]
    }

    private func manyClients(on node: Node, _ kind: Kind, clients: Int, each: Int) async throws -> Double {
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    for number in 0..<each {
                        let values = try Population.values(kind, client * each + number, text: "Many")
                        _ = try await node.submit(
                            Command([.create(kind, state: nil, values: values)], by: Population.manager))
                    }
                }
            }
            try await group.waitForAll()
        }
        return Double(clients * each) / (clock.now - start).seconds
    }

    /// Checks, start and memory for a register of `count` records.
    func register(of count: Int) async throws -> [BenchRow] {
        let folder = scratch + "/register-\(count)"
        let node = try await Population.found(at: folder)
        let writing = try await timed { try await Population.write(count, on: node) }
        let checks = try await checks(of: node, records: count)
        try await node.close()
        let start = try child(["open", folder])
        return [
            BenchRow(
                what: "writing \(count) records, 3 changes each", figure: "\(writing.seconds.short) s", budget: "",
                reference: "", holds: nil)
        ] + checks + [
            BenchRow(
                what: "cold start, \(count) records", figure: "\(start.milliseconds.short) ms",
                budget: count <= 1_000 ? "150 ms" : "2 s at 100,000", reference: "",
                holds: start.milliseconds <= (count <= 1_000 ? 150 : 2_000)),
            BenchRow(
                what: "resident memory, \(count) records", figure: "\(start.megabytes.short) MB",
                budget: count <= 1_000 ? "80 MB" : "600 MB at 100,000", reference: "",
                holds: start.megabytes <= (count <= 1_000 ? 80 : 600)),
        ]
    }

    func timed(_ work: () async throws -> Void) async rethrows -> Duration {
        let start = clock.now
        try await work()
        return clock.now - start
    }

    /// Runs this program anew, so that a start is a start.
    private func child(_ arguments: [String]) throws -> (milliseconds: Double, megabytes: Double) {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        let start = clock.now
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let milliseconds = (clock.now - start).milliseconds
        return (milliseconds, Double(text.trimmingOuterSpace()) ?? .nan)
    }
}
