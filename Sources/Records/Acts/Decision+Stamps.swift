import Ledger

/// What the product itself writes into a record.
extension Decision {
    static func canStamp(_ type: any FieldType) -> Bool {
        type is DateType || type is MomentType || type is ReferenceType || type is TextType
    }

    /// The fields at `slots` as far as nothing is stated: a date gets the day of the act, a moment its time, a reference the
    /// person whose act it is, a text the digest of the content.
    func stamps(_ slots: [Int], _ before: RecordContent, _ values: [Assignment]) -> [Assignment] {
        slots.compactMap { slot in
            guard before.values[slot] == nil, !values.contains(where: { $0.slot == slot && $0.value != nil }) else {
                return nil
            }
            return Assignment(slot: slot, value: stamp(before.kind.fields[slot].type, before, values))
        }
    }

    private func stamp(_ type: any FieldType, _ before: RecordContent, _ values: [Assignment]) -> Value {
        switch type {
        case is DateType: .day(at.day(in: register.zone))
        case is MomentType: .time(at)
        case is ReferenceType: .reference(person)
        default:
            .text(trying(changed(values, before), on: before).contentDigest.hex)
        }
    }

    /// Version label and digest of the record that another one speaks of, as it stands when the act happens (rule 10): taken
    /// when it begins to speak of it, and whenever that becomes another record. Nobody states or changes them in any state.
    func testimony(
        _ before: RecordContent, _ given: [Assignment], subject: String
    ) throws(Refusal) -> (values: [Assignment], digest: Digest?) {
        let kind = before.kind
        guard let speaks = kind.lifecycle.speaks else { return ([], nil) }
        let taken = given.filter { [speaks.version, speaks.digest].contains($0.slot) }
        if let stated = taken.first(where: { $0.value != before.values[$0.slot] }) {
            let field = kind.fields[stated.slot]
            throw Refusal(
                .invalid, subject: subject, field: field.key, reason: "computed",
                "\(field.label) is taken by the product from the record itself; leave it out.")
        }
        guard let named = given.last(where: { $0.slot == speaks.subject }), named.value != before.values[speaks.subject]
        else { return ([], nil) }
        var content: RecordContent?
        if case .reference(let id)? = named.value { content = standing(id) }
        let digest = content?.contentDigest
        let values = [
            Assignment(slot: speaks.version, value: content.map { .text(view.versionLabel(of: $0)) }),
            Assignment(slot: speaks.digest, value: digest.map { .text($0.hex) }),
        ]
        return (values, digest)
    }
}
