import Foundation
import Ledger
import Storage
import Testing

@Suite("Attachments")
struct AttachmentStoreTests {
    let folder = TemporaryFolder()
    private var store: AttachmentStore { AttachmentStore(folder: folder.path.appending("files")) }
    private let report = Array("Bias report of the loan scorer".utf8)

    @Test("lie under the digest of their content and come back as they were")
    func roundTrip() throws {
        let kept = try store.write(report)
        #expect(kept == Attachment(digest: Digest(of: report), byteCount: report.count))
        let hex = kept.digest.hex
        #expect(try folder.contents() == ["files/\(hex.prefix(2))/\(hex)": report])
        #expect(try store.read(kept.digest) == report)
        #expect(try store.contains(kept.digest))
        #expect(try store.byteCount(of: kept.digest) == report.count)
        let attributes = try FileManager.default.attributesOfItem(atPath: file(of: kept.digest))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("of one content are one file, and an empty one is one too")
    func same() throws {
        let first = try store.write(report)
        #expect(try store.write(report) == first)
        let empty = try store.write([])
        #expect(try store.read(empty.digest) == [])
        #expect(try store.survey().attachments.count == 2)
    }

    @Test("are copied from a file and to one in pieces")
    func files() throws {
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try folder.write("source", large)
        let kept = try store.copy(from: folder.path.appending("source"))
        #expect(kept == Attachment(digest: Digest(of: large), byteCount: large.count))
        let target = folder.path.appending("target")
        try store.copy(kept.digest, to: target)
        #expect(try folder.read("target") == large)
        let failure = #expect(throws: AttachmentFailure.self) { try store.copy(kept.digest, to: target) }
        #expect(failure?.code == "store.unavailable", "a file that is there is not written over")
    }

    @Test("that are absent are said to be so")
    func absent() throws {
        let digest = Digest(of: report)
        #expect(try !store.contains(digest))
        #expect(throws: AttachmentFailure.absent(digest)) { try store.read(digest) }
        #expect(throws: AttachmentFailure.absent(digest)) {
            try store.copy(digest, to: folder.path.appending("target"))
        }
        try store.remove(digest)
        #expect(try store.survey() == AttachmentSurvey())
        #expect(try folder.contents() == [:])
    }

    @Test("that were changed are not given out, and are whole again when they come again")
    func damaged() throws {
        let digest = try store.write(report).digest
        try Data("Bias report of the loan scorer!".utf8).write(to: URL(fileURLWithPath: file(of: digest)))
        #expect(throws: AttachmentFailure.damaged(digest)) { try store.read(digest) }
        #expect(throws: AttachmentFailure.damaged(digest)) {
            try store.copy(digest, to: folder.path.appending("target"))
        }
        #expect(try folder.contents()["target"] == nil)
        let attachments = try store.survey().attachments
        var seen: [Digest] = []
        #expect(try store.damaged(among: attachments) { seen.append($0.digest) } == [digest])
        #expect(seen == [digest])
        _ = try store.write(report)
        #expect(try store.read(digest) == report)
        #expect(try store.damaged(among: attachments) == [])
    }

    @Test("that are too large are refused and leave nothing")
    func tooLarge() throws {
        let small = AttachmentStore(folder: folder.path.appending("files"), byteCountMax: 29)
        let tooLarge = AttachmentFailure.tooLarge(byteCountMax: 29)
        #expect(throws: tooLarge) { try small.write(report) }
        try folder.write("source", report)
        #expect(throws: tooLarge) { try small.copy(from: folder.path.appending("source")) }
        #expect(throws: AttachmentFailure.self) { try small.copy(from: FilePath("/dev/zero")) }
        #expect(throws: AttachmentFailure.self) { try small.copy(from: folder.path) }
        #expect(throws: AttachmentFailure.self) { try small.copy(from: folder.path.appending("none")) }
        #expect(try folder.contents() == ["source": report])
    }

    @Test("are gone once removed")
    func removed() throws {
        let digest = try store.write(report).digest
        try store.remove(digest)
        #expect(throws: AttachmentFailure.absent(digest)) { try store.read(digest) }
        #expect(try folder.contents() == [:])
    }

    @Test("are told from what else lies in their folder, which stays")
    func strangers() throws {
        let digest = try store.write(report).digest
        let shelf = "files/\(digest.hex.prefix(2))"
        let other = Digest(of: [1]).hex
        try folder.write("files/notes.txt", [1])
        try folder.write("files/0", [])
        try folder.write("\(shelf)/\(digest.hex).bak", [2])
        try folder.write("\(shelf)/\(other)", [1])
        try FileManager.default.createDirectory(
            atPath: folder.path.appending("files/AB").text, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("files/link").text, withDestinationPath: "/etc/passwd")
        let before = try folder.contents()
        let survey = try store.survey()
        #expect(survey.attachments.map(\.digest) == [digest])
        #expect(
            survey.strangers.sorted()
                == [
                    "0", "AB", "link", "notes.txt", "\(digest.hex.prefix(2))/\(digest.hex).bak",
                    shelf.dropFirst(6) + "/" + other,
                ]
                .sorted())
        #expect(try folder.contents() == before)
    }

    @Test("half written in a crash are not listed, and are removed on request")
    func abandoned() throws {
        let digest = try store.write(report).digest
        try folder.write("files/.unfinished-a1b2c3", [1, 2])
        #expect(try store.survey().strangers == [])
        try store.removeAbandoned()
        #expect(try folder.contents().count == 1)
        #expect(try store.read(digest) == report)
    }

    @Test("written by many at a time are all there")
    func concurrent() async throws {
        let store = store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    _ = try store.write(Array("attachment \(number % 20)".utf8))
                    try store.removeAbandoned()
                }
            }
            try await group.waitForAll()
        }
        let survey = try store.survey()
        #expect(survey.attachments.count == 20)
        #expect(survey.strangers == [])
        #expect(try store.damaged(among: survey.attachments) == [])
    }

    @Test("are held together by many or alone by one, until they are let go of")
    func holds() async throws {
        let first = try await store.hold(.together, attempts: 1)
        let second = try await store.hold(.together, attempts: 1)
        await #expect(throws: AttachmentFailure.self) { try await store.hold(.alone, attempts: 2) }
        first.letGo()
        await #expect(throws: AttachmentFailure.self) { try await store.hold(.alone, attempts: 1) }
        second.letGo()
        let alone = try await store.hold(.alone, attempts: 1)
        let failure = await #expect(throws: AttachmentFailure.self) { try await store.hold(.together, attempts: 1) }
        #expect(failure?.code == "store.busy")
        alone.letGo()
        _ = try await store.hold(.together, attempts: 1)
        #expect(try store.survey() == AttachmentSurvey())
    }

    private func file(of digest: Digest) -> String {
        folder.path.appending("files/\(digest.hex.prefix(2))/\(digest.hex)").text
    }
}
