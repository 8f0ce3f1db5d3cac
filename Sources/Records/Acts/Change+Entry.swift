package import Ledger

/// A change as an entry of the ledger and back. What may be personal is sealed on its own.
extension Change {
    private enum Key {
        static let reason = "@reason"
        static let source = "@source"
        static let account = "@account"
    }

    /// The entry of this change. `salt` gives 32 random bytes at each call.
    ///
    package func entry(_ declarations: Declarations, salt: () -> [UInt8]) -> Entry {
        var body = removes?.accounting ?? [:]
        body["at"] = .string(at.description)
        body["kind"] = .string(kind)
        body["kindVersion"] = .integer(Int64(kindVersion))
        body["known"] = .string(known.code)
        if enteredBy != by { body["by"] = .string(by.text) }
        if let role { body["role"] = .string(role.code) }
        if let onBehalfOf { body["for"] = .string(onBehalfOf.text) }
        if isRecorded { body["recorded"] = true }
        if let speaksOf { body["speaksOf"] = .string(speaksOf.base64) }
        if let step { body["step"] = step.json }
        if !exceptions.isEmpty {
            body["exceptions"] = .array(
                exceptions.map { ["code": .string($0.code), "explanation": .string($0.explanation)] })
        }
        var sealing: [String: (salt: [UInt8], value: JSON)] = [:]
        seal(into: &body, &sealing, declarations.kind(of: record), salt: salt)
        return Entry(
            sequence: sequence, time: enteredAt.milliseconds, actor: enteredBy.text, act: act.rawValue,
            subject: record.text, version: version, salt: salt(), body: body, sealing: sealing)
    }

    private func seal(
        into body: inout [String: JSON], _ sealing: inout [String: (salt: [UInt8], value: JSON)], _ kind: Kind?,
        salt: () -> [UInt8]
    ) {
        var open: [String: JSON] = [:]
        for assignment in assignments {
            guard let field = kind?.fields[assignment.slot] else { continue }
            let json = assignment.value.map(field.type.json) ?? .null
            if field.specification.isPersonal, assignment.value != nil {
                sealing[field.key] = (salt(), json)
            } else {
                open[field.key] = json
            }
        }
        if !open.isEmpty { body["set"] = .object(open) }
        if let reason { sealing[Key.reason] = (salt(), .string(reason)) }
        if let source = recorded?.source { sealing[Key.source] = (salt(), .string(source)) }
        if case .machine(let account) = known { sealing[Key.account] = (salt(), .string(account)) }
    }

    /// Reads an entry that holds a change. Keys that no field has any more are kept as strangers.
    ///
    /// Throws when the entry is none of a change this release understands.
    package init(_ entry: OpenEntry, _ declarations: Declarations) throws(UnreadableEntry) {
        let header = entry.header
        func unreadable(_ what: String) -> UnreadableEntry {
            UnreadableEntry(entry: header.sequence, explanation: what)
        }
        guard let record = RecordID(header.subject) else { throw unreadable("“\(header.subject)” is no record") }
        guard let act = ActName(rawValue: header.act) else { throw unreadable("“\(header.act)” is no act") }
        guard let enteredBy = RecordID(header.actor) else { throw unreadable("“\(header.actor)” is no person") }
        guard let kind = declarations.kind(of: record) else { throw unreadable("no kind has ids like \(record)") }
        guard let body = entry.body else {
            self.init(
                emptied: header.sequence, enteredAt: Moment(milliseconds: header.time), record: record, kind: kind.name,
                version: header.version, act: act, enteredBy: enteredBy)
            return
        }
        guard let at = body["at"]?.string.flatMap({ BusinessTime($0) }) else {
            throw unreadable("it has no business time")
        }
        let kindVersion = Int(body["kindVersion"]?.integer ?? 1)
        guard kindVersion <= kind.about.version else {
            throw unreadable("\(kind.name) is of version \(kindVersion), newer than this program")
        }
        let named = (body["set"]?.object ?? [:]).merging(entry.values.filter { !$0.key.hasPrefix("@") }) { $1 }
        let erased = (body[Entry.sealedKey]?.object ?? [:]).keys.filter {
            entry.values[$0] == nil && !$0.hasPrefix("@")
        }
        let (assignments, strangers) = kind.replayed(named.merging(erased.map { ($0, JSON.null) }) { $1 })
        self.init(
            sequence: header.sequence, enteredAt: Moment(milliseconds: header.time), at: at, record: record,
            kind: body["kind"]?.string ?? kind.name, kindVersion: kindVersion, version: header.version, act: act,
            assignments: assignments, strangers: strangers, step: Step(body["step"]),
            by: body["by"]?.string.flatMap { RecordID($0) } ?? enteredBy,
            role: body["role"]?.string.map { RoleCode($0) },
            onBehalfOf: body["for"]?.string.flatMap { RecordID($0) }, enteredBy: enteredBy,
            known: KnownBy(code: body["known"]?.string, account: entry.values[Key.account]?.string),
            recorded: body["recorded"] == true ? Recorded(source: entry.values[Key.source]?.string) : nil,
            reason: entry.values[Key.reason]?.string,
            speaksOf: body["speaksOf"]?.string.flatMap { Digest(base64: $0) },
            exceptions: (body["exceptions"]?.array ?? []).map {
                RuleException(code: $0["code"]?.string ?? "", explanation: $0["explanation"]?.string ?? "")
            }, removes: Removal(body))
    }
}

