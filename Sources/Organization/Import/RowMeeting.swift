import Records

/// A row that was brought in before, and the record it became: what the row says that is new.
///
/// What somebody changed here since stays as it is, and is pointed out. Everything else that the row says otherwise is taken
/// over: a text that the file says anew, or a cell that was kept word for word until a mapping said which field takes it.
/// An empty cell says nothing.
struct RowMeeting {
    private let there: RecordContent
    /// By slot: the change that said last what stands there.
    private let lastSaid: [Int: Change]
    private let sources: Set<String>

    private static let origin = Kind.slot(base: \.origin)
    private static let unmapped = Kind.slot(base: \.unmapped)

    /// - Parameters:
    ///   - changes: those of the record, in order.
    ///   - source: the name of the file.
    init(_ there: RecordContent, _ changes: [Change], source: String) {
        self.there = there
        var lastSaid: [Int: Change] = [:]
        for change in changes {
            for assignment in change.assignments { lastSaid[assignment.slot] = change }
            // What was erased does not come back with the file it came from.
            if case .value(_, let key)? = change.removes, let field = there.kind.field(key) {
                lastSaid[field.slot] = change
            }
        }
        self.lastSaid = lastSaid
        // The file may have got another name since.
        let first = there[RowMeeting.origin].flatMap(Row<Origin>.init)?.source
        sources = Set([source, first].compactMap(\.self))
    }

    func fate(of assignments: [Assignment]) -> ImportPlan.Fate {
        let news = different(assignments).filter { !wasChangedHere($0.slot) }
        return news.isEmpty ? .known(there.id) : .change(there.id, news)
    }

    func remarks(on assignments: [Assignment]) -> [ImportPlan.Remark] {
        different(assignments).filter { wasChangedHere($0.slot) && $0.slot != RowMeeting.unmapped }
            .map { .changedHere(field: there.kind.fields[$0.slot].label, there.id) }
    }

    private func different(_ assignments: [Assignment]) -> [Assignment] {
        var said = assignments
        if !said.contains(where: { $0.slot == RowMeeting.unmapped }) {
            said.append(Assignment(slot: RowMeeting.unmapped, value: nil))
        }
        // Where and when it first came from stays.
        return said.filter { $0.slot != RowMeeting.origin && there[$0.slot] != $0.value }
    }

    private func wasChangedHere(_ slot: Int) -> Bool {
        guard let change = lastSaid[slot] else { return false }
        return change.recorded?.source.map { !sources.contains($0) } ?? true
    }
}
