package import Ledger

/// Why a store did not do what it was asked. Three readers: `code` for programs, `message` for people, `detail` for the operator.
///
/// After every case but `.outcomeUnknown`, nothing was written.
package enum StoreFailure: Error, Hashable, Sendable {
    /// Somebody else appended first. Read on from there and decide again.
    case movedOn(actual: LedgerSize)
    /// The storage could not be reached, or did not work.
    case unavailable(detail: String)
    /// Somebody else held the storage for longer than we wait.
    case busy(detail: String)
    /// The commit was sent and failed: it may have been written. Never repeat it blindly; ask for the size.
    case outcomeUnknown(detail: String)
    /// There is no room left.
    case full(detail: String)
    /// The storage may be read and not written.
    case readOnly(detail: String)
    /// What is stored is not what was written.
    case damaged(detail: String)
    /// What lies there is something else.
    case foreign(detail: String)
    /// A later version of the program has written it.
    case tooNew(detail: String)
    /// An earlier version of the program has written it, and whoever only reads cannot bring it up to date.
    case outdated(detail: String)
    /// Its latest entries stand in the write-ahead log, and where they lie nothing may be written that reading them takes.
    case logUnread(detail: String)
}

extension StoreFailure: CustomStringConvertible {
    /// Stable: scripts and documents refer to it.
    package var code: String {
        switch self {
        case .movedOn: "store.moved-on"
        case .unavailable: "store.unavailable"
        case .busy: "store.busy"
        case .outcomeUnknown: "store.outcome-unknown"
        case .full: "store.full"
        case .readOnly: "store.read-only"
        case .damaged: "store.damaged"
        case .foreign: "store.foreign"
        case .tooNew: "store.too-new"
        case .outdated: "store.outdated"
        case .logUnread: "store.log-unread"
        }
    }

    /// What happened and what to do next.
    package var message: String {
        switch self {
        case .movedOn(let actual):
            "Somebody else wrote first; the ledger now has \(actual) entries. Nothing was written. Look at what is new and try again."
        case .unavailable:
            "The ledger cannot be read or written. Nothing was written. Check that its folder and disk are there and work, then try again."
        case .busy:
            "Another program keeps the ledger locked. Nothing was written. Wait for it to finish, or stop it, then try again."
        case .outcomeUnknown:
            "The disk failed while the change was being written, so it may or may not be there. Look before you enter it again."
        case .full:
            "The disk is full. Nothing was written. Free some space, then try again."
        case .readOnly:
            "The ledger can be read but not written here. Nothing was written. Make its folder and files writable for you, then try again."
        case .damaged:
            "What is stored is damaged. Run `hallmark verify` to see what is hit, then restore a backup."
        case .foreign:
            "This is not a ledger of Hallmark. It was left as it is. Check the folder you named; if it was a ledger, it is damaged: restore a backup."
        case .tooNew:
            "A newer version of Hallmark has written this ledger. It was left as it is. Update Hallmark on this machine."
        case .outdated:
            "An earlier version of Hallmark has written this ledger. Nothing is wrong with it: any command that opens it for work, such as `hallmark list`, brings it up to date. Then try again."
        case .logUnread:
            "The ledger was left open, as after a crash: its latest entries still lie beside it, and to read them something must be written there, which is not allowed. Copy the whole folder to where you may write, and name the copy; or make the folder writable once."
        }
    }

    /// The cause as the operating system or the database told it. For logs and the operator, never for a page.
    package var detail: String {
        switch self {
        case .movedOn(let actual): "the ledger has \(actual) entries"
        case .unavailable(let detail), .busy(let detail), .outcomeUnknown(let detail), .full(let detail),
            .readOnly(let detail), .damaged(let detail), .foreign(let detail), .tooNew(let detail),
            .outdated(let detail), .logUnread(let detail):
            detail
        }
    }

    package var description: String { "\(message) (\(code): \(detail))" }
}
