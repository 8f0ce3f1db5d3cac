extension Declarations {
    /// Everything that is wrong with the declarations; empty when the program may start.
    package var problems: [DeclarationProblem] {
        nameProblems
            + kinds.flatMap { kind in
                (kind.namingProblems
                    + kind.fieldProblems(known: { self.kind(named: $0)?.name == $0 || later.contains($0) })
                    + kind.lifecycleProblems)
                    .map { DeclarationProblem($0.code, "\(kind.name): \($0.explanation)") }
            }
    }

    /// A command takes the name of a kind or its address, in any case: all of them must be different.
    private var nameProblems: [DeclarationProblem] {
        func repeated(_ what: String, _ names: [String]) -> [DeclarationProblem] {
            Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
                .map { DeclarationProblem(.sameName, "two kinds have the \(what) “\($0)”") }
        }
        return repeated("prefix", kinds.map(\.about.prefix))
            + repeated("name or address", kinds.flatMap { Set([$0.name.lowercased(), $0.about.address]) })
            + later.filter { byName[$0] != nil }.sorted()
            .map { DeclarationProblem(.sameName, "“\($0)” is announced for later and declared") }
    }
}

extension Kind {
    /// What the machinery itself says about a record, under these keys, in files and addresses. Not its kind: a file is of
    /// one kind, and many registers have a field of that name.
    static let reservedKeys: Set = [
        "id", "version", "state", "createdAt", "createdBy", "updatedAt", "updatedBy", "enteredAt", "enteredBy",
        "history",
    ]

