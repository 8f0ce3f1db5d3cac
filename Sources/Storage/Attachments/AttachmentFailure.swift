package import Ledger

/// Why an attachment could not be kept or given back. Three readers: `code`, `message`, `detail`.
package enum AttachmentFailure: Error, Hashable, Sendable {
    /// There is none with this content.
    case absent(Digest)
    /// What lies under its name is something else.
    case damaged(Digest)
    case tooLarge(byteCountMax: Int)
    case storage(StoreFailure)
}

extension AttachmentFailure: CustomStringConvertible {
    /// Stable: scripts and documents refer to it.
    package var code: String {
        switch self {
        case .absent: "attachment.absent"
        case .damaged: "attachment.damaged"
        case .tooLarge: "attachment.too-large"
        case .storage(let failure): failure.code
        }
    }

    /// What happened and what to do next.
    package var message: String {
        switch self {
        case .absent:
            "The attachment is not there. If it was not disposed of, restore it from a backup: copy the folder \"files\" back."
        case .damaged:
            "The attachment was changed on the disk, so it is not shown. Attach the original again, or restore it from a backup."
        case .tooLarge(let max):
            "The file is too large: an attachment has at most \(max / 1_048_576) MiB. Attach a smaller one, or a link to where it lies."
        case .storage(let failure): failure.message
        }
    }

    /// The cause for logs and the operator.
    package var detail: String {
        switch self {
        case .absent(let digest): "there is no attachment \(digest)"
        case .damaged(let digest): "the content of attachment \(digest) has another digest"
        case .tooLarge(let max): "more than \(max) bytes"
        case .storage(let failure): failure.detail
        }
    }

    package var description: String { "\(message) (\(code): \(detail))" }
}
