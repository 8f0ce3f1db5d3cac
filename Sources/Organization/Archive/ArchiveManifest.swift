import Ledger
import Storage

/// What an archive says about itself and about every other member in it.
///
///     {"absent":["9f86…"],"checkpoint":"hallmark/agency-…\n1042\n…","entries":1042,"format":"hallmark-backup/1",
///      "key":"hallmark/agency-…+c74f20a3+…","members":[{"name":"signing.key","sha256":"…","size":144}],"origin":"hallmark/agency-…"}
///
/// `absent` are files that records speak of and that the folder had lost when the archive was made; mostly not there.
struct ArchiveManifest: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        let name: String
        let content: FileContent
    }

    let form: ArchiveForm
    /// Names the ledger.
    let origin: String
    /// The text of the key with which the checkpoint can be verified.
    let key: String
    let entries: LedgerSize
    /// The last signed note over the ledger.
    let checkpoint: String
    var members: [Member]
    let absent: [Digest]

    static let byteCountMax = 256 << 20

    var bytes: [UInt8] {
        var json: [String: JSON] = [
            "format": .string(form.text), "origin": .string(origin), "key": .string(key),
            "entries": .integer(Int64(entries.value)), "checkpoint": .string(checkpoint),
            "members": .array(members.sorted { $0.name < $1.name }.map(\.json)),
        ]
        if !absent.isEmpty { json["absent"] = .array(absent.sorted().map { .string($0.hex) }) }
        return Array((JSON.object(json).pretty() + "\n").utf8)
    }
}

extension ArchiveManifest.Member {
    fileprivate var json: JSON {
        [
            "name": .string(name), "sha256": .string(content.digest.hex), "size": .integer(Int64(content.byteCount)),
        ]
    }

    fileprivate init?(_ json: JSON) {
        guard let name = json["name"]?.string, let digest = json["sha256"]?.string.flatMap(Digest.init(hex:)),
            let size = json["size"]?.integer, size >= 0, json.object?.count == 3
        else { return nil }
        self.init(name: name, content: FileContent(digest: digest, byteCount: Int(size)))
    }
}

extension ArchiveManifest {
    private static let keys: Set = ["absent", "checkpoint", "entries", "format", "key", "members", "origin"]

    /// Reads a manifest of this form. The failure's message is a clause about the manifest.
    init(parsing bytes: [UInt8], as form: ArchiveForm) throws(ArchiveFailure) {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw ArchiveFailure(.manifest, "it is no JSON: \(error)")
        }
        try ArchiveManifest.checkVersion(json["format"]?.string, form)
        func missing(_ key: String) -> ArchiveFailure {
            ArchiveFailure(.manifest, "“\(key)” is missing or makes no sense")
        }
        if let stranger = json.object?.keys.filter({ !ArchiveManifest.keys.contains($0) }).min() {
            throw ArchiveFailure(.manifest, "“\(stranger)” is unknown")
        }
        guard let origin = json["origin"]?.string else { throw missing("origin") }
        guard let key = json["key"]?.string else { throw missing("key") }
        guard let entries = json["entries"]?.integer, entries > 0 else { throw missing("entries") }
        guard let checkpoint = json["checkpoint"]?.string else { throw missing("checkpoint") }
        guard let members = json["members"]?.array?.every(Member.init) else { throw missing("members") }
        let absent = (json["absent"] ?? []).array?.every { $0.string.flatMap(Digest.init(hex:)) }
        guard let absent else { throw missing("absent") }
        self.init(
            form: form, origin: origin, key: key, entries: LedgerSize(Int(entries)), checkpoint: checkpoint,
            members: members, absent: absent)
        try checkNames()
    }

    private static func checkVersion(_ format: String?, _ form: ArchiveForm) throws(ArchiveFailure) {
        let prefix = form.rawValue + "/"
        guard let format, format.hasPrefix(prefix), let version = Int(format.dropFirst(prefix.count)), version > 0
        else { throw ArchiveFailure(.manifest, "“format” is not \(form.text)") }
        guard version <= form.version else {
            throw ArchiveFailure(.tooNew, "it has the format \(format), which a newer Hallmark has written")
        }
    }

    /// Every member has a name that this form knows, once, and a file lies under its own digest.
    private func checkNames() throws(ArchiveFailure) {
        var seen: Set<String> = []
        for member in members {
            guard seen.insert(member.name).inserted else {
                throw ArchiveFailure(.manifest, "it lists “\(member.name)” twice")
            }
            guard MemberNames.isKnown(member.name, in: form) else {
                throw ArchiveFailure(.members, "it lists “\(member.name)”, which does not belong in such an archive")
            }
            if let digest = MemberNames.digest(ofFile: member.name), digest != member.content.digest {
                throw ArchiveFailure(.manifest, "it gives “\(member.name)” another digest than its name")
            }
        }
        if let missing = MemberNames.required(in: form).first(where: { !seen.contains($0) }) {
            throw ArchiveFailure(.members, "it does not list “\(missing)”")
        }
        let parts = members.count { MemberNames.isEntries($0.name) }
        if form == .ledger, let gap = MemberNames.entries(parts: parts).first(where: { !seen.contains($0) }) {
            throw ArchiveFailure(.members, "it does not list “\(gap)”, but later entries")
        }
    }

    var files: [Member] { members.filter { MemberNames.digest(ofFile: $0.name) != nil } }
}

/// The names of what lies in an archive.
enum MemberNames {
    static let database = "ledger.sqlite"
    static let signingKey = "signing.key"
    static let checkpoints = "ledger/checkpoints.jsonl"
    static let key = "ledger/key.txt"
    static let rowSecret = "ledger/rows.txt"
    private static let files = "files/"

    static func file(_ digest: Digest) -> String { files + digest.hex }

    /// Entries come in parts, so that none is larger than what other programs read: `entries.jsonl`, `entries.2.jsonl` …
    static func entries(part: Int) -> String {
        part == 1 ? "ledger/entries.jsonl" : "ledger/entries.\(part).jsonl"
    }

    static func entries(parts: Int) -> [String] { (0..<max(parts, 1)).map { entries(part: $0 + 1) } }

    static func isEntries(_ name: String) -> Bool {
        let number = name.split(separator: ".").dropFirst().first.flatMap { Int($0) }
        return name == entries(part: 1) || number.map { $0 > 1 && name == entries(part: $0) } ?? false
    }

    /// Nil when it is none of a file, or its name is no digest.
    static func digest(ofFile name: String) -> Digest? {
        name.hasPrefix(files) ? Digest(hex: String(name.dropFirst(files.count))) : nil
    }

    static func required(in form: ArchiveForm) -> [String] {
        switch form {
        case .backup: [database, signingKey]
        case .ledger: [entries(part: 1), checkpoints, key]
        }
    }

    static func isKnown(_ name: String, in form: ArchiveForm) -> Bool {
        required(in: form).contains(name) || digest(ofFile: name).map { file($0) == name } ?? false
            || form == .ledger && (isEntries(name) || name == rowSecret)
    }
}

extension Array {
    /// Every element transformed; nil when one of them cannot be.
    func every<Result>(_ transform: (Element) -> Result?) -> [Result]? {
        let results = compactMap(transform)
        return results.count == count ? results : nil
    }
}