    fileprivate var namingProblems: [DeclarationProblem] {
        var problems: [DeclarationProblem] = []
        if about.title.isEmpty || about.plural.isEmpty || about.summary.isEmpty {
            problems.append(DeclarationProblem(.noLabel, "title, plural and summary must say something"))
        }
        if RecordID.letters(about.prefix.utf8) == nil {
            problems.append(
                DeclarationProblem(.malformedName, "prefix “\(about.prefix)” is not 1 to 8 capitals and digits"))
        }
        if !(1...9).contains(about.digits) {
            problems.append(DeclarationProblem(.malformedName, "an id has 1 to 9 digits, not \(about.digits)"))
        }
        if about.address.isEmpty || !about.address.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) {
            problems.append(
                DeclarationProblem(.malformedName, "address “\(about.address)” is not small letters and hyphens"))
        }
        if about.version < 1 {
            problems.append(DeclarationProblem(.limit, "the first version of a kind is 1, not \(about.version)"))
        }
        let named = [about.naming] + about.identifying + about.columns + about.sections.flatMap(\.keys)
        return problems
            + named.filter { field($0)?.key != $0 }
            .map { DeclarationProblem(.unknownField, "“\($0)” is named but not declared") }
    }

    fileprivate func fieldProblems(known: (String) -> Bool) -> [DeclarationProblem] {
        let keys = fields.flatMap { [$0.key] + $0.specification.aliases }
        let repeated = Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys.sorted()
        let reserved = ownFields.map(\.key).filter(Kind.reservedKeys.contains)
        let unknown = fields.flatMap { field in
            field.type.targets.compactMap { target -> DeclarationProblem? in
                guard case .kind(let name) = target, !known(name) else { return nil }
                return DeclarationProblem(.unknownKind, "\(field.key) points to “\(name)”, which is no kind")
            }
        }
        return repeated.map { DeclarationProblem(.sameKey, "two fields have the key “\($0)”") }
            + reserved.map { DeclarationProblem(.sameKey, "“\($0)” is said about every record already") }
            + keys.filter { !Kind.isKey($0) }.map {
                DeclarationProblem(.malformedName, "key “\($0)” is not letters and digits, a letter first")
            }
            + strangers.map { DeclarationProblem(.stranger, "“\($0)” is no field") }
            + fields.filter { $0.label.isEmpty }.map { DeclarationProblem(.noLabel, "\($0.key) has no label") }
            + fields.flatMap(\.type.declarationProblems) + unknown
    }

    static func isKey(_ text: String) -> Bool {
        let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
        return text.utf8.first.map(isLetter) == true
            && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    fileprivate var lifecycleProblems: [DeclarationProblem] {
        let table = lifecycle
        var problems: [DeclarationProblem] = []
        if !about.isFact {
            problems += table.states.filter { !table.reached.contains($0.name) }
                .map { DeclarationProblem(.unreachableState, "no steps lead to \($0.name)") }
        }
        for state in table.states {
            let steps = table.transitions(from: state.name)
            if state.isClosed, !steps.isEmpty {
                problems.append(DeclarationProblem(.wrongStep, "a step leads out of \(state.name), which is closed"))
            }
            if Set(steps.map(\.code)).count < steps.count {
                problems.append(DeclarationProblem(.wrongStep, "two steps out of \(state.name) have one verb"))
            }
        }
        if table.creators.isEmpty || table.editors.isEmpty || table.transitions.contains(where: { $0.by.isEmpty }) {
            problems.append(
                DeclarationProblem(.nobody, "somebody must be allowed to create, change and take each step"))
        }
        return problems + requirementProblems + tellingProblems + stampProblems(table.stamps, by: "create")
            + table.transitions.flatMap(stepProblems) + personProblems + versionProblems + testimonyProblems
    }

    private var requirementProblems: [DeclarationProblem] {
        let required = Set(lifecycle.states.flatMap(\.required)).sorted().map { fields[$0] }
        return required.filter { !$0.isStored }.map {
            DeclarationProblem(.limit, "\($0.key) is computed and cannot be required")
        }
    }

    private var tellingProblems: [DeclarationProblem] {
        let stamped = Set(lifecycle.stamps + lifecycle.transitions.flatMap(\.stamps))
        return ownFields.filter { $0.specification.tells?.isOfAct == true && !stamped.contains($0.slot) }.map {
            DeclarationProblem(.stamp, "\($0.key) tells of an act, and no act stamps it")
        }
    }

    private func stepProblems(_ row: LifecycleTable.TransitionRow) -> [DeclarationProblem] {
        var problems: [DeclarationProblem] = []
        if row.code.isEmpty || row.guards.contains(where: { $0.code.isEmpty || $0.reason.isEmpty }) {
            problems.append(
                DeclarationProblem(.noLabel, "a step to \(row.to) needs a verb, and its guards code and reason"))
        }
        if row.from.isEmpty {
            problems.append(DeclarationProblem(.wrongStep, "“\(row.verb)” begins nowhere"))
        }
        problems += stampProblems(row.stamps, by: row.verb)
        for field in row.stamps.map({ fields[$0] }) {
            if field.specification.isContent {
                problems.append(
                    DeclarationProblem(
                        .stamp, "“\(row.verb)” stamps \(field.key), which must not be part of the content"))
            }
        }
        return problems
    }

    private func stampProblems(_ slots: [Int], by verb: String) -> [DeclarationProblem] {
        slots.map { fields[$0] }.filter { !$0.isStored || !Decision.canStamp($0.type) }.map {
            DeclarationProblem(.stamp, "“\(verb)” stamps \($0.key), which is no date, person or digest")
        }
    }

    private var versionProblems: [DeclarationProblem] {
        guard let versions = lifecycle.versions else { return [] }
        let dates = [versions.effect].compactMap { $0 }.map { fields[$0] }.filter { !($0.type is DateType) }
        let labels = [versions.label].compactMap { $0 }.map { fields[$0] }
            .filter { !($0.type is TextType || $0.type is DateType || $0.type is IntegerType) }
        return dates.map { DeclarationProblem(.reading, "\($0.key) says when a version counts and is no date") }
            + labels.map {
                DeclarationProblem(.reading, "\($0.key) names a version and is no text, date or whole number")
            }
    }

    private var testimonyProblems: [DeclarationProblem] {
        guard let speaks = lifecycle.speaks else { return [] }
        let taken = [speaks.version, speaks.digest].map { fields[$0] }
            .filter { !($0.type is TextType) || $0.specification.isContent }
        let subject = fields[speaks.subject]
        return taken.map {
            DeclarationProblem(.reading, "\($0.key) is taken from the subject; it must be text and no content")
        }
            + (subject.type is ReferenceType
                ? []
                : [DeclarationProblem(.reading, "\(subject.key) says what the record speaks of and points nowhere")])
    }

    private var personProblems: [DeclarationProblem] {
        let allowed = lifecycle.creators + lifecycle.editors + lifecycle.transitions.flatMap(\.by)
        let named = allowed.compactMap { if case .named(let slot) = $0 { slot } else { nil } }
        let apart = lifecycle.transitions.flatMap(\.apart).compactMap {
            if case .named(let slot) = $0 { slot } else { nil }
        }
        return Set(named + apart).sorted().map { fields[$0] }.filter { $0.type.targets.isEmpty || !$0.isStored }
            .map { DeclarationProblem(.person, "\($0.key) is asked for a person and points to nobody") }
    }
}

extension LifecycleTable {
    /// States that a record can come to, from the first one or by being superseded.
    fileprivate var reached: Set<String> {
        var reached = Set([initial] + (versions.map { [$0.superseded] } ?? []))
        var fresh = reached
        while !fresh.isEmpty {
            fresh = Set(transitions.filter { !fresh.isDisjoint(with: $0.from) }.map(\.to)).subtracting(reached)
            reached.formUnion(fresh)
        }
        return reached
    }
}
