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
    /// The folder is not one to work in.
    case folder(FolderFailure)
    /// A file could not be kept or given back.
    case attachment(AttachmentFailure)
    /// The ledger is not what its checkpoint says; only `verify` works on it.
    case damaged(String)
    /// An entry that this release does not understand: made by a newer one.
    case unreadable(UnreadableEntry)
    /// An archive was not made, or not taken in.
    case archive(ArchiveFailure)
    /// Something from outside is not what it should be: a file, an argument. The text says what to do.
    case input(String)

    /// The sentence for a person.
    package var message: String {
        switch self {
        case .refused(let refusal): refusal.problems.map(\.message).joined(separator: "\n")
        case .storage(let failure): failure.message
        case .folder(let failure): failure.message
        case .attachment(let failure): failure.message
        case .damaged(let what):
            "The ledger is damaged: \(what). Nothing was changed. Run `hallmark verify` to see what is hit, then restore a backup."
        case .unreadable(let entry):
            "\(entry.description). This folder was written by a newer Hallmark; use that one."
        case .archive(let failure): failure.message
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

    static func ofStore<T: ~Copyable>(_ body: () throws(StoreFailure) -> T) throws(Failure) -> T {
        do throws(StoreFailure) { return try body() } catch { throw .storage(error) }
    }

    static func ofFolder<T: ~Copyable>(_ body: () throws(FolderFailure) -> T) throws(Failure) -> T {
        do throws(FolderFailure) { return try body() } catch { throw .folder(error) }
    }

    static func ofAttachment<T: ~Copyable>(_ body: () throws(AttachmentFailure) -> T) throws(Failure) -> T {
        do throws(AttachmentFailure) { return try body() } catch { throw .attachment(error) }
    }

    static func ofAttachments<T: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws(AttachmentFailure) -> T
    ) async throws(Failure) -> T {
        do throws(AttachmentFailure) { return try await body() } catch { throw .attachment(error) }
    }

    static func ofLedger<T>(_ body: () throws(LedgerProblem) -> T) throws(Failure) -> T {
        do throws(LedgerProblem) { return try body() } catch { throw .damaged("\(error)") }
    }

    /// Publishes what was put together.
    static func from(_ creation: consuming FolderCreation) throws(Failure) -> OrganizationFolder {
        do throws(FolderFailure) { return try creation.publish() } catch { throw .folder(error) }
    }
}
