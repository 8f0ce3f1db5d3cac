import Records
import Synchronization

/// One line on a terminal that says how far long work is, and goes away when it is done. Elsewhere it says nothing.
final class Progress: Sendable {
    private struct State {
        var shownAt: Moment?
    }

    /// Milliseconds between two signs of life; more would only flicker.
    private static let pauseMilliseconds: Int64 = 100

    private let stream: Stream
    private let now: @Sendable () -> Moment
    private let state = Mutex(State())

    init(on stream: Stream, now: @escaping @Sendable () -> Moment) {
        self.stream = stream
        self.now = now
    }

    /// `Reading rows: 1,200 of 3,600`.
    func show(_ what: String, _ done: Int, of total: Int? = nil) {
        let count = total.map { "\(Amount.text(done)) of \(Amount.text($0))" } ?? Amount.text(done)
        show("\(what): \(count)")
    }

    func show(_ what: String) {
        guard stream.isTerminal else { return }
        let isDue = state.withLock { state in
            let time = now()
            if let last = state.shownAt, time.milliseconds - last.milliseconds < Progress.pauseMilliseconds {
                return false
            }
            state.shownAt = time
            return true
        }
        if isDue {
            let room = max(10, (stream.canvas.columns ?? 80) - 1)
            let line = Canvas.file(columns: nil).text(Phrase(what).wrapped(to: room, most: 1)[0])
            try? stream.write("\r\u{1B}[K" + line)
        }
    }

    /// Takes the line away again.
    func end() {
        let wasShown = state.withLock { state in
            defer { state.shownAt = nil }
            return state.shownAt != nil
        }
        if wasShown { try? stream.write("\r\u{1B}[K") }
    }
}
