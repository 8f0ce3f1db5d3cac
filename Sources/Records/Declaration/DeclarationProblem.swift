/// A mistake in a declaration. The code is stable: documentation and tests refer to it.
package struct DeclarationProblem: Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, CaseIterable, Sendable {
        /// Two kinds share a name, an address or a prefix.
        case sameName = "D01"
        /// Two fields of a kind share a key, or a key is that of a base field.
        case sameKey = "D02"
        /// A property of a declaration is no field.
        case stranger = "D03"
        /// A label, title or summary is empty.
        case noLabel = "D04"
        /// A prefix, address or key has characters that ids and addresses cannot have.
        case malformedName = "D05"
        /// A reference names a kind that neither exists nor is announced.
        case unknownKind = "D06"
        /// A choice has no codes, or the same code twice.
        case choices = "D07"
        /// A limit that nothing can satisfy.
        case limit = "D08"
        /// A state that no step leads to.
        case unreachableState = "D09"
        /// A step out of a closed state, or two steps with one verb from one state.
        case wrongStep = "D10"
        /// The naming field, a column or a section names a field that does not exist.
        case unknownField = "D11"
        /// Nobody may create or change records, or take a step.
        case nobody = "D12"
    }

    package let code: Code
    package let explanation: String

    package init(_ code: Code, _ explanation: String) {
        self.code = code
        self.explanation = explanation
    }

    package var description: String { "\(code.rawValue): \(explanation)" }
}

extension Declarations {
    /// Everything that is wrong with the declarations; empty when the program may start.
    package var problems: [DeclarationProblem] {
        nameProblems
            + kinds.flatMap { kind in
                (kind.namingProblems + kind.fieldProblems(known: { self.kind(named: $0) != nil || later.contains($0) })
                    + kind.lifecycleProblems)
                    .map { DeclarationProblem($0.code, "\(kind.name): \($0.explanation)") }
            }
    }

    private var nameProblems: [DeclarationProblem] {
        func repeated(_ what: String, _ names: [String]) -> [DeclarationProblem] {
            Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
                .map { DeclarationProblem(.sameName, "two kinds have the \(what) “\($0)”") }
        }
        return repeated("name", kinds.map { $0.name.lowercased() }) + repeated("prefix", kinds.map(\.about.prefix))
            + repeated("address", kinds.map(\.about.address))
    }
}

extension Kind {
    fileprivate var namingProblems: [DeclarationProblem] {
        var problems: [DeclarationProblem] = []
        if about.title.isEmpty || about.plural.isEmpty || about.summary.isEmpty {
            problems.append(DeclarationProblem(.noLabel, "title, plural and summary must say something"))
        }
        if RecordID("\(about.prefix)-1") == nil {
            problems.append(DeclarationProblem(.malformedName, "prefix “\(about.prefix)” is not capitals and digits"))
        }
        if about.address.isEmpty || !about.address.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) {
            problems.append(
                DeclarationProblem(.malformedName, "address “\(about.address)” is not small letters and hyphens"))
        }
        let named = [about.naming] + about.columns + about.sections.flatMap(\.keys)
        return problems
            + named.filter { field($0) == nil }
            .map { DeclarationProblem(.unknownField, "“\($0)” is named but not declared") }
    }

    fileprivate func fieldProblems(known: (String) -> Bool) -> [DeclarationProblem] {
        let keys = fields.flatMap { [$0.key] + $0.specification.aliases }
        let repeated = Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys.sorted()
        let unknown = fields.compactMap { field -> DeclarationProblem? in
            guard case .kind(let name)? = field.type.target, !known(name) else { return nil }
            return DeclarationProblem(.unknownKind, "\(field.key) points to “\(name)”, which is no kind")
        }
        return repeated.map { DeclarationProblem(.sameKey, "two fields have the key “\($0)”") }
            + strangers.map { DeclarationProblem(.stranger, "“\($0)” is no field") }
            + fields.filter { $0.label.isEmpty }.map { DeclarationProblem(.noLabel, "\($0.key) has no label") }
            + fields.flatMap(\.type.declarationProblems) + unknown
    }

    fileprivate var lifecycleProblems: [DeclarationProblem] {
        let table = lifecycle
        let reached = Set(table.transitions.map(\.to)).union([table.initial, table.superseded ?? table.initial])
        var problems = table.states.filter { !reached.contains($0.name) && !about.isFact }
            .map { DeclarationProblem(.unreachableState, "no step leads to \($0.name)") }
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
        return problems
    }
}
