package import Ledger
import Storage

extension Setting {
    /// The text of the verifier key under which the ledger was signed where it was before.
    package static let originKey = "origin.key"
    /// The last note that was signed there.
    package static let originCheckpoint = "origin.checkpoint"
}

/// The key under which a ledger was signed before an archive brought it here.
///
/// The folder remembers it, so that a checkpoint published back then can still be checked. What the folder remembers proves
/// nothing to others: they compare with the key they were given when that checkpoint was published.
package struct EarlierKey: Hashable, Sendable {
    package let verifier: VerifierKey
    /// The last note that was signed with it.
    package let checkpoint: [UInt8]

    /// Nil when the ledger has always been here, or when what is remembered is no key.
    package init?(rememberedIn settings: [String: String]) {
        guard let text = settings[Setting.originKey], let key = try? VerifierKey(parsing: text) else { return nil }
        verifier = key
        checkpoint = Array((settings[Setting.originCheckpoint] ?? "").utf8)
    }

    /// The key that a ledger's folder remembers, if it signed this note.
    init?(of store: any LedgerStore, whichSigned note: [UInt8]) async throws(Failure) {
        let settings = try await Failure.fromStore { () throws(StoreFailure) in try await store.settings() }
        guard let earlier = EarlierKey(rememberedIn: settings),
            (try? Checkpoint(note: note, signedBy: earlier.verifier)) != nil
        else { return nil }
        self = earlier
    }
}

/// What a folder remembers of where its ledger was before, as the first checkpoint says that was signed here: a line for each setting
/// behind its root, with the digest of what it says.
///
///     hallmark-setting origin.key u8…Q=
///
/// So what is lost or changed of it is noticed by whoever has the key that signs checkpoints, and tells nobody the secret for rows.
enum ArrivalRecord {
    private static let mark = "hallmark-setting"
    private static let names = [Setting.originKey, Setting.originCheckpoint, Setting.rowSecret]

    static func lines(_ settings: [String: String]) -> [String] {
        names.compactMap { name in settings[name].map { line(name, $0) } }
    }

    /// What is wrong with the settings of a folder with these checkpoints, one line each. Those of a ledger that was always here, or
    /// that came before such lines were written, say nothing.
    static func complaints(_ settings: [String: String], checkpoints: [StoredCheckpoint]) -> [String] {
        let lines = checkpoints.lazy.compactMap { stored -> [String]? in
            let text = (try? SignedNote(parsing: stored.note))?.text
            let found = text.flatMap { try? Checkpoint(parsing: $0) }?.extensions.filter { $0.hasPrefix(mark + " ") }
            return found?.isEmpty == false ? found : nil
        }.first
        guard let lines else { return [] }
        return names.compactMap { name in
            let isThen = lines.contains { $0.hasPrefix("\(mark) \(name) ") }
            let what = "the setting “\(name)”, which the folder has from where the ledger was before,"
            guard let value = settings[name] else { return isThen ? "\(what) is missing" : nil }
            return lines.contains(line(name, value)) ? nil : "\(what) is not what it was"
        }
    }

    private static func line(_ name: String, _ value: String) -> String {
        "\(mark) \(name) \(Digest(of: Array(value.utf8)).base64)"
    }
}
