import AIMS
import Ledger
import Records

/// An organization in which anything happens to anything on any day: records of all kinds come, change, take steps, lose values
/// and are disposed of, made and told, whether a rule forbids it or not. What the ledger holds has happened.
struct Turmoil {
    private(set) var register: Register
    private(set) var now: Moment
    private var dice: Dice

    init(_ company: Company, seed: Int) {
        register = company.register
        now = company.register.latestTime ?? .morning(Company.began)
        dice = Dice(seed: seed)
    }

    var today: Day { register.zone.day(of: now) }

    mutating func sleep(days: Int) { now = now.adding(seconds: days * 86_400) }

    /// Many records of a kind, more than a result cites one by one.
    mutating func crowd(_ count: Int, of name: String) {
        guard let kind = register.declarations.kind(named: name) else { return }
        for _ in 0..<count { begin(kind) }
    }

    /// One more entry.
    mutating func somethingHappens() {
        now = now.adding(seconds: dice.roll(20_000))
        let kind = dice.pick(
            Turmoil.lively.compactMap(register.declarations.kind(named:)) + register.declarations.kinds)
        let ids = register.histories(of: kind).map(\.id)
        guard !ids.isEmpty, dice.happens(75) else { return begin(kind) }
        let id = dice.happens(50) ? dice.pick(ids.suffix(4)) : dice.pick(ids)
        switch dice.roll(20) {
        case 0: remove(id, kind)
        case 1..<9: step(id, kind)
        default: append(id, kind, .change, assignments(kind, share: 15))
        }
    }

    /// What checks ask about most.
    private static let lively = [
        "AISystem", "AISystem", "AISystem", "Policy", "Policy", "Policy", "Verdict", "Approval", "Acknowledgement",
        "Person",
        "RoleAssignment", "RoleAssignment", "RoleDefinition", "ScopeStatement", "RiskCriteria", "RiskAssessment",
        "Risk",
        "Parameter", "Evidence", "IntegrityRun", "RACI", "RACI", "PolicyReview", "Account", "Organization",
        "Organization",
        "SystemVersion", "Risk",
    ]
}

// MARK: Acts

extension Turmoil {
    private mutating func begin(_ kind: Kind) {
        let states = kind.lifecycle.states.map(\.name)
        append(
            register.nextID(of: kind), kind, .create, assignments(kind, share: 70),
            Step(verb: nil, from: nil, to: dice.happens(50) ? kind.lifecycle.initial : dice.pick(states)))
    }

    private mutating func step(_ id: RecordID, _ kind: Kind) {
        let from = register.history(id)?.latest.state
        let rows = kind.lifecycle.transitions(from: from ?? kind.lifecycle.initial)
        let states = kind.lifecycle.states.map(\.name)
        let to = rows.isEmpty || dice.happens(20) ? dice.pick(states) : dice.pick(rows).to
        let speaksOf = dice.happens(50) ? register.history(id)?.latest.contentDigest : nil
        append(
            id, kind, .step, dice.happens(30) ? assignments(kind, share: 10) : [],
            Step(verb: nil, from: from, to: to), speaksOf: speaksOf)
    }

    private mutating func remove(_ id: RecordID, _ kind: Kind) {
        // The organization and who runs it stay: nothing could be asked without them.
        guard id.number > 1, let change = register.history(id).map({ dice.pick($0.changes) }) else { return }
        if dice.happens(50) {
            append(id, kind, .dispose, [], removes: .bodies([change.sequence]))
        } else {
            let keys = change.assignments.map { kind.fields[$0.slot].key } + ["@reason"]
            append(id, kind, .erase, [], removes: .value(entry: change.sequence, key: dice.pick(keys)))
        }
    }

