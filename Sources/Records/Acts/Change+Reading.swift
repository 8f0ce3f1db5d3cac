package import Ledger

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

extension Change {
    /// Reads an entry that holds a change. Values under keys that no field has any more, or that have a shape their field
    /// does not take any more, are kept as strangers.
    ///
    /// Throws when the entry is none of a change this release understands: a member that is there and makes no sense may
    /// mean something to a later one.
    package init(_ entry: OpenEntry, _ declarations: Declarations) throws(UnreadableEntry) {
        let header = entry.header
        func unreadable(_ what: String) -> UnreadableEntry {
            UnreadableEntry(entry: header.sequence, explanation: what)
        }
        guard let record = RecordID(header.subject) else { throw unreadable("“\(header.subject)” is no record") }
        guard let act = ActName(rawValue: header.act) else { throw unreadable("“\(header.act)” is no act") }
        guard let enteredBy = RecordID(header.actor) else { throw unreadable("“\(header.actor)” is no person") }
        guard let kind = declarations.kind(of: record) else { throw unreadable("no kind has ids like \(record)") }
        let enteredAt = Moment(milliseconds: header.time)
        guard let body = entry.body else {
            self.init(
                emptied: header.sequence, enteredAt: enteredAt, record: record, kind: kind.name,
                version: header.version, act: act, enteredBy: enteredBy)
            return
        }
        let page = BodyReader(body: body.object ?? [:], entry: header.sequence)
        let kindVersion = try page.required("kindVersion") { $0.integer.flatMap { Int(exactly: $0) } }
        guard kindVersion <= kind.about.version else {
            throw unreadable("\(kind.name) is of version \(kindVersion), newer than this program")
        }
        let values = kind.replayed(
            set: body["set"]?.object ?? [:], sealed: entry.values, digests: body[Entry.sealedKey])
        let isRecorded = try page.optional("recorded", \.bool) ?? false
        self.init(
            sequence: header.sequence, enteredAt: enteredAt,
            at: try page.required("at") { $0.string.flatMap { BusinessTime($0) } }, record: record,
            kind: try page.required("kind") { $0.string == kind.name ? kind.name : $0.string },
            kindVersion: kindVersion,
            version: header.version, act: act, assignments: values.assignments, strangers: values.strangers,
            sealedElsewhere: values.sealedElsewhere, step: try page.optional("step") { Step($0, of: kind) },
            by: try page.optional("by") { $0.string.flatMap { RecordID($0) } } ?? enteredBy,
            role: try page.optional("role") { $0.string.map { RoleCode($0) } },
            onBehalfOf: try page.optional("for") { $0.string.flatMap { RecordID($0) } }, enteredBy: enteredBy,
            known: try page.required("known") { KnownBy($0, account: entry.values[SealedName.account]?.string) },
            recorded: isRecorded ? Recorded(source: entry.values[SealedName.source]?.string) : nil,
            reason: entry.values[SealedName.reason]?.string,
            speaksOf: try page.optional("speaksOf") { $0.string.flatMap { Digest(base64: $0) } },
            exceptions: try page.optional("exceptions") { RuleException.all($0) } ?? [],
            removes: try page.removal(act))
    }
}

/// Reads the members of a body, and says which one makes no sense.
private struct BodyReader {
    let body: [String: JSON]
    let entry: EntryIndex

    func required<T>(_ key: String, _ read: (JSON) -> T?) throws(UnreadableEntry) -> T {
        guard let value = try optional(key, read) else {
            throw UnreadableEntry(entry: entry, explanation: "“\(key)” is missing")
        }
        return value
    }

    func optional<T>(_ key: String, _ read: (JSON) -> T?) throws(UnreadableEntry) -> T? {
        guard let json = body[key] else { return nil }
        guard let value = read(json) else {
            throw UnreadableEntry(entry: entry, explanation: "“\(key)” makes no sense: \(json.text.shortened)")
        }
        return value
    }

    /// Erasing and disposing are what they take away; no other act takes anything away.
    func removal(_ act: ActName) throws(UnreadableEntry) -> Removal? {
        switch act {
        case .erase:
            try required("erased") { json in
                guard let erased = json[0], json.array?.count == 1, let key = erased["key"]?.string else { return nil }
                return BodyReader.index(erased["entry"]).map { .value(entry: $0, key: key) }
            }
        case .dispose:
            try required("disposed") { json in
                let entries = json.array?.compactMap(BodyReader.index)
                return entries?.count == json.array?.count ? entries.map(Removal.bodies) : nil
            }
        case .create, .change, .step: nil
        }
    }

    private static func index(_ json: JSON?) -> EntryIndex? {
        json?.integer.flatMap { $0 >= 0 ? EntryIndex(Int($0)) : nil }
    }
}

extension Kind {
    fileprivate typealias Replayed = (
        assignments: [Assignment], strangers: [String: JSON], sealedElsewhere: [String: String]
    )

    /// Values as the ledger has them, by slot. What was erased is there as a field that was cleared.
    fileprivate func replayed(set: [String: JSON], sealed: [String: JSON], digests: JSON?) -> Replayed {
        var found: Replayed = ([], [:], [:])
        found.assignments.reserveCapacity(set.count + sealed.count)
        for (key, json) in set { place(json, under: key, isSealed: false, in: &found) }
        for (key, json) in sealed where !isSealedName(key) { place(json, under: key, isSealed: true, in: &found) }
        for key in (digests?.object ?? [:]).keys where sealed[key] == nil && !isSealedName(key) {
            place(.null, under: key, isSealed: true, in: &found)
        }
        found.assignments.sort { $0.slot < $1.slot }
        return found
    }

    private func place(_ json: JSON, under key: String, isSealed: Bool, in found: inout Replayed) {
        if let field = field(key), let value = json == .null ? .some(nil) : field.type.replay(json).map({ $0 }) {
            found.assignments.append(Assignment(slot: field.slot, value: value, isSealed: isSealed))
            if isSealed, key != field.key { found.sealedElsewhere[field.key] = key }
        } else {
            found.strangers[key] = json
            if isSealed { found.sealedElsewhere[key] = key }
        }
    }

    private func isSealedName(_ key: String) -> Bool { key.utf8.first == UInt8(ascii: "@") }
}

extension Step {
    /// Takes the names from the life cycle where they are the same, so that all records share them.
    fileprivate init?(_ json: JSON, of kind: Kind) {
        guard let to = json["to"]?.string else { return nil }
        func shared(_ state: String) -> String { kind.lifecycle.state(state)?.name ?? state }
        self.init(verb: json["verb"]?.string, from: json["from"]?.string.map(shared), to: shared(to))
    }
}

extension KnownBy {
    fileprivate init?(_ json: JSON, account: String?) {
        switch json.string {
        case "signedIn": self = .signedIn
        case "token": self = .token
        case "machine": self = .machine(account: account ?? "")
        default: return nil
        }
    }
}

extension RuleException {
    fileprivate static func all(_ json: JSON) -> [RuleException]? {
        let read = json.array?.compactMap { json -> RuleException? in
            guard let code = json["code"]?.string, let explanation = json["explanation"]?.string else { return nil }
            return RuleException(code: code, explanation: explanation)
        }
        return read?.count == json.array?.count ? read : nil
    }
}
