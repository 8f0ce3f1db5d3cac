import ArgumentParser
import Organization

/// A command of the program: it gets the machine it runs on and answers with a code.
protocol HallmarkCommand: ParsableCommand {
    func run(on machine: Machine) async throws -> ExitCode
}

/// A command on an organization, which is opened for it and let go of afterwards.
protocol DeskCommand: HallmarkCommand {
    var folder: FolderOption { get }
    func run(at desk: Desk) async throws -> ExitCode
}

extension DeskCommand {
    func run(on machine: Machine) async throws -> ExitCode {
        try await Desk.with(folder, on: machine) { try await run(at: $0) }
    }
}

extension Machine {
    var files: Files { Files(interruption: interruption, randomBytes: capabilities.randomBytes) }
}
