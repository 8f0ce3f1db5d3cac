import Ledger
import Storage

/// Every store there is. Adding one means adding a case.
enum StoreKind: CaseIterable, Sendable {
    case memory, slow

    /// Two nodes of one empty ledger.
    func openTwo() throws -> (any LedgerStore, any LedgerStore) {
        let first = MemoryStore()
        let second = MemoryStore(sharing: first)
        switch self {
        case .memory: return (first, second)
        case .slow: return (SlowStore(first), SlowStore(second))
        }
    }

    /// An empty ledger.
    func open() throws -> any LedgerStore {
        try openTwo().0
    }
}
