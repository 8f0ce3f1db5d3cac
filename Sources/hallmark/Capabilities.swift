import Foundation
import Glibc
import Organization
import Records
import Storage

/// Everything the program takes from the machine it runs on. Made once, at the start, and handed on; nothing else in the
/// program asks for the time, for random bytes, for the environment or for the terminal.
struct Machine: Sendable {
    /// Without the name of the program.
    let arguments: [String]
    /// The first of them that is no text in UTF-8, counted from 1; in `arguments` it stands with replacement characters.
    let unreadableArgument: Int?
    let environment: [String: String]
    /// The operating system's name for whoever runs the program; stands in every entry made here.
    let account: String
    /// The IANA name of the machine's time zone.
    let zoneIdentifier: String
    let capabilities: Capabilities
    let output: Stream
    let errors: Stream
    let progress: Progress
    let interruption: Interruption

    static func thisOne() -> Machine {
        let environment = ProcessInfo.processInfo.environment
        let capabilities = ofThisMachine()
        let progress = Progress(on: Stream(STDERR_FILENO, environment, after: nil), now: capabilities.now)
        return Machine(
            arguments: Array(CommandLine.arguments.dropFirst()), unreadableArgument: firstUnreadable(),
            environment: environment, account: accountName(),
            zoneIdentifier: zoneName(), capabilities: capabilities,
            output: Stream(STDOUT_FILENO, environment, after: progress),
            errors: Stream(STDERR_FILENO, environment, after: progress), progress: progress,
            interruption: Interruption())
    }

    var now: Moment { capabilities.now() }

    private static func ofThisMachine() -> Capabilities {
        Capabilities(
            now: {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
            },
            randomBytes: unpredictableBytes,
            zone: { TimeZoneRules.system($0) })
    }

    private static func firstUnreadable() -> Int? {
        (1..<max(1, Int(CommandLine.argc))).first { place in
            guard let word = CommandLine.unsafeArgv[place] else { return false }
            return String(validatingCString: word) == nil
        }
    }

    private static func accountName() -> String {
        let user = getuid()
        return getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
    }

    /// `UTC` where the system only knows an offset, which is no name of a zone.
    private static func zoneName() -> String {
        let identifier = TimeZone.current.identifier
        return identifier.hasPrefix("GMT") ? "UTC" : identifier
    }
}

extension Stream {
    fileprivate init(_ descriptor: Int32, _ environment: [String: String], after progress: Progress?) {
        let isTerminal = isatty(descriptor) == 1
        let stated = environment["COLUMNS"].flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
        let asksForNone = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let canvas =
            isTerminal
            ? Canvas.terminal(columns: Stream.columns(of: descriptor) ?? stated ?? 80, showsInk: !asksForNone)
            : Canvas.file(columns: stated)
        self.init(descriptor: descriptor, isTerminal: isTerminal, canvas: canvas, progress: progress)
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}
