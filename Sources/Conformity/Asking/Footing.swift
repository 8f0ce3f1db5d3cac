import Records

/// What an answer rests on beside the members themselves: values the organization chose, rules, records.
struct Footing: Hashable {
    var parameters: [ParameterUse] = []
    var rules: [RuleUse] = []
    var cited: [Cited] = []

    /// Something that is cited, and what it is worth.
    struct Cited: Hashable {
        let what: What
        let grade: EvidenceGrade
    }

    /// A record or a search; or a record or a register as it is when the result is put together.
    enum What: Hashable {
        case reference(RecordRef)
        case record(RecordID)
        case register(Kind, filter: String)
    }

    var isEmpty: Bool { parameters.isEmpty && rules.isEmpty && cited.isEmpty }

    mutating func use(_ parameter: ParameterUse) {
        if !parameters.contains(parameter) { parameters.append(parameter) }
    }

    mutating func use(_ rule: RuleUse) {
        if !rules.contains(rule) { rules.append(rule) }
    }

    mutating func cite(_ what: What, _ grade: EvidenceGrade) {
        let cited = Cited(what: what, grade: grade)
        if !self.cited.contains(cited) { self.cited.append(cited) }
    }

    mutating func add(_ other: Footing) {
        for parameter in other.parameters { use(parameter) }
        for rule in other.rules { use(rule) }
        for cited in other.cited { cite(cited.what, cited.grade) }
    }

    /// The same, citing registers instead of each record in them.
    func citingRegisters(_ declarations: Declarations) -> Footing {
        var footing = self
        footing.cited = []
        for cited in cited {
            let kind = cited.what.record.flatMap(declarations.kind(of:))
            footing.cite(kind.map { .register($0, filter: "") } ?? cited.what, cited.grade)
        }
        return footing
    }

    /// In an order that does not depend on who was asked first.
    var sorted: Footing {
        var footing = self
        footing.parameters.sort { ($0.name, $0.value) < ($1.name, $1.value) }
        footing.rules.sort { ($0.rule.rawValue, $0.explanation) < ($1.rule.rawValue, $1.explanation) }
        footing.cited.sort { ($0.what.text, $0.grade) < ($1.what.text, $1.grade) }
        return footing
    }
}

extension Footing.What {
    fileprivate var text: String {
        switch self {
        case .reference(let reference): reference.text
        case .record(let id): id.text
        case .register(let kind, let filter): "\(kind.name) \(filter)"
        }
    }

    fileprivate var record: RecordID? {
        switch self {
        case .reference(let reference): reference.id
        case .record(let id): id
        case .register: nil
        }
    }
}
