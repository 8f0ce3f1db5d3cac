import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and its like: nothing is left half done.
///
/// While the ledger is being written, stopping waits for the end of the write; at any other time files that are only half
/// written are removed and the program ends.
final class Interruption: Sendable {
    private struct State {
        var halfWritten: Set<String> = []
        var writes = 0
        var cancel: (@Sendable () -> Void)?
        /// The ledger was written: what the command is for is done.
        var hasWritten = false
        var isAsked = false
    }

    private let state = Mutex(State())

    func began(writing path: String) { _ = state.withLock { $0.halfWritten.insert(path) } }
    func ended(writing path: String) { _ = state.withLock { $0.halfWritten.remove(path) } }

    /// Runs `write` to its end, whatever is typed meanwhile.
    func holdingOff<T: Sendable>(_ write: () async throws -> T) async rethrows -> T {
        state.withLock { $0.writes += 1 }
        defer { state.withLock { $0.writes -= 1 } }
        let answer = try await write()
        state.withLock { $0.hasWritten = true }
        return answer
    }

    /// Runs work that leaves nothing behind when its task is cancelled, and cancels it when somebody asks to stop.
    ///
    /// The task is one of its own, so that there is something to cancel; it never outlives this call.
    func cancelling<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) async throws -> T {
        let task = Task { try await work() }
        state.withLock { $0.cancel = { task.cancel() } }
        defer { state.withLock { $0.cancel = nil } }
        return try await task.value
    }

    /// Whether the ledger was written by a command that was agreed to.
    var hasWritten: Bool { state.withLock { $0.hasWritten } }

    /// Listens from now on. A reader of our output that goes away ends nothing.
    func listen(saying message: String) -> [any DispatchSourceSignal] {
        signal(SIGPIPE, SIG_IGN)
        return [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler { self.stop(saying: message) }
            source.resume()
            return source
        }
    }

    /// What to do about a wish to stop.
    private enum Answer {
        /// The command ends by itself, and says what it did.
        case wait
        case end(removing: Set<String>)
        /// Nobody takes what it says; what it was to do is done.
        case leave
    }

    private func stop(saying message: String) {
        let answer = state.withLock { state -> Answer in
            defer { state.isAsked = true }
            state.cancel?()
            if state.writes > 0 || state.cancel != nil { return .wait }
            guard state.hasWritten else { return .end(removing: state.halfWritten) }
            return state.isAsked ? .leave : .wait
        }
        switch answer {
        case .wait: return
        case .leave: _exit(ExitCode.done.rawValue)
        case .end(let leftOver):
            for path in leftOver { unlink(path) }
            message.withCString { text in _ = write(STDERR_FILENO, text, strlen(text)) }
            _exit(ExitCode.stopped.rawValue)
        }
    }
}
