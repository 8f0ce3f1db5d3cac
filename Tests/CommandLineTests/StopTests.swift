import Foundation
import Glibc
import Ledger
import Testing

@Suite("Stopping from the keyboard")
struct StopTests {
    @Test("a command that is stopped says so, answers 130 and leaves nothing half done")
    func stopped() throws {
        let bench = try Workbench()
        try bench.found()
        let before = try bench.digests()
        // Waits for a table that nobody types.
        let terminal = try Pseudoterminal(columns: 80)
        let process = try Spawn.start(
            [Workbench.program, "import", "-", "--as", "systems", "--commit"], in: bench.folder,
            environment: ["PATH": "/usr/bin:/bin"],
            files: [
                (STDIN_FILENO, terminal.path, O_RDWR), (STDOUT_FILENO, bench.path("out"), O_WRONLY | O_CREAT),
                (STDERR_FILENO, bench.path("errors"), O_WRONLY | O_CREAT),
            ])
        #expect(try interrupt(process) == 130)
        #expect(try bench.text(of: "errors").contains("Stopped."))
        #expect(try bench.text(of: "out").isEmpty)
        for name in ["out", "errors"] { unlink(bench.path(name)) }
        #expect(
            try bench.digests().filter { $0.key.hasPrefix("data/signing") }
                == before.filter { $0.key.hasPrefix("data/signing") })
        #expect(try bench.hallmark("list", "systems", "--format", "json").json["count"] == 0)
        #expect(try bench.hallmark("verify").code == 0)
    }

    @Test("a command that has written the ledger says so and answers 0, whatever comes after")
    func stoppedLate() throws {
        let bench = try Workbench()
        try bench.found()
        let rows = (1...500).map { "System number \($0),It does what its number says" }
        try bench.write("Name,Purpose\n" + rows.joined(separator: "\n"), to: "many.csv")
        // Its answer is larger than a pipe: once a byte of it is there, the ledger is written and the program still at it.
        let answer = try bench.shell(
            """
            mkfifo answer
            hallmark import many.csv --as systems --commit --rows all --format json > answer & process=$!
            exec 3<answer
            read -r -N 1 -u 3 first
            kill -TERM $process
            cat <&3 > rest
            wait $process
            """)
        #expect(answer.code == 0, "\(answer)")
        #expect(try JSON(parsing: Array("{".utf8) + bench.bytes(of: "rest"))["isCommitted"] == true)
        #expect(try bench.hallmark("list", "systems", "--format", "json").json["count"] == 500)
    }

    /// Stops the process, again and again until it ends: before it listens, a signal passes unheard.
    private func interrupt(_ process: pid_t) throws -> Int32 {
        try waitUntilListening(process)
        var status: Int32 = 0
        for _ in 0..<3_000 {
            kill(process, SIGINT)
            usleep(10_000)
            if waitpid(process, &status, WNOHANG) == process { return (status >> 8) & 0xFF }
        }
        kill(process, SIGKILL)
        return try Spawn.wait(for: process)
    }

    /// Until the process has something else to do with the signal than to end at once.
    private func waitUntilListening(_ process: pid_t) throws {
        for _ in 0..<3_000 {
            let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
            let masks = status.split(separator: "\n").filter { $0.hasPrefix("SigIgn:") || $0.hasPrefix("SigCgt:") }
            let bits = masks.compactMap { $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } }
            if bits.contains(where: { $0 & (1 << UInt64(SIGINT - 1)) != 0 }) { return }
            usleep(10_000)
        }
        Issue.record("the program never listened")
    }
}
