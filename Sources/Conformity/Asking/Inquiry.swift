import AIMS
import Records

/// What the condition of a check asks: the register on a day, the values the organization chose, other checks.
///
/// It collects which records are cited, and which parameters and rules the answer rests on. Made anew whenever a check is asked.
final class Inquiry: Asking {
    let check: Check
    let session: Session
    /// What was used and cited since collecting began.
    private(set) var footing = Footing()
    /// Those asked for so far, by the very path with which they were.
    private var asked: [(path: AnyKeyPath, value: SharedValueOf<ParameterInUse>)] = []

    init(_ check: Check, _ session: Session) {
        self.check = check
        self.session = session
    }

    /// The row of the statement of applicability that excludes the control, if one validly does.
    var exclusion: RecordRef? {
        check.requirement.isControl ? LaterKinds.exclusion(of: check.requirement, in: view) : nil
    }

    /// The result of another check on the same day; `nil` when it is not here yet.
    func result(of id: CheckID) -> CheckResult? { session.result(of: id) }

    func teller(_ absent: [Gap]) -> Teller { Teller(day: day, rules: memberRules, absent: absent) }

    /// Takes over what another check rests on, where this one says "as that one".
    func adopt(_ other: CheckResult) {
        for reference in other.evidence { cite(reference, grade: other.evidenceGrade) }
        for parameter in other.parametersUsed { footing.use(parameter) }
        for rule in other.rulesUsed { footing.use(rule) }
    }
}

// MARK: What the answer rests on

extension Inquiry {
    /// Notes a record that the answer rests on. A record entered by a person counts E2 unless it says more or less.
    func cite(_ record: RecordRef, grade: EvidenceGrade = .record) { footing.cite(.reference(record), grade) }

    /// The same of a record of which the answer need not know in which version it is.
    func cite(_ record: RecordID) { footing.cite(.record(record), .record) }

    /// Notes a register that the answer rests on.
    func cite<K: RecordKind>(_ type: K.Type, _ filter: String) {
        footing.cite(.register(session.declarations.kind(type), filter: filter), .record)
    }

    func use(_ rule: RuleUse.Rule, _ explanation: String) {
        footing.use(RuleUse(rule: rule, explanation: explanation))
    }

    /// Runs something and gives what it came to rest on.
    func collecting<Answer>(_ work: () -> Answer) -> (Answer, Footing) {
        let outer = footing
        footing = Footing()
        defer { footing = outer }
        let answer = work()
        return (answer, footing)
    }

    /// Begins to collect for the next record.
    func beginCollecting() {
        if !footing.isEmpty { footing = Footing() }
    }

    /// What is cited, as large as it is now.
    func reference(_ what: Footing.What) -> RecordRef {
        switch what {
        case .reference(let reference): reference
        case .record(let id): .record(id, version: view.record(id)?.version ?? 0)
        case .register(let kind, let filter): register(of: kind, filter)
        }
    }

    /// The register of members that are too many, or too few, to be cited one by one.
    func register(named name: String) -> RecordRef? {
        session.declarations.kind(named: name).map { register(of: $0, check.populationWords) }
    }

    private func register(of kind: Kind, _ filter: String) -> RecordRef {
        let counted = session.set(
            Name("all", number: kind.ordinal), of: { _ in [kind] },
            { on, content in on.counts(content) ? content : nil })
        return .register(kind: kind.name, size: session.count(of: counted), filter: filter)
    }

    /// A fact computed from the log: an outsider can verify it when the checkpoint does.
    var gradeOfLog: EvidenceGrade { session.checkpointVerifies ? .verifiable : .independent }
}

// MARK: The values the organization chose

/// A parameter as it is in force, and how its use is shown.
struct ParameterInUse: Hashable {
    let weighty: Int
    let other: Int
    let use: ParameterUse
}

extension Inquiry {
    /// Noted with the result.
    func whole(_ path: any KeyPath<ParameterCatalogue, WholeParameter> & Sendable) -> Int {
        let known = inUse(path)
        footing.use(known.use)
        return known.weighty
    }

    /// The value for high impact, or the one for all others.
    func pair(_ path: any KeyPath<ParameterCatalogue, PairParameter> & Sendable, highImpact: Bool) -> Int {
        let known = remembered(path, Parameters.name(of: path)) { on in
            let values = on.parameters[dynamicMember: path]
            return ParameterInUse(
                weighty: values.weighty, other: values.other,
                use: on.use(Parameters.name(of: path), "\(values.weighty) / \(values.other)"))
        }
        footing.use(known.use)
        return highImpact ? known.weighty : known.other
    }

    /// What is not noted with the result.
    func known(_ path: any KeyPath<ParameterCatalogue, WholeParameter> & Sendable) -> Int { inUse(path).weighty }

    private func inUse(_ path: any KeyPath<ParameterCatalogue, WholeParameter> & Sendable) -> ParameterInUse {
        remembered(path, Parameters.name(of: path)) { on in
            let value = on.parameters[dynamicMember: path]
            return ParameterInUse(weighty: value, other: value, use: on.use(Parameters.name(of: path), "\(value)"))
        }
    }

    private func remembered(
        _ path: AnyKeyPath, _ name: @autoclosure () -> String, _ find: @escaping @Sendable (Session) -> ParameterInUse
    ) -> ParameterInUse {
        if let known = asked.first(where: { $0.path === path }) { return session.read(known.value) }
        let value = session.shared(Name(name(), Parameter.self), find)
        asked.append((path, value))
        return session.read(value)
    }
}

extension Asking {
    fileprivate var parameters: Parameters { session.value(Name("parameters")) { $0.view.parameters } }

    fileprivate func use(_ name: String, _ value: String) -> ParameterUse {
        let record = parameters.source(of: name).flatMap { view.record($0) }
        return ParameterUse(name: name, value: value, source: record.map { RecordRef($0) })
    }
}
