/// Why a folder cannot be used as the folder of an organization. Three readers: `code`, `message`, `detail`.
///
/// Nothing in the folder was changed.
package enum FolderFailure: Error, Hashable, Sendable {
    case missing(FilePath)
    /// There is a file of that name.
    case notAFolder(FilePath)
    /// There is no ledger in it.
    case notAnOrganization(FilePath)
    /// A new organization needs an empty folder; these lie in this one.
    case notEmpty(FilePath, names: [String])
    /// There is an organization in it already.
    case taken(FilePath)
    /// Somebody else is making an organization there just now.
    case busy(FilePath)
    case keyMissing(FilePath)
    /// What lies there is no signing key.
    case keyBroken(FilePath, detail: String)
    /// Others than the owner may read or write the signing key.
    case keyExposed(FilePath, permissions: UInt32)
    case storage(StoreFailure)
}

extension FolderFailure: CustomStringConvertible {
    /// Stable: scripts and documents refer to it.
    package var code: String {
        switch self {
        case .missing: "folder.missing"
        case .notAFolder: "folder.not-a-folder"
        case .notAnOrganization: "folder.not-an-organization"
        case .notEmpty: "folder.not-empty"
        case .taken: "folder.taken"
        case .busy: "folder.busy"
        case .keyMissing: "folder.key-missing"
        case .keyBroken: "folder.key-broken"
        case .keyExposed: "folder.key-exposed"
        case .storage(let failure): failure.code
        }
    }

    /// What is wrong and what to do next.
    package var message: String {
        switch self {
        case .missing(let path):
            "There is no folder \(path). Check the name, or make an organization there with `hallmark init`."
        case .notAFolder(let path):
            "\(path) is a file. Name the folder of an organization."
        case .notAnOrganization(let path):
            "There is no organization in \(path). Check the name, or make one in an empty folder with `hallmark init`."
        case .notEmpty(let path, let names):
            "\(path) is not empty: \(FolderFailure.list(names)). Name a folder that is empty or not there yet."
        case .taken(let path):
            "There is an organization in \(path) already. Name a folder that is empty or not there yet."
        case .busy(let path):
            "Another program is making an organization in \(path). Wait until it is done, then look what is there."
        case .keyMissing(let path):
            "The key that signs checkpoints is not there: \(path). Nothing was written. Copy signing.key back from a backup; reading works without it."
        case .keyBroken(let path, _):
            "The key that signs checkpoints cannot be read: \(path). Nothing was written. Copy signing.key back from a backup; reading works without it."
        case .keyExposed(let path, let permissions):
            "Others may read or change the key that signs checkpoints (\(String(permissions, radix: 8))). Nothing was written. Take that away: chmod 600 \(path)"
        case .storage(let failure): failure.message
        }
    }

    /// The cause for logs and the operator.
    package var detail: String {
        switch self {
        case .missing(let path), .notAFolder(let path), .notAnOrganization(let path), .taken(let path),
            .busy(let path), .keyMissing(let path):
            path.text
        case .notEmpty(let path, let names): "\(path): \(names.joined(separator: ", "))"
        case .keyBroken(let path, let detail): "\(path): \(detail)"
        case .keyExposed(let path, let permissions): "\(path) has permissions \(String(permissions, radix: 8))"
        case .storage(let failure): failure.detail
        }
    }

    package var description: String { "\(message) (\(code): \(detail))" }

    /// A few of the names, and how many more there are.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}
