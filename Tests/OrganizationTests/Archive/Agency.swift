import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage

/// A founded organization in a folder that is gone when the test is, with room beside it for archives.
final class Agency: Sendable {
    let place: URL
    let clock: Rehearsed
    let capabilities: Capabilities
    let node: Node

    private init(place: URL, clock: Rehearsed, capabilities: Capabilities, node: Node) {
        self.place = place
        self.clock = clock
        self.capabilities = capabilities
        self.node = node
    }

    /// - Parameter draws: how often chance was asked before, so that two agencies get different keys.
    static func found(zone: String = "Europe/Amsterdam", afterDraws draws: Int = 0) async throws -> Agency {
        let place = FileManager.default.temporaryDirectory.appending(path: "hallmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let clock = Rehearsed()
        var capabilities = clock.capabilities
        capabilities.zone = { TimeZoneRules.system($0) }
        for _ in 0..<draws { _ = capabilities.randomBytes(1) }
        let founding = Founding(
            organization: "Example Agency", timeZone: zone, managerName: "Ada Example",
            managerEmail: "ada@agency.example")
        let node = try await Node.found(
            at: FilePath(place.appending(path: "agency").path(percentEncoded: false)), founding,
            capabilities: capabilities, account: "tester")
        return Agency(place: place, clock: clock, capabilities: capabilities, node: node)
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    func path(_ name: String) -> FilePath { FilePath(place.appending(path: name).path(percentEncoded: false)) }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: place.appending(path: name))) }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: place.appending(path: name)) }

    /// What lies in the place, hidden names too.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false)).sorted()
    }

    var savedState: SavedState { SavedState(folder: path("agency/state")) }

    var attachments: AttachmentStore { AttachmentStore(folder: path("agency/files")) }

    @discardableResult
    func create<K: RecordKind>(_ type: K.Type, _ values: [(key: String, value: String)]) async throws -> RecordID {
        let kind = node.rules.declarations.kind(type)
        return try await submit([.create(kind, state: nil, values: try kind.assignments(fromText: values))])[0].record
    }

    @discardableResult
    func submit(_ acts: [Act], reason: String? = nil) async throws -> [Change] {
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        return try await node.submit(Command(acts, by: ada, reason: reason))
    }

    /// Evidence with a file that is kept.
    @discardableResult
    func attach(_ content: String, named name: String = "minutes.txt") async throws -> (id: RecordID, digest: Digest) {
        let kept = try attachments.write(Array(content.utf8))
        let file: JSON = [
            "name": .string(name), "sha256": .string(kept.digest.hex), "size": .integer(Int64(kept.byteCount)),
            "mime": "text/plain",
        ]
        let id = try await create(
            Evidence.self, [("kind", "Minutes"), ("source", "Board"), ("grade", "E1"), ("file", file.text)])
        return (id, kept.digest)
    }

    /// Systems, a file, a value that was erased and a file that was erased.
    func live() async throws {
        let scorer = try await create(AISystem.self, [("name", "Loan scorer"), ("description", "Scores loans.")])
        try await create(AISystem.self, [("name", "Übersetzer \"Ü\" \u{1F30D}")])
        _ = try await attach("Minutes of the board")
        let gone = try await attach("Minutes with a name in them", named: "private.txt")
        let system = node.rules.declarations.kind(AISystem.self)
        try await submit([
            .change(
                scorer, values: try system.assignments(fromText: [("description", "Scores loans of Jane Doe.")]),
                expecting: nil)
        ])
        try await erase("description", of: scorer)
        try await erase("file", of: gone.id)
    }

    private func erase(_ key: String, of id: RecordID) async throws {
        let history = node.register.history(id)
        guard let entry = history?.changes.last?.sequence else { return }
        try await submit([.erase(id, entry: entry, key: key)], reason: "Asked for by the person")
    }

    /// The entry that registered the first system.
    var scorerEntry: Int {
        node.register.history(RecordID(prefix: "SYS", number: 1, digits: 1))?.changes[0].sequence.value ?? -1
    }

    func reopened(_ name: String) async throws -> Node {
        try await Node.open(at: path(name), capabilities: capabilities)
    }
}

/// The members of an archive in memory, to be changed and written again.
struct Parcel {
    var members: [String: [UInt8]] = [:]
    let manifestName: String

    init(_ path: FilePath, manifestName: String) throws {
        self.manifestName = manifestName
        let zip = try ZipReader(path: path.text)
        for member in zip.members { members[member.name] = try zip.bytes(of: member.name) }
    }

    var manifest: JSON {
        get throws { try JSON(parsing: members[manifestName] ?? []) }
    }

    mutating func change(_ key: String, to value: JSON?) throws {
        var object = try manifest.object ?? [:]
        object[key] = value
        members[manifestName] = JSON.object(object).bytes
    }

    /// Makes the list of contents agree with what lies there, as somebody would who tampers with care.
    mutating func relist() throws {
        let listed = members.filter { $0.key != manifestName }.sorted { $0.key < $1.key }.map { name, bytes -> JSON in
            [
                "name": .string(name), "sha256": .string(Digest(of: bytes).hex), "size": .integer(Int64(bytes.count)),
            ]
        }
        try change("members", to: .array(listed))
    }

    func write(to path: FilePath) throws {
        try ZipWriter.write(members.map { ZipWriter.Member($0.key, .bytes($0.value)) }, to: path.text)
    }
}

extension [UInt8] {
    func replacing(_ text: String, with other: String) -> [UInt8] {
        let (old, new) = (Array(text.utf8), Array(other.utf8))
        var result: [UInt8] = []
        var rest = self[...]
        while let range = rest.firstRange(of: old) {
            result += rest[..<range.lowerBound] + new
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    func holds(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
