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
            .text(
                before.applying(.sketch(before.id, before.kind, values, step: nil, by: person, at: at, now))
                    .contentDigest.hex)
        }
    }

    /// Version label and digest of the record that a new record speaks of, as it stands when the act happens (rule 10).
    func testimony(_ kind: Kind, _ given: [Assignment]) throws(Refusal) -> (values: [Assignment], digest: Digest?) {
        guard let speaks = kind.lifecycle.speaks else { return ([], nil) }
        try checkTaken(given.filter { $0.value != nil }, kind, subject: kind.name)
        guard case .reference(let id)? = given.last(where: { $0.slot == speaks.subject })?.value,
            let content = subject(id)
        else { return ([], nil) }
        let digest = content.contentDigest
        let values = [
            Assignment(slot: speaks.version, value: .text(view.versionLabel(of: content))),
            Assignment(slot: speaks.digest, value: .text(digest.hex)),
        ]
        return (values, digest)
    }

    /// What the product took from another record stays as it was taken, in every state.
    func checkTaken(_ values: [Assignment], _ kind: Kind, subject: String) throws(Refusal) {
        guard let speaks = kind.lifecycle.speaks,
            let stated = values.first(where: { [speaks.version, speaks.digest].contains($0.slot) })
        else { return }
        let field = kind.fields[stated.slot]
        throw Refusal(
            .invalid, subject: subject, field: field.key, reason: "computed",
            "\(field.label) is taken by the product from the record itself; leave it out.")
    }

    private func subject(_ id: RecordID) -> RecordContent? {
        guard let history = register.history(id) else { return nil }
        return command.recording == nil ? history.latest : history.content(before: at, zone: register.zone)
    }
}