/// An entry whose header, body and values have been read.
package struct OpenEntry: Sendable {
    package let header: Header
    /// `nil` when the entry was disposed of.
    package let body: JSON?
    package let values: [String: JSON]

    package init(header: Header, body: JSON?, values: [String: JSON]) {
        self.header = header
        self.body = body
        self.values = values
    }
}

/// An entry that is whole but that this release cannot take in.
package struct UnreadableEntry: Error, Hashable, Sendable, CustomStringConvertible {
    package let entry: EntryIndex
    package let explanation: String

    package var description: String { "entry \(entry) cannot be taken in: \(explanation)" }
}

extension Kind {
    /// Values as the ledger has them, by slot. What has the wrong shape today is kept as it is, among the strangers.
    fileprivate func replayed(_ named: [String: JSON]) -> (assignments: [Assignment], strangers: [String: JSON]) {
        var assignments: [Assignment] = []
        var strangers: [String: JSON] = [:]
        for (key, json) in named {
            if let field = field(key) {
                if json.isNull {
                    assignments.append(Assignment(slot: field.slot, value: nil))
                    continue
                } else if let value = try? field.type.read(json) {
                    assignments.append(Assignment(slot: field.slot, value: value))
                    continue
                }
            }
            strangers[key] = json
        }
        return (assignments.sorted { $0.slot < $1.slot }, strangers)
    }
}

extension Removal {
    /// The members of a body by which the ledger itself accounts for what is missing.
    fileprivate var accounting: [String: JSON] {
        switch self {
        case .value(let entry, let key):
            ["erased": [["entry": .integer(Int64(entry.value)), "key": .string(key)]]]
        case .bodies(let entries):
            ["disposed": .array(entries.map { .integer(Int64($0.value)) })]
        }
    }

    fileprivate init?(_ body: JSON) {
        func index(_ json: JSON?) -> EntryIndex? {
            json?.integer.flatMap { $0 >= 0 ? EntryIndex(Int($0)) : nil }
        }
        if let erased = body["erased"]?.array?.first, let entry = index(erased["entry"]),
            let key = erased["key"]?.string
        {
            self = .value(entry: entry, key: key)
        } else if let disposed = body["disposed"]?.array {
            self = .bodies(disposed.compactMap(index))
        } else {
            return nil
        }
    }
}

extension Step {
    fileprivate var json: JSON {
        var members: [String: JSON] = ["to": .string(to)]
        if let verb { members["verb"] = .string(verb) }
        if let from { members["from"] = .string(from) }
        return .object(members)
    }

    fileprivate init?(_ json: JSON?) {
        guard let to = json?["to"]?.string else { return nil }
        self.init(verb: json?["verb"]?.string, from: json?["from"]?.string, to: to)
    }
}

extension KnownBy {
    fileprivate init(code: String?, account: String?) {
        switch code {
        case "signedIn": self = .signedIn
        case "token": self = .token
        default: self = .machine(account: account ?? "")
        }
    }
}
