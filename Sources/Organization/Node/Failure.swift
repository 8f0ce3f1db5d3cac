import Ledger
package import Records
package import Storage

/// Why a command of an organization did not succeed, for whoever asked for it.
///
/// Nothing was written unless `outcomeUnknown` says otherwise.
package enum Failure: Error, Sendable {
    /// The rules stand against it, or the values do not fit.
    case refused(Refusal)
    /// The storage could not do it.
    case storage(StoreFailure)
    /// The ledger is not what its checkpoint says; only `verify` works on it.
    case damaged(String)
    /// An entry that this release does not understand: made by a newer one.
    case unreadable(UnreadableEntry)
    /// Something from outside is not what it should be: a file, an argument. The text says what to do.
    case input(String)

    /// The sentence for a person.
    package var message: String {
        switch self {
        case .refused(let refusal): refusal.problems.map(\.message).joined(separator: "\n")
        case .storage(let failure): failure.message
        case .damaged(let what):
            "The ledger is damaged: \(what). Nothing was changed. Run `hallmark verify` to see what is hit, then restore a backup."
        case .unreadable(let entry):
            "\(entry.description). This folder was written by a newer Hallmark; use that one."
        case .input(let message): message
        }
    }
}

extension Failure {
    /// Runs what a store does and says its failure as one of ours.
    static func fromStore<T: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws(StoreFailure) -> T
    ) async throws(Failure) -> T {
        do throws(StoreFailure) {
            return try await body()
        } catch {
            throw .storage(error)
        }
    }
}
