import Glibc
import Ledger

/// A stream of the program: standard output or standard error.
struct Stream: Sendable {
    let descriptor: Int32
    let isTerminal: Bool
    let canvas: Canvas
    /// Its line goes away before anything is written; `nil` for the stream on which it shows itself.
    let progress: Progress?

    func write(_ page: Page) throws(Complaint) { try write(page.text(on: canvas)) }

    /// JSON, readable and ended by a line feed.
    func write(_ json: JSON) throws(Complaint) { try write(Harmless.json(json.pretty()) + "\n") }

    func write(_ text: String) throws(Complaint) { try write(Array(text.utf8)) }

    /// Writes all of it. A reader that has gone (`| head`) is no failure: it has seen what it wanted.
    func write(_ bytes: [UInt8]) throws(Complaint) {
        progress?.end()
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                return
            } else if errno == EAGAIN {
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            } else if errno != EINTR {
                throw Complaint(.storage, "The output could not be written: \(SystemProblem(errno)).")
            }
        }
    }
}

/// An error number of the operating system in its own words: `No space left on device`.
struct SystemProblem: CustomStringConvertible, Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    var description: String { String(cString: strerror(number)) }
}
