import Records

// The words in which conditions are written. Each is a condition of one member; dates in it are facts, not comparisons.

/// A field says something: it is neither empty nor an empty list.
func has<K: RecordKind>(_ path: PartialKeyPath<K>, _ what: String) -> Condition<Record<K>> {
    let slot = Kind.slot(path)
    return Condition { record in
        record.content.says(slot) ? .holds : .lacks(Gap("no \(what)", .fill([record.content.kind.fields[slot].key])))
    }
}

/// The same of a field that every record has.
func has<K: RecordKind>(base path: PartialKeyPath<BaseFields>, _ what: String) -> Condition<Record<K>> {
    let slot = Kind.slot(base: path)
    return Condition { record in
        record.content.says(slot) ? .holds : .lacks(Gap("no \(what)", .fill([record.content.kind.fields[slot].key])))
    }
}

/// At least one of several fields says something.
func hasOne<K: RecordKind>(of paths: PartialKeyPath<K>..., what: String) -> Condition<Record<K>> {
    let slots = paths.map(Kind.slot)
    return Condition { record in
        if slots.contains(where: record.content.says) {
            return .holds
        } else {
            return .lacks(Gap("no \(what)", .fill([record.content.kind.fields[slots[0]].key])))
        }
    }
}

/// Anything else that is true or not of a member. `gap` is asked only where it is not.
func that<M: Member>(_ gap: @escaping (M) -> Gap, _ holds: @escaping (M) -> Bool) -> Condition<M> {
    Condition { member in holds(member) ? .holds : .lacks(gap(member)) }
}

/// The same, where what is missing is always the same.
func that<M: Member>(_ gap: Gap, _ holds: @escaping (M) -> Bool) -> Condition<M> {
    Condition { member in holds(member) ? .holds : .lacks(gap) }
}

/// A condition that answers for itself.
func asked<M: Member>(_ ask: @escaping (M) -> Reply) -> Condition<M> {
    Condition(ask: ask)
}

/// Conditions that are asked only of some members.
func when<M: Member>(
    _ applies: @escaping (M) -> Bool, @Conditions<M> _ conditions: () -> [Condition<M>]
) -> Condition<M> {
    let conditions = conditions()
    return Condition { member in
        guard applies(member) else { return .holds }
        return conditions.lazy.map { $0.ask(member) }.first { !$0.isPlainYes } ?? .holds
    }
}

extension Reply {
    var isPlainYes: Bool {
        if case .holds = self { true } else { false }
    }
}
