package import Ledger

/// What lies in the folder of attachments.
package struct AttachmentSurvey: Hashable, Sendable {
    /// Every attachment, by digest.
    package fileprivate(set) var attachments: [Attachment] = []
    /// What is not ours, by its path from the folder on. It is reported and left alone.
    package fileprivate(set) var strangers: [String] = []

    package init() {}
}

extension AttachmentStore {
    /// Lists the folder by names and lengths; no content is read.
    package func survey() throws(AttachmentFailure) -> AttachmentSurvey {
        var survey = AttachmentSurvey()
        try storing { () throws(StoreFailure) in
            guard try Disk.status(of: folder) != nil else { return }
            for name in try Disk.names(in: folder) where !name.hasPrefix(Disk.temporaryPrefix) {
                try look(at: name, &survey)
            }
        }
        return survey
    }

    /// The attachments whose content is not what their name says. Reads all of them; `look` is told before each one.
    package func damaged(
        among attachments: [Attachment], look: (Attachment) -> Void = { _ in }
    ) throws(AttachmentFailure) -> [Digest] {
        try storing { () throws(StoreFailure) in
            var damaged: [Digest] = []
            for attachment in attachments {
                look(attachment)
                var digest = RunningDigest()
                try OpenFile(path(of: attachment.digest), for: .reading).forEachChunk { chunk in
                    digest.update(chunk)
                    return true
                }
                if digest.digest != attachment.digest { damaged.append(attachment.digest) }
            }
            return damaged
        }
    }

    /// Removes what a crash left half written.
    package func removeAbandoned() throws(AttachmentFailure) {
        try storing { () throws(StoreFailure) in
            if try Disk.status(of: folder) != nil { try Disk.removeAbandoned(in: folder) }
        }
    }

    private func look(at name: String, _ survey: inout AttachmentSurvey) throws(StoreFailure) {
        let inside = folder.appending(name)
        guard AttachmentStore.isShelf(name), try Disk.status(ofLink: inside)?.kind == .folder else {
            survey.strangers.append(name)
            return
        }
        for file in try Disk.names(in: inside) {
            if let digest = Digest(hex: file), file.hasPrefix(name),
                let status = try Disk.status(ofLink: inside.appending(file)), status.kind == .file
            {
                survey.attachments.append(Attachment(digest: digest, byteCount: status.byteCount))
            } else {
                survey.strangers.append("\(name)/\(file)")
            }
        }
    }

    /// The folders inside are named after the first byte of what they hold.
    private static func isShelf(_ name: String) -> Bool {
        name.utf8.count == 2
            && name.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
