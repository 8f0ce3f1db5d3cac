import Ledger

/// What a recorded act leaves alone, whatever exceptions are accepted: content and approvals made in the product (rule 7).
extension Decision {
    /// What was approved, given or closed in the product stays as it is. What is empty may still be filled in, and what was
    /// told may be told better.
    func checkMade(_ values: [Assignment], _ before: RecordContent) throws(Refusal) {
        guard command.recording != nil, let state = before.stateRow else { return }
        let held = values.filter { before[$0.slot] != nil && holds($0.slot, before) }
        guard !held.isEmpty, let acts = actsShown(of: before) else { return }
        // What stood there when it came into its state by an act was approved or closed by that act, whoever had set it.
        let arrival = acts.lastIndex { $0.step?.to == state.name }.flatMap { acts[$0].isMade ? $0 : nil }
        let touched = held.filter { value in
            let setter = acts.lastIndex { act in act.assignments.contains { $0.slot == value.slot } } ?? 0
            return acts[setter].isMade || arrival.map { setter <= $0 } ?? false
        }
        guard let first = touched.first else { return }
        let fields = before.kind.fields
        throw Refusal(
            .notNow, subject: before.id.text, field: fields[first.slot].key, reason: "made",
            "\(before.id) is \(state.name), and that or what stands there was done here in the product; what is told "
                + "does not change it (\(touched.map { fields[$0.slot].key }.joined(separator: ", "))). "
                + "Create a new record or version instead.")
    }

    /// A step that the life cycle does not have must not make something open again that was approved, given or accepted in
    /// the product: its content could be changed by whoever edits.
    func checkMadeStays(leadingTo state: LifecycleTable.StateRow?, _ before: RecordContent) throws(Refusal) {
        guard command.recording != nil, state?.isClosed == false, state?.isFrozen == false,
            before.stateRow.map({ $0.isClosed || $0.isFrozen }) ?? false,
            let act = actsShown(of: before)?.last(where: { act in
                act.isMade && act.step.flatMap { before.kind.lifecycle.state($0.to) }?.isFrozen == true
            }), let reached = act.step?.to
        else { return }
        throw Refusal(
            .notNow, subject: before.id.text, reason: "made",
            "\(before.id) became \(reached) by an act made in the product; nothing that is told opens it again. "
                + "Create a new record or version instead.")
    }

    /// What somebody said to a record here, in the product, is taken back here too.
    func checkWordStays(_ before: RecordContent) throws(Refusal) {
        guard command.recording != nil, before.kind.lifecycle.speaks != nil,
            actsShown(of: before)?.contains(where: { $0.act == .create && $0.isMade }) == true
        else { return }
        throw Refusal(
            .notNow, subject: before.id.text, reason: "made",
            "\(before.id) was given by an act made in the product; nothing that is told takes it back. Let the person do it "
                + "here, without --at.")
    }

    /// Whether a field is part of what the state of a record holds fast.
    private func holds(_ slot: Int, _ before: RecordContent) -> Bool {
        guard slot >= BaseFields.count, let state = before.stateRow else { return false }
        if state.isClosed || before.kind.fields[slot].specification.tells == .act { return true }
        let isEffect =
            before.kind.lifecycle.versions.map { $0.effect == slot && $0.inForce.contains(state.name) } ?? false
        return state.isFrozen && before.kind.fields[slot].specification.isContent || isEffect
    }

    /// What was done to the record up to the time of the act; `nil` when nothing of that was made in the product.
    private func actsShown(of before: RecordContent) -> [Change]? {
        let acts = (register.history(before.id)?.changes ?? []).filter {
            $0.at.isInOrder(before: at, in: register.zone)
        }
        return acts.contains(where: \.isMade) ? acts.filter { $0.act != .erase } : nil
    }
}
