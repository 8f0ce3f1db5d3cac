import Ledger
import Storage

/// Every store there is. Adding one means adding a case.
enum StoreKind: CaseIterable, Sendable {
    case memory, slow, sqlite, slowSQLite

    /// Two nodes of one empty ledger.
    func openTwo() throws -> Opened {
        switch self {
        case .memory, .slow:
            let first = MemoryStore()
            return slowed(first, MemoryStore(sharing: first), folder: nil)
        case .sqlite, .slowSQLite:
            let folder = TemporaryFolder()
            let first = try SQLiteStore.create(at: folder.ledger)
            return slowed(first, try SQLiteStore(opening: folder.ledger), folder: folder)
        }
    }

    private func slowed(_ first: some LedgerStore, _ second: some LedgerStore, folder: TemporaryFolder?) -> Opened {
        switch self {
        case .memory, .sqlite: Opened(first: first, second: second, folder: folder)
        case .slow, .slowSQLite: Opened(first: SlowStore(first), second: SlowStore(second), folder: folder)
        }
    }

    /// Two nodes of one ledger, and the folder that goes with them.
    struct Opened {
        let first: any LedgerStore
        let second: any LedgerStore
        let folder: TemporaryFolder?
    }
}

/// A store of a kind around an empty ledger, whose folder goes when the value does.
struct Subject {
    let store: any LedgerStore
    private let folder: TemporaryFolder?

    init(_ kind: StoreKind) throws {
        let opened = try kind.openTwo()
        store = opened.first
        folder = opened.folder
    }
}
