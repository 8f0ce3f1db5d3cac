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
        var isAsked = false
    }

    private let state = Mutex(State())

    func began(writing path: String) { _ = state.withLock { $0.halfWritten.insert(path) } }
    func ended(writing path: String) { _ = state.withLock { $0.halfWritten.remove(path) } }

    /// Runs `write` to its end, whatever is typed meanwhile.
    func holdingOff<T: Sendable>(_ write: () async throws -> T) async rethrows -> T {
        state.withLock { $0.writes += 1 }
        defer { state.withLock { $0.writes -= 1 } }
        return try await write()
    }

    /// Whether somebody asked to stop while a write held it off. The write is done and its answer is worth showing.
    var isAsked: Bool { state.withLock { $0.isAsked } }

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

    private func stop(saying message: String) {
        let leftOver = state.withLock { state -> Set<String>? in
            state.isAsked = true
            return state.writes == 0 ? state.halfWritten : nil
        }
        guard let leftOver else { return }
        for path in leftOver { unlink(path) }
        message.withCString { text in _ = write(STDERR_FILENO, text, strlen(text)) }
        _exit(ExitCode.stopped.rawValue)
    }
}
