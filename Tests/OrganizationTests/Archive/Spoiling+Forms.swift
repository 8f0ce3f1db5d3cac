import Exchange
import Foundation
import Ledger
import Organization
import Records
import Storage
import Testing

extension Spoiling {
    static let ofBackup = [
        Spoiling("no key", .members, "“signing.key” is missing from it") { $0.members["signing.key"] = nil },
        Spoiling("no key in the list either", .members, "does not list “signing.key”") {
            $0.members["signing.key"] = nil
            try $0.relist()
        },
        Spoiling("a key that is none", .altered, "signing key in it cannot be read") {
            $0.members["signing.key"] = Array("PRIVATE+KEY+x\n".utf8)
            try $0.relist()
        },
        Spoiling("a changed entry", .altered, "the content of “ledger.sqlite” is not what") {
            $0.members["ledger.sqlite"] = $0.members["ledger.sqlite"]?.replacing("Loan scorer", with: "Moan scorer")
        },
        Spoiling("a changed entry, and the list too", .damaged, "entry SCORER, body") {
            $0.members["ledger.sqlite"] = $0.members["ledger.sqlite"]?.replacing("Loan scorer", with: "Moan scorer")
            try $0.relist()
        },
        Spoiling("something else than a ledger", .damaged, "is no SQLite database") {
            $0.members["ledger.sqlite"] = Array("Dear diary".utf8)
            try $0.relist()
        },
        Spoiling("half a ledger", .damaged, "not what was signed") {
            $0.members["ledger.sqlite"] = $0.members["ledger.sqlite"].map { Array($0.prefix($0.count / 2)) }
            try $0.relist()
        },
        Spoiling("a ledger of later", .tooNew, "a newer Hallmark has written the ledger") {
            $0.members["ledger.sqlite"]?.replaceSubrange(60..<64, with: [0, 0, 0, 99])
            try $0.relist()
        },
    ]

    static let ofLedger = [
        Spoiling("a changed entry", .altered, "the content of “ledger/entries.jsonl” is not what") {
            $0.change(entries: "Loan scorer", to: "Moan scorer")
        },
        Spoiling("a changed entry, and the list too", .damaged, "entry SCORER, body") {
            $0.change(entries: "Loan scorer", to: "Moan scorer")
            try $0.relist()
        },
        Spoiling("a changed value beside an entry", .damaged, "entry SCORER, value \"description\"") {
            $0.change(entries: "Scores loans.", to: "Scores goats.")
            try $0.relist()
        },
        Spoiling("an entry that is cut off", .damaged, "entries, line") {
            $0.members["ledger/entries.jsonl"]?.removeLast(20)
            try $0.relist()
        },
        Spoiling("an entry that is too deep", .damaged, "entries, line 1: column") {
            let deep = String(repeating: "[", count: 100) + "\n"
            $0.members["ledger/entries.jsonl"] = Array(deep.utf8) + ($0.members["ledger/entries.jsonl"] ?? [])
            try $0.relist()
        },
        Spoiling("a missing last entry", .damaged, "missing: a checkpoint over") { parcel in
            var lines = parcel.lines("ledger/entries.jsonl")
            lines.removeLast()
            parcel.members["ledger/entries.jsonl"] = lines.flatMap { $0 + [10] }
            try parcel.relist()
        },
        Spoiling("entries that nobody signed", .damaged, "entries are under no checkpoint") { parcel in
            var lines = parcel.lines("ledger/checkpoints.jsonl")
            lines.removeLast()
            parcel.members["ledger/checkpoints.jsonl"] = lines.flatMap { $0 + [10] }
            try parcel.relist()
        },
        Spoiling("no checkpoint at all", .damaged, "entries are under no checkpoint") {
            $0.members["ledger/checkpoints.jsonl"] = []
            try $0.relist()
        },
        Spoiling("checkpoints that are none", .damaged, "checkpoints, line 1") {
            $0.members["ledger/checkpoints.jsonl"] = Array("{}\n".utf8)
            try $0.relist()
        },
        Spoiling("a key that is none", .altered, "verifier key") {
            $0.members["ledger/key.txt"] = Array("no key\n".utf8)
            try $0.relist()
        },
        Spoiling("a second part without a first", .members, "does not list “ledger/entries.jsonl”") {
            $0.members["ledger/entries.2.jsonl"] = $0.members.removeValue(forKey: "ledger/entries.jsonl")
            try $0.relist()
        },
        Spoiling("a gap between parts", .members, "does not list “ledger/entries.2.jsonl”") {
            $0.members["ledger/entries.3.jsonl"] = []
            try $0.relist()
        },
        Spoiling("a file that no record speaks of", .members, "no record speaks of the file") {
            let bytes = Array("smuggled".utf8)
            $0.members["files/" + Digest(of: bytes).hex] = bytes
            try $0.relist()
        },
    ]
}

extension Parcel {
    func lines(_ name: String) -> [[UInt8]] {
        (members[name] ?? []).split(separator: 10).map(Array.init)
    }

    mutating func change(entries old: String, to new: String) {
        members["ledger/entries.jsonl"] = members["ledger/entries.jsonl"]?.replacing(old, with: new)
    }
}
