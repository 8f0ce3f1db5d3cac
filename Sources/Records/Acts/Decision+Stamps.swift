import Ledger

/// What the product itself writes into a record.
extension Decision {
    static func canStamp(_ type: any FieldType) -> Bool {
        type is DateType || type is MomentType || type is ReferenceType || type is TextType
    }

    /// The fields at `slots` as far as nothing is stated: a date gets the day of the act, a moment its time, a reference the
    /// person whose act it is, a text the digest of the content. What tells of the act is stamped whatever stood there.
    func stamps(_ slots: [Int], _ before: RecordContent, _ values: [Assignment]) -> [Assignment] {
        slots.compactMap { slot in
            let isOfAct = before.kind.fields[slot].specification.tells?.isOfAct ?? false
            let isStated = values.contains { $0.slot == slot && $0.value != nil }
            guard isOfAct && (isMadeHere || !isStated) || before[slot] == nil && !isStated else { return nil }
            return Assignment(slot: slot, value: stamp(before.kind.fields[slot].type, before, values))
        }
    }

    /// Done in the product, by an organization that is there already.
    private var isMadeHere: Bool { command.recording == nil && !isFounding }

    /// What tells of the act itself is not typed: an act made in the product has its own day and person, and what is told has
    /// those it is told with. Nothing that had happened lies ahead.
    mutating func checkTold(
        _ values: [Assignment], stamping slots: [Int], _ before: RecordContent, subject: String
    ) throws(Refusal) {
        if isFounding { return }
        for assignment in values where assignment.value != before[assignment.slot] {
            let field = before.kind.fields[assignment.slot]
            guard let tells = field.specification.tells else { continue }
            if let time = BusinessTime(assignment.value), !time.isInOrder(before: .moment(now), in: register.zone) {
                throw Refusal(
                    .invalid, subject: subject, field: field.key, reason: "future",
                    "“\(field.label)” (\(field.key)) tells of what has happened, and \(time) lies ahead.")
            }
            guard tells.isOfAct else { continue }
            let isOwn = slots.contains(field.slot) && isOfAct(assignment.value, field, before, values)
            if isMadeHere, !isOwn {
                throw Refusal(
                    .invalid, subject: subject, field: field.key, reason: "stamped",
                    "“\(field.label)” (\(field.key)) is filled in by the act itself. Leave it out; what was done on another "
                        + "day or by somebody else is told as a recorded act, with --at and --whose.")
            } else if tells == .act, !isOfAct(assignment.value, field, before, values) {
                breaks(
                    problem(
                        "stamped", subject, field: field.key,
                        "“\(field.label)” (\(field.key)) is not what the act is told with: \(at), by \(person)."))
            }
        }
    }

    private func isOfAct(
        _ value: Value?, _ field: DeclaredField, _ before: RecordContent, _ values: [Assignment]
    ) -> Bool {
        if let time = BusinessTime(value) { return time.day(in: register.zone) == at.day(in: register.zone) }
        return value == stamp(field.type, before, values)
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
        if let stated = taken.first(where: { $0.value != before[$0.slot] }) {
            let field = kind.fields[stated.slot]
            throw Refusal(
                .invalid, subject: subject, field: field.key, reason: "computed",
                "\(field.label) is taken by the product from the record itself; leave it out.")
        }
        guard let named = given.last(where: { $0.slot == speaks.subject }), named.value != before[speaks.subject]
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
