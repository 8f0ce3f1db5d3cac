import AIMS
package import Ledger
import Records
package import Storage

extension Examination {
    /// Somebody who begins to write while a ledger is read that nobody had open makes the reading void: so often.
    private static let attemptsMax = 5

    /// Examines the ledger in a folder, files not included, as it is at one moment; others may write meanwhile.
    ///
    /// - Parameter progress: told how many entries are done, and how many there are.
    package static func ofLedger(
        in folder: OrganizationFolder, key: String?, published: [UInt8]? = nil, publisher: String? = nil,
        capabilities: Capabilities, progress: @Sendable (LedgerSize, LedgerSize) -> Void = { _, _ in }
    ) async throws(Failure) -> Examination {
        for _ in 0..<attemptsMax {
            let store: SQLiteStore
            do throws(StoreFailure) {
                store = try SQLiteStore(opening: folder.ledger, access: .moment)
            } catch .damaged(let detail) {
                return Examination(unopened: detail, key: key)
            } catch {
                throw .storage(error)
            }
            defer { try? store.close() }
            do throws(Failure) {
                let found = try await examine(
                    store, folder.savedState, key, published, publisher, capabilities, progress)
                if try isUndisturbed(store) { return found }
            } catch {
                // What was read may be a mixture of before and after. Without a disturbance it is what it is.
                if try isUndisturbed(store) { throw error }
            }
        }
        throw .storage(.busy(detail: "\(folder.ledger): others began to write again and again while it was read"))
    }

    private static func examine(
        _ store: SQLiteStore, _ saved: SavedState, _ key: String?, _ published: [UInt8]?, _ publisher: String?,
        _ capabilities: Capabilities,
        _ progress: @Sendable (LedgerSize, LedgerSize) -> Void
    ) async throws(Failure) -> Examination {
        // Where it cannot be read, the examination says so itself.
        let total = (try? await store.size()) ?? .empty
        let zone: TimeZoneRules
        do throws(Failure) {
            zone = try await Node.zone(of: store, capabilities)
        } catch .storage(.damaged) {
            zone = .utc
        }
        return try await Examination(
            of: store, key: key, published: published, publisher: publisher, declarations: .aims, zone: zone,
            saved: saved,
            progress: { progress($0, total) })
    }

    private static func isUndisturbed(_ store: SQLiteStore) throws(Failure) -> Bool {
        try Failure.ofStore { () throws(StoreFailure) in try store.isUndisturbed() }
    }
}
