import Records

/// What the condition of a check asks: the register on a day, the values the organization chose, other checks.
///
/// It notes which kinds are read, which records are cited, and which parameters and rules the answer rests on.
final class Inquiry {
    let check: Check
    let view: View
    let session: Session
    private(set) var parametersUsed: [ParameterUse] = []
    private(set) var rulesUsed: [RuleUse] = []
    private(set) var cited: [RecordRef] = []
    private var weakest: EvidenceGrade?
    private var restsOnLog = false
    private let log = ReadLog()
    private var seen: Set<RecordRef> = []
    private var known: [String: Any] = [:]

    init(_ check: Check, _ session: Session) {
        self.check = check
        self.session = session
        view = session.view.noting(in: log)
    }

    var day: Day { view.day }
    /// Kinds read so far, by ordinal.
    var reads: Set<Int> { log.kinds }

    func result() -> CheckResult {
        if check.requirement.isControl, let row = LaterKinds.exclusion(of: check.requirement, in: view) {
            return CheckResult(check, excludedBy: row, self)
        }
        let answer = check.answer(self)
        var tally = Tally(day: day, rules: memberRules)
        tally.absent = answer.absent
        for count in answer.count { count(&tally) }
        tally.closeEmpty(answer)
        citePopulation(answer, tally)
        return CheckResult(check, answer, tally, self)
    }

    /// The result of another check on the same day; `nil` when it is not here yet.
    func result(of id: CheckID) -> CheckResult? {
        guard let other = session.check(id) else { return nil }
        let outcome = session.outcome(of: other)
        note(outcome.reads)
        return outcome.result
    }

    /// A value that several checks need, worked out once in an evaluation.
    func shared<T>(_ name: String, _ compute: (View) -> T) -> T {
        let (value, reads) = session.share(name, compute)
        note(reads)
        return value
    }

    /// A value that this check needs several times.
    func once<T>(_ name: String, _ compute: () -> T) -> T {
        if let found = known[name], let value = found as? T { return value }
        let value = compute()
        known[name] = value
        return value
    }

    /// The same register on another day, as known in this view.
    func view(on other: Day) -> View {
        other == day ? view : session.view(on: other).noting(in: log)
    }

    /// Notes a record that the answer rests on. A record entered by a person counts E2 unless it says more or less.
    func cite(_ record: RecordRef, grade: EvidenceGrade = .record) {
        weakest = weakest.map { min($0, grade) } ?? grade
        if seen.insert(record).inserted { cited.append(record) }
    }

    /// The members themselves, or where there are none or very many the registers they lie in.
    private func citePopulation(_ answer: Answer, _ tally: Tally) {
        if (1...Inquiry.citedMembersMax).contains(tally.members.count) {
            for member in tally.members.sorted(by: RecordRef.precedes) { cite(member, grade: gradeOfMembers) }
        } else {
            for name in answer.registers.sorted() { citeRegister(name) }
        }
    }

    private func citeRegister(_ name: String) {
        guard let kind = view.register.declarations.kind(named: name) else { return }
        cite(
            .register(kind: name, size: view.records(of: kind).count(where: counts), filter: check.population),
            grade: gradeOfMembers)
    }

    /// What is computed from the log does not get weaker by naming the records it is about.
    private var gradeOfMembers: EvidenceGrade { restsOnLog ? .verifiable : .record }

    /// Beyond so many members a result cites the register; those that fail are listed in any case.
    static let citedMembersMax = 50

    /// A fact computed from the log: an outsider can verify it when the checkpoint does.
    func citeLog(_ what: String, entries: Int) {
        restsOnLog = true
        cite(
            .register(kind: "Ledger", size: entries, filter: what),
            grade: session.checkpointVerifies ? .verifiable : .independent)
    }

    /// Takes over what another check rests on, where this one says "as that one".
    func adopt(_ other: CheckResult) {
        for reference in other.evidence { cite(reference, grade: other.evidenceGrade) }
        for parameter in other.parametersUsed { use(parameter) }
        for rule in other.rulesUsed where !rulesUsed.contains(rule) { rulesUsed.append(rule) }
    }

    func evidenceGrade(none: Bool) -> EvidenceGrade {
        weakest ?? (none ? .statement : .record)
    }

    func use(_ parameter: ParameterUse) {
        if !parametersUsed.contains(parameter) { parametersUsed.append(parameter) }
    }

    func use(_ rule: RuleUse.Rule, _ explanation: String) {
        let use = RuleUse(rule: rule, explanation: explanation)
        if !rulesUsed.contains(use) { rulesUsed.append(use) }
    }

    func note(_ reads: Set<Int>) {
        for ordinal in reads { note(view.register.declarations.kinds[ordinal]) }
    }

    func note(_ kind: Kind) { log.note(.register(kind)) }
}
