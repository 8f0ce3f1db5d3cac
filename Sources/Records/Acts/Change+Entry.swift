package import Ledger

/// A change as an entry of the ledger. What may be personal is sealed on its own. `Change+Reading` is the way back.
///
///     {"at":"2026-02-01","by":"PER-002","kind":"Book","kindVersion":1,"known":"signedIn","recorded":true,"role":"LIB",
///      "sealed":{"@source":"…","title":"…"},"set":{"pages":120},"step":{"from":"Draft","to":"InReview","verb":"send-to-review"}}
///
/// `by` stands there when it is not who entered it. Source: docs on the form of entries; the golden files of the tests.
extension Change {
    /// The entry of this change. `salt` gives 32 random bytes at each call.
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
        if !exceptions.isEmpty { body["exceptions"] = .array(exceptions.map(\.json)) }
        var sealing: [String: (salt: [UInt8], value: JSON)] = [:]
        if let kind = declarations.kind(of: record) {
            let set = seal(kind, into: &sealing, salt: salt)
            if !set.isEmpty { body["set"] = .object(set) }
        }
        if let reason { sealing[SealedName.reason] = (salt(), .string(reason)) }
        if let source = recorded?.source { sealing[SealedName.source] = (salt(), .string(source)) }
        if let account = known.account { sealing[SealedName.account] = (salt(), .string(account)) }
        return Entry(
            sequence: sequence, time: enteredAt.milliseconds, actor: enteredBy.text, act: act.rawValue,
            subject: record.text, version: version, salt: salt(), body: body, sealing: sealing)
    }

    /// Puts aside what is to be sealed and gives back what is not.
    private func seal(
        _ kind: Kind, into sealing: inout [String: (salt: [UInt8], value: JSON)], salt: () -> [UInt8]
    ) -> [String: JSON] {
        var open: [String: JSON] = [:]
        for assignment in assignments {
            let field = kind.fields[assignment.slot]
            let json = assignment.value.map(field.type.json) ?? .null
            if assignment.isSealed {
                sealing[field.key] = (salt(), json)
            } else {
                open[field.key] = json
            }
        }
        return open
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
}

extension Step {
    fileprivate var json: JSON {
        var members: [String: JSON] = ["to": .string(to)]
        if let verb { members["verb"] = .string(verb) }
        if let from { members["from"] = .string(from) }
        return .object(members)
    }
}

extension RuleException {
    fileprivate var json: JSON { ["code": .string(code), "explanation": .string(explanation)] }
}
