import ArgumentParser
import Organization

/// A command of the program: it gets the machine it runs on and answers with a code.
protocol HallmarkCommand: ParsableCommand {
    func run(on machine: Machine) async throws -> ExitCode
}

extension Machine {
    var files: Files { Files(interruption: interruption, randomBytes: capabilities.randomBytes) }
    var progress: Progress { Progress(on: errors, now: capabilities.now) }
}
