import Foundation
import Glibc
import Ledger
import Testing

/// A folder of its own in which the program is run, as a person would run it. Removed when the test is over.
final class Workbench: Sendable {
    let folder: String

    init() throws {
        var template = Array("\(NSTemporaryDirectory())hallmark-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs the program with the folder as the current one.
    @discardableResult
    func hallmark(
        _ words: String..., environment: [String: String] = [:], input: String = ""
    ) throws -> Answer {
        try run([Workbench.program] + words, environment: environment, input: input)
    }

    func hallmark(list words: [String], environment: [String: String] = [:]) throws -> Answer {
        try run([Workbench.program] + words, environment: environment, input: "")
    }

    /// Runs a line of a shell in which `hallmark` is the program.
    func shell(_ line: String) throws -> Answer {
        try run(
            ["/bin/bash", "-c", "hallmark() { \"\(Workbench.program)\" \"$@\"; }\n" + line], environment: [:], input: ""
        )
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    func bytes(of name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }
    func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Every file below the folder with the digest of its bytes: what a command that changes nothing must leave alone.
    func digests() throws -> [String: Digest] {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects.compactMap { $0 as? String } ?? []
        return try Dictionary(
            uniqueKeysWithValues: names.filter { name in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder) && !isFolder.boolValue
            }.map { ($0, Digest(of: try bytes(of: $0))) })
    }

    /// What the program is built to, beside the tests that run here.
    static let program: String = {
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "hallmark")
            .path
        let usual = Repository.root.appending(path: ".build/debug/hallmark").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : usual
    }()

    private func run(_ words: [String], environment: [String: String], input: String) throws -> Answer {
        try write(input, to: ".input")
        defer { for name in [".input", ".output", ".errors"] { unlink(path(name)) } }
        let status = try Spawn.run(
            words, in: folder, environment: Workbench.environment.merging(environment) { $1 },
            files: [
                (STDIN_FILENO, path(".input"), O_RDONLY),
                (STDOUT_FILENO, path(".output"), O_WRONLY | O_CREAT | O_TRUNC),
                (STDERR_FILENO, path(".errors"), O_WRONLY | O_CREAT | O_TRUNC),
            ])
        return Answer(code: status, output: try text(of: ".output"), errors: try text(of: ".errors"))
    }

    /// The same on every machine. With that many columns no sentence is broken.
    private static let environment = [
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Europe/Amsterdam", "COLUMNS": "9000", "HOME": "/nowhere",
    ]
}

/// What a run of the program came to.
struct Answer: Sendable, CustomStringConvertible {
    let code: Int32
    let output: String
    let errors: String

    var description: String { "code \(code)\n\(output)\(errors)" }

    /// The output, if it is JSON.
    var json: JSON {
        get throws { try JSON(parsing: Array(output.utf8)) }
    }
}

/// Starts a process in a folder, without a library in between.
enum Spawn {
    /// The exit code; minus the number of the signal when one ended it.
    static func run(
        _ words: [String], in folder: String, environment: [String: String], files: [(Int32, String, Int32)]
    ) throws -> Int32 {
        let process = try start(words, in: folder, environment: environment, files: files)
        return try wait(for: process)
    }

    static func start(
        _ words: [String], in folder: String, environment: [String: String], files: [(Int32, String, Int32)]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, path, flags) in files {
            posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
        }
        let arguments = (["env", "--chdir=\(folder)"] + words).map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + settings { free(text) } }
        var process = pid_t()
        let failure = posix_spawn(&process, "/usr/bin/env", &actions, nil, arguments, settings)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
        return process
    }

    static func wait(for process: pid_t) throws -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw POSIXError(.ECHILD) }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }
}

/// The repository these tests were built from.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
