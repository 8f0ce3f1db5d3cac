import AIMS
import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

/// One way to spoil an archive, and what is said about it.
struct Spoiling: Sendable, CustomTestStringConvertible {
    let name: String
    let code: ArchiveFailure.Code
    /// What the message names: the place of the trouble.
    let words: String
    let spoil: @Sendable (inout Parcel) throws -> Void

    init(
        _ name: String, _ code: ArchiveFailure.Code, _ words: String,
        _ spoil: @escaping @Sendable (inout Parcel) throws -> Void
    ) {
        self.name = name
        self.code = code
        self.words = words
        self.spoil = spoil
    }

    var testDescription: String { name }

    /// Whatever the archive is.
    static let ofBoth = [
        Spoiling("no list of contents", .foreign, "has not made it") { $0.members[$0.manifestName] = nil },
        Spoiling("two lists of contents", .foreign, "has not made it") {
            $0.members["backup.json"] = Array("{}".utf8)
            $0.members["archive.json"] = Array("{}".utf8)
        },
        Spoiling("a list that is no JSON", .manifest, "it is no JSON: line 1, column 2") {
            $0.members[$0.manifestName] = Array("{x".utf8)
        },
        Spoiling("a list that is too deep", .manifest, "within each other") {
            $0.members[$0.manifestName] = Array(String(repeating: "[", count: 100).utf8)
        },
        Spoiling("a list that is no object", .manifest, "“format” is not") {
            $0.members[$0.manifestName] = Array("7".utf8)
        },
        Spoiling("another format", .manifest, "“format” is not hallmark-") { try $0.change("format", to: "zip/1") },
        Spoiling("a format of later", .tooNew, "a newer Hallmark has written. Update Hallmark") { parcel in
            let format = try parcel.manifest["format"]?.string ?? ""
            try parcel.change("format", to: .string(format.replacingOccurrences(of: "/1", with: "/2")))
        },
        Spoiling("an unknown word", .manifest, "“sizes” is unknown") { try $0.change("sizes", to: 1) },
        Spoiling("no origin", .manifest, "“origin” is missing") { try $0.change("origin", to: nil) },
        Spoiling("fewer than no entries", .manifest, "“entries” is missing or makes no sense") {
            try $0.change("entries", to: -1)
        },
        Spoiling("a member without a digest", .manifest, "“members” is missing or makes no sense") {
            try $0.change("members", to: [["name": "ledger.sqlite"]])
        },
        Spoiling("a member listed twice", .manifest, "twice") { parcel in
            let members = try parcel.manifest["members"]?.array ?? []
            try parcel.change("members", to: .array(members + members.prefix(1)))
        },
        Spoiling("an extra member", .members, "“readme.txt” lies in it") { $0.members["readme.txt"] = [1] },
        Spoiling("an extra member in the list too", .members, "“readme.txt”, which does not belong") {
            $0.members["readme.txt"] = [1]
            try $0.relist()
        },
        Spoiling("a file under another digest", .manifest, "another digest than its name") { parcel in
            let file = parcel.members.keys.filter { $0.hasPrefix("files/") }.max() ?? ""
            parcel.members[file] = Array("another text".utf8)
            try parcel.relist()
        },
        Spoiling("a file that is too long", .altered, "has 21 bytes and should have 20") { parcel in
            let file = parcel.members.keys.filter { $0.hasPrefix("files/") }.max() ?? ""
            parcel.members[file]?.append(1)
        },
        Spoiling("a missing file", .members, "is missing from it") { parcel in
            parcel.members = parcel.members.filter { !$0.key.hasPrefix("files/") }
        },
        Spoiling("a missing file that the list does not name", .members, "a record speaks of the file") { parcel in
            parcel.members = parcel.members.filter { !$0.key.hasPrefix("files/") }
            try parcel.relist()
        },
        Spoiling("fewer entries than the list says", .altered, "list of contents speaks of") { parcel in
            let entries = try parcel.manifest["entries"]?.integer ?? 0
            try parcel.change("entries", to: .integer(entries + 1))
        },
        Spoiling("another key than the list says", .key, "its list of contents names") {
            try $0.change("key", to: "test/slips+12345678+AAAA")
        },
        Spoiling("another last checkpoint than the list says", .altered, "list of contents speaks of") {
            try $0.change("checkpoint", to: "hallmark/x\n3\n\n")
        },
    ]
}
