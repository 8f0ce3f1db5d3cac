import Exchange
import Foundation
import Testing

@Suite("An archive")
final class ZipTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "hallmark-zip-\(UUID().uuidString)")
    private var files = 0

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Where nothing is yet.
    private func path() throws -> String {
        files += 1
        return folder.appendingPathComponent("\(files).zip").path
    }

    private func file(_ bytes: [UInt8]) throws -> String {
        let path = try path()
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func bytes(at path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func problem(
        _ members: [RawArchive.Member], _ limits: ZipLimits = .standard, reading name: String? = nil
    ) throws -> ZipProblem? {
        let path = try file(RawArchive.bytes(members))
        return #expect(throws: ZipProblem.self) {
            let reader = try ZipReader(path: path, limits: limits)
            if let name { _ = try reader.bytes(of: name) }
        }
    }

    @Test("stops when it is told to, and leaves nothing; else it says how far it is")
    func stopping() throws {
        let large = try file([UInt8](repeating: 7, count: 2 << 20))
        let stopped = try path()
        let problem = #expect(throws: ZipProblem.self) {
            try ZipWriter.write([.init("a", .file(path: large))], to: stopped) { $0 < 0.5 }
        }
        #expect(problem?.code == .stopped)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names == [URL(fileURLWithPath: large).lastPathComponent])
        var parts: [Double] = []
        try ZipWriter.write([.init("a", .file(path: large))], to: path()) {
            parts.append($0)
            return true
        }
        #expect(parts == parts.sorted() && parts.count > 10 && parts.allSatisfy { (0...1).contains($0) })
    }

    @Test("packs a file of text and stores any other")
    func text() throws {
        let lines = try file(Array(String(repeating: "a line\n", count: 10_000).utf8))
        let (packed, stored) = (try path(), try path())
        try ZipWriter.write([.init("a", .text(path: lines))], to: packed)
        try ZipWriter.write([.init("a", .file(path: lines))], to: stored)
        #expect(try bytes(at: packed).count < 2_000)
        #expect(try bytes(at: stored).count > 70_000)
        #expect(try ZipReader(path: packed).bytes(of: "a") == bytes(at: lines))
    }

    @Test("gives back what was put into it, in the order of names")
    func roundTrip() throws {
        let path = try path()
        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let attachment = try file(large)
        try ZipWriter.write(
            [
                .init("ledger/b.json", .bytes(Array("{}".utf8))), .init("größe.txt", .bytes([])),
                .init("files/ab/abc", .file(path: attachment)), .init("ledger/a.json", .bytes(large)),
            ], to: path)
        let reader = try ZipReader(path: path)
        #expect(reader.members.map(\.name) == ["files/ab/abc", "größe.txt", "ledger/a.json", "ledger/b.json"])
        #expect(reader.members.map(\.size) == [300_000, 0, 300_000, 2])
        #expect(try reader.bytes(of: "files/ab/abc") == large)
        #expect(try reader.bytes(of: "ledger/a.json") == large)
        #expect(try reader.bytes(of: "größe.txt") == [])
        #expect(try reader.bytes(of: "ledger/b.json") == Array("{}".utf8))
    }

    @Test("is the same, byte for byte, whatever the order of its members")
    func deterministic() throws {
        let members = ["c", "a", "b/x"].map { ZipWriter.Member($0, .bytes(Array("text of \($0)".utf8))) }
        let paths = [try path(), try path()]
        try ZipWriter.write(members, to: paths[0])
        try ZipWriter.write(members.reversed(), to: paths[1])
        #expect(try bytes(at: paths[0]) == bytes(at: paths[1]))
        let archive = try bytes(at: paths[0])
        // Time and day of the first local header.
        #expect(Array(archive[10..<14]) == [0, 0, 0x21, 0])
    }

    @Test("streams a member in chunks and outlives the reader")
    func stream() throws {
        let path = try path()
        let text = Array(repeating: UInt8(ascii: "x"), count: ZipStream.chunkBytes * 2 + 1)
        try ZipWriter.write([.init("a", .bytes(text))], to: path)
        func open() throws -> ZipStream { try ZipReader(path: path).stream("a") }
        var stream = try open()
        var sizes: [Int] = []
        while let chunk = try stream.next() { sizes.append(chunk.count) }
        #expect(sizes == [ZipStream.chunkBytes, ZipStream.chunkBytes, 1])
    }

    @Test("made by another tool is read, folders and all")
    func foreign() throws {
        var folder = RawArchive.Member("docs/", [])
        folder.mode = 0o040755
        let path = try file(RawArchive.bytes([folder, .init("docs/a.txt")]))
        #expect(try ZipReader(path: path).members.map(\.name) == ["docs/a.txt"])
    }

    @Test(
        "is refused when a name leads elsewhere or cannot be trusted",
        arguments: [
            "/etc/passwd", "../a", "a/../../b", "a/./b", "a//b", "a\\b", "C:/a", "c:a", "a\nb", "a\u{7F}", "",
            String(repeating: "n", count: 513),
        ])
    func badNames(name: String) throws {
        #expect(try problem([.init("ok"), .init(name)])?.code == .badName)
        #expect(throws: ZipProblem.self) { try ZipWriter.write([.init(name, .bytes([]))], to: try path()) }
    }

    @Test("says of an absolute path what it is", arguments: ["/etc/passwd", "C:a"])
    func absolutePaths(name: String) throws {
        #expect(try problem([.init(name)])?.message.contains("absolute path") == true)
    }

    @Test(
        "takes names with dots, colons and spaces that lead nowhere", arguments: ["a..b", "..a", "a b:c", "é/ü.json"])
    func goodNames(name: String) throws {
        let path = try path()
        try ZipWriter.write([.init(name, .bytes([1]))], to: path)
        #expect(try ZipReader(path: path).bytes(of: name) == [1])
    }

    @Test("is refused when names are not UTF-8, stand twice, or for a file and a folder")
    func doubtfulNames() throws {
        var latin = RawArchive.Member("x")
        (latin.name, latin.flags) = ([0xE9], 0)
        #expect(try problem([latin])?.code == .badName)
        #expect(try problem([.init("a"), .init("b"), .init("a")])?.code == .sameName)
        #expect(try problem([.init("a"), .init("a/b")])?.code == .sameName)
        #expect(try problem([.init("a/b/c"), .init("a/b")])?.code == .sameName)
        #expect(try problem([.init("a/é"), .init("a/e\u{301}")])?.code == .sameName)
    }

    @Test("is refused when a member is encrypted, packed in an unusual way, or a link")
    func unreadable() throws {
        var encrypted = RawArchive.Member("a")
        encrypted.flags |= 1
        #expect(try problem([encrypted])?.code == .encrypted)
        var unusual = RawArchive.Member("a")
        unusual.method = 12
        #expect(try problem([unusual])?.code == .unknownCompression)
        var link = RawArchive.Member("a", Array("/etc/passwd".utf8))
        link.mode = 0o120777
        #expect(try problem([link])?.code == .notAFile)
        var folder = RawArchive.Member("a/", [1])
        folder.mode = 0o040755
        #expect(try problem([folder])?.code == .notAFile)
    }

    @Test("is refused beyond each limit before anything is unpacked")
    func limits() throws {
        var limits = ZipLimits.standard
        limits.members = 1
        #expect(try problem([.init("a"), .init("b")], limits)?.code == .tooManyMembers)
        limits = .standard
        limits.memberBytes = 3
        #expect(try problem([.init("a")], limits)?.code == .tooLarge)
        limits = .standard
        limits.totalBytes = 7
        #expect(try problem([.init("a"), .init("b")], limits)?.code == .tooLarge)
        limits.totalBytes = 8
        #expect(throws: Never.self) {
            try ZipReader(path: file(RawArchive.bytes([.init("a"), .init("b")])), limits: limits)
        }
    }

    @Test("is refused when a member unpacks to far more than it is")
    func denseMember() throws {
        let path = try path()
        let noise = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let zeros = [UInt8](repeating: 0, count: 200_000)
        try ZipWriter.write([.init("noise", .file(path: file(noise))), .init("zeros", .bytes(zeros))], to: path)
        #expect(throws: Never.self) { try ZipReader(path: path) }
        var limits = ZipLimits.standard
        limits.looseBytes = 1_000
        let dense = #expect(throws: ZipProblem.self) { try ZipReader(path: path, limits: limits) }
        #expect(dense?.code == .tooDense)
        #expect(dense?.member == "zeros")
    }

    @Test("is refused when all its members together unpack to far more than it is")
    func denseArchive() throws {
        let path = try path()
        let members = (0..<20).map { ZipWriter.Member("m\($0)", .bytes([UInt8](repeating: 0, count: 1_000))) }
        try ZipWriter.write(members, to: path)
        var limits = ZipLimits.standard
        (limits.looseBytes, limits.ratio) = (1_000, 5)
        let dense = #expect(throws: ZipProblem.self) { try ZipReader(path: path, limits: limits) }
        #expect(dense?.code == .tooDense)
        #expect(dense?.member == nil)
    }

    @Test("is refused when its two lists of members disagree")
    func disagreeing() throws {
        var member = RawArchive.Member("a")
        member.otherName = Array("b".utf8)
        #expect(try problem([member])?.code == .damaged)
    }

    @Test("is refused when members share their bytes")
    func overlapping() throws {
        var inner = RawArchive.Member("b", Array(repeating: 65, count: 2_000))
        let outer = RawArchive.Member("a", RawArchive.local(inner))
        inner.isInsideFirst = true
        #expect(try problem([outer, inner])?.code == .overlapping)
    }

    @Test("is refused while reading when a member is not what the archive said")
    func lies() throws {
        var wrong = RawArchive.Member("a")
        wrong.checksum = 1
        #expect(try problem([wrong], reading: "a")?.code == .damaged)
        // A stored block of four bytes, as deflate has it.
        let packed: [UInt8] = [1, 4, 0, 0xFB, 0xFF] + Array("text".utf8)
        for claimed in [UInt32(3), 5] {
            var member = RawArchive.Member("a", packed)
            (member.method, member.claimedSize) = (8, claimed)
            member.checksum = RawArchive.checksum(of: Array("text".utf8))
            #expect(try problem([member], reading: "a")?.code == .damaged)
            member.claimedSize = 4
            #expect(try ZipReader(path: file(RawArchive.bytes([member]))).bytes(of: "a") == Array("text".utf8))
        }
    }

    @Test("is refused wherever it is cut off")
    func truncated() throws {
        let whole = RawArchive.bytes([.init("a"), .init("b")])
        for length in 0..<whole.count {
            let path = try file(Array(whole.prefix(length)))
            #expect(throws: ZipProblem.self) { try ZipReader(path: path) }
        }
    }

    @Test("never crashes and never gives wrong bytes when one of its own is changed")
    func flipped() throws {
        let whole = RawArchive.bytes([.init("a"), .init("b/c", Array("more".utf8))])
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 0x41
            let path = try file(changed)
            guard let reader = try? ZipReader(path: path) else { continue }
            for member in reader.members {
                guard let bytes = try? reader.bytes(of: member.name) else { continue }
                #expect(["text", "more"].contains(String(decoding: bytes, as: UTF8.self)))
            }
        }
    }

    @Test("says what is wrong with a path")
    func paths() throws {
        let path = try path()
        let missing = #expect(throws: ZipProblem.self) { try ZipReader(path: path) }
        #expect(missing?.code == .notFound)
        let foreign = try file(Array("no archive at all, but long enough to look like one".utf8))
        #expect(#expect(throws: ZipProblem.self) { try ZipReader(path: foreign) }?.code == .notAnArchive)
        let there = #expect(throws: ZipProblem.self) { try ZipWriter.write([.init("a", .bytes([]))], to: foreign) }
        #expect(there?.code == .alreadyThere)
        let nowhere = #expect(throws: ZipProblem.self) {
            try ZipWriter.write([.init("a", .bytes([]))], to: path + "/b.zip")
        }
        #expect(nowhere?.code == .notWritten)
        let lost = #expect(throws: ZipProblem.self) {
            try ZipWriter.write([.init("a", .file(path: path + ".gone"))], to: path)
        }
        #expect(lost?.code == .notWritten)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("has no member of another name, and none larger than the reader will hold")
    func members() throws {
        let path = try file(RawArchive.bytes([.init("a")]))
        let reader = try ZipReader(path: path)
        #expect(#expect(throws: ZipProblem.self) { try reader.bytes(of: "b") }?.code == .noSuchMember)
        #expect(#expect(throws: ZipProblem.self) { try reader.bytes(of: "a", bytesMax: 3) }?.code == .tooLarge)
    }
}