    private mutating func append(
        _ id: RecordID, _ kind: Kind, _ act: ActName, _ assignments: [Assignment], _ step: Step? = nil,
        speaksOf: Digest? = nil, removes: Removal? = nil
    ) {
        let person = anyRecord(of: "Person")
        let isTold = removes == nil && dice.happens(60)
        let day = today.adding(days: -dice.pick([0, 0, 1, 3, 9, 20, 80, 300]))
        register.evolve(
            Change(
                sequence: register.size.nextIndex, enteredAt: now, at: isTold ? .day(day) : .moment(now), record: id,
                kind: kind.name, kindVersion: kind.about.version, version: (register.history(id)?.version ?? 0) + 1,
                act: act, assignments: assignments, step: step, by: person, role: .manager, enteredBy: person,
                known: .signedIn, recorded: isTold ? Recorded(source: "old register") : nil,
                reason: dice.happens(50) ? "it was so" : nil, speaksOf: speaksOf,
                exceptions: dice.happens(20)
                    ? [RuleException(code: "joined-duties", explanation: "One did both.")] : [],
                removes: removes))
    }
}

// MARK: Values

extension Turmoil {
    /// Values for some of every hundred fields.
    private mutating func assignments(_ kind: Kind, share percent: Int) -> [Assignment] {
        var all: [Assignment] = []
        for field in kind.fields where dice.happens(share(of: field, in: kind, percent)) {
            let value = dice.happens(20) ? nil : value(field)
            all.append(Assignment(slot: field.slot, value: value))
        }
        return all
    }

    /// Test and demonstration records count nowhere: few are enough. Whether the organization is one changes very much.
    private func share(of field: DeclaredField, in kind: Kind, _ percent: Int) -> Int {
        if field.key == "isDemo", kind.name == "Organization" { return 60 }
        if ["isTest", "isDemo"].contains(field.key) { return percent / 4 }
        return Turmoil.telling.contains(field.key) ? max(percent, 60) : percent
    }

    /// What decides who is asked.
    private static let telling: Set = [
        "scopeDecision", "impactLevel", "firstDeployedOn", "system", "person", "role", "record", "subject", "type",
        "level",
        "mandatory", "critical", "duty53", "code", "endDate", "inAIMSscope", "validTo", "supersedes",
    ]

    private mutating func value(_ field: DeclaredField) -> Value {
        if let words = Turmoil.words[field.key], field.type.shape == .text { return .text(dice.pick(words)) }
        if ["contentHash", "contentDigest"].contains(field.key) { return .text(digest()) }
        return placed(field.type.sample(dice.roll(6)), field.type)
    }

    /// Words that mean something to a check.
    private static let words = [
        "check": ["C5.2-02"], "part": ["fit-for-purpose", "objectives", "requirements", "continual-improvement"],
        "code": ["TM", "AIMSM", "RO", "CONC"],
    ]

    private mutating func digest() -> String {
        let id = anyRecord(of: dice.pick(["Policy", "ScopeStatement", "RiskCriteria"]))
        return register.history(id)?.latest.contentDigest.hex ?? ""
    }

    /// A sample, with days of this story and records that are there.
    private mutating func placed(_ value: Value, _ type: any FieldType) -> Value {
        switch value {
        case .day: .day(today.adding(days: dice.pick([-700, -400, -365, -90, -31, -30, -8, -7, -1, 0, 1, 20, 300])))
        case .time: .time(.day(today.adding(days: dice.pick([-40, -8, -7, -6, -1, 0, 3]))))
        case .reference: .reference(target(type))
        case .list(let items):
            .list(items.map { placed($0, type) } + (dice.happens(30) ? items.map { placed($0, type) } : []))
        case .row(let values):
            .row(
                values.enumerated().map { place, value in
                    value.map { placed($0, type.layout?.fields[place].type ?? type) }
                })
        case .text, .number, .integer, .money, .flag, .period, .attachment: value
        }
    }

    private mutating func target(_ type: any FieldType) -> RecordID {
        switch type.targets.first {
        case .kind(let name)?: anyRecord(of: name)
        default: anyRecord(of: dice.pick(["Policy", "ScopeStatement", "RiskCriteria", "AISystem", "Person"]))
        }
    }

    /// One that is there, or the next that could come.
    private mutating func anyRecord(of name: String) -> RecordID {
        guard let kind = register.declarations.kind(named: name) else { return "PER-001" }
        let ids = register.histories(of: kind).map(\.id)
        return ids.isEmpty || dice.happens(3) ? register.nextID(of: kind) : dice.pick(ids)
    }
}
