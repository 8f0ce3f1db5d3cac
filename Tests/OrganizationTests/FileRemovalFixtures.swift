import AIMS
import Foundation
import Ledger
import Organization
import Records
import Storage
import Synchronization
import Testing

/// Something that goes on beside the test.
final class Coming: Sendable {
    private let task = Mutex<Task<Void, any Error>?>(nil)
    private let done = Atomic(false)

    var isDone: Bool { done.load(ordering: .sequentiallyConsistent) }

    func begin(_ work: @escaping @Sendable () async throws -> Void) {
        let begun = Task {
            try await work()
            self.done.store(true, ordering: .sequentiallyConsistent)
        }
        task.withLock { $0 = begun }
    }

    func end() async throws { try await task.withLock { $0 }?.value }
}

/// A folder of slips that have a file each.
final class Drawer: Sendable {
    private let place: URL
    let store: SQLiteStore

    init() throws {
        place = FileManager.default.temporaryDirectory.appending(path: "hallmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        store = try SQLiteStore.create(at: FilePath(place.appending(path: "ledger.sqlite").path(percentEncoded: false)))
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: place)
    }

    private var path: FilePath { FilePath(place.path(percentEncoded: false)) }
    var attachments: AttachmentStore { AttachmentStore(folder: path.appending("files")) }

    func open(_ rules: Rulebook) async throws -> Node {
        try await Node.open(
            store, key: try SigningKey(name: "test/slips", seed: [UInt8](repeating: 7, count: 32)), rules: rules,
            capabilities: Rehearsed().capabilities, zone: .utc, folder: try OrganizationFolder(opening: path),
            saving: .never)
    }

    func keep(_ content: String) async throws -> Digest {
        let node = try await open(.filedSlips)
        let kind = node.rules.declarations.kind(FiledSlip.self)
        let bytes = Array(content.utf8)
        let values = try kind.assignments(fromText: [("line", "one"), ("file", bytes.asFile("slip.txt"))])
        _ = try await node.submit(keeping: [Digest(of: bytes): bytes]) { _ in
            Command([.create(kind, state: nil, values: values)], by: Workshop.ines)
        }
        return Digest(of: bytes)
    }
}

/// As `Slip`, with a field that slips do not have any more.
struct FiledSlip: RecordKind {
    static let about = Slip.about
    static let lifecycle = Lifecycle<FiledSlip>(
        creators: [.anyone], editors: [.anyone], closed: [.done],
        transitions: [Transition("Finish", from: [.open], to: .done, by: [.anyone])])
    typealias State = Slip.State

    let line = text("Line", required: true)
    let file = attachment("File")
    init() {}
}

extension Rulebook {
    static let filedSlips = {
        var rules = Rulebook.slips
        rules.declarations = Declarations([FiledSlip.self], later: ["Person"])
        return rules
    }()
}

extension [UInt8] {
    /// As a field of one file takes it.
    func asFile(_ name: String) -> String {
        let file: JSON = [
            "name": .string(name), "sha256": .string(Digest(of: self).hex), "size": .integer(Int64(count)),
            "mime": "text/plain",
        ]
        return file.text
    }
}

extension Register {
    func names(_ digest: Digest) -> Bool {
        declarations.kinds.flatMap { histories(of: $0) }.flatMap(\.changes).flatMap(\.assignments)
            .compactMap(\.value).contains { value in
                if case .attachment(let file) = value { file.digest == digest } else { false }
            }
    }
}

extension Agency {
    /// Evidence with a file that comes with the command.
    @discardableResult
    func bring(
        _ content: String, more: [(key: String, value: String)] = [], on other: Node? = nil
    ) async throws -> RecordID {
        let node = other ?? node
        let kind = node.rules.declarations.kind(Evidence.self)
        let bytes = Array(content.utf8)
        let values = try kind.assignments(
            fromText: [
                ("kind", "Minutes"), ("source", "Board"), ("grade", "E1"), ("file", bytes.asFile("minutes.txt")),
            ]
                + more)
        return try await node.submit(keeping: [Digest(of: bytes): bytes]) { _ in
            Command([.create(kind, state: nil, values: values)], by: Workshop.ines)
        }[0].record
    }

    /// Puts files in place of those that a system has; the entry that does.
    func attach(_ contents: [String], to id: RecordID) async throws -> EntryIndex {
        let files = contents.map { Array($0.utf8) }
        let list = "[" + files.map { $0.asFile("minutes.txt") }.joined(separator: ",") + "]"
        let values = try node.rules.declarations.kind(AISystem.self).assignments(
            from: ["attachments": JSON(parsing: Array(list.utf8))])
        let byDigest = Dictionary(uniqueKeysWithValues: files.map { (Digest(of: $0), $0) })
        return try await node.submit(keeping: byDigest) { _ in
            Command([.change(id, values: values, expecting: nil)], by: Workshop.ines)
        }[0].sequence
    }

    func opened() throws -> SQLiteStore { try SQLiteStore(opening: path("agency/ledger.sqlite")) }

    func open(over store: some LedgerStore) async throws -> Node {
        let folder = try OrganizationFolder(opening: path("agency"))
        return try await Node.open(
            store, key: Node.signingKey(of: folder), rules: .aims, capabilities: capabilities,
            zone: Node.zone(of: store, capabilities), folder: folder, saving: .never)
    }

    /// Which files are noted as in question.
    func notes() async throws -> [String] {
        let store = try SQLiteStore(opening: path("agency/ledger.sqlite"), access: .readOnly)
        defer { try? store.close() }
        return try await store.settings().keys.filter { $0.hasPrefix("fileInQuestion.") }
    }
}
