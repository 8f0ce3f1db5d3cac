/// A hold on the attachments of one folder, which every process respects. It ends when it is let go of, or with its process.
///
/// Who keeps an attachment holds them together with others until the entry that names it is written. Who removes one that no
/// entry names any more holds them alone, and looks at the ledger again under that hold. So nothing is removed that somebody is
/// about to name.
package final class AttachmentHold: Sendable {
    /// With whom.
    package enum Sharing: Sendable {
        case together, alone
    }

    /// What is locked: the folder itself, so that nothing has to lie in it.
    private let folder: OpenFile

    fileprivate init(_ folder: consuming OpenFile) {
        self.folder = folder
    }

    /// Ends the hold. A second time nothing happens.
    package func letGo() {
        folder.unlock()
    }
}

extension AttachmentStore {
    private static let pauseMilliseconds = 20
    /// How often a hold is tried for; ten seconds are longer than anybody needs who keeps or removes attachments.
    package static let attemptsUsual = 500

    /// Whether there is a folder of attachments.
    package var isThere: Bool { folder.isFolder }

    /// Takes hold of all attachments, and makes the folder for that if it has to.
    ///
    /// Throws `.storage(.busy)` when others did not let go meanwhile.
    package func hold(
        _ sharing: AttachmentHold.Sharing, attempts: Int = attemptsUsual
    ) async throws(AttachmentFailure) -> AttachmentHold {
        let file = try storing { () throws(StoreFailure) in
            try Disk.createFolder(folder)
            return try OpenFile(folder, for: .folder)
        }
        for attempt in 1...attempts {
            // A cancelled task does not wait, and finds out at once.
            if attempt > 1 { try? await Task.sleep(for: .milliseconds(AttachmentStore.pauseMilliseconds)) }
            if try lock(file, sharing) { return AttachmentHold(file) }
        }
        throw .storage(.busy(detail: "others hold the attachments in \(folder)"))
    }

    private func lock(
        _ file: borrowing OpenFile, _ sharing: AttachmentHold.Sharing
    ) throws(AttachmentFailure) -> Bool {
        do { return try file.lock(isShared: sharing == .together) } catch { throw .storage(error) }
    }
}
