import AIMS
import Organization
import Records
import Storage

/// The records of one kind in a population: how many there are, and what each of them says at each of its three changes.
struct Stock {
    let kind: Kind
    let count: Int
    /// Told of today, because it speaks of what came into force today.
    var isOfToday = false
    private let first: (Int) -> [(String, String)]
    private let more: (Int) -> [(String, String)]
    /// The state it ends in; `nil` is the one it begins in.
    private let state: (Int) -> String?

    init(
        _ kind: Kind, _ count: Int, first: @escaping (Int) -> [(String, String)],
        more: @escaping (Int) -> [(String, String)], state: @escaping (Int) -> String? = { _ in nil }
    ) {
        self.kind = kind
        self.count = count
        self.first = first
        self.more = more
        self.state = state
    }

    func beginning(_ number: Int) throws(Failure) -> [Assignment] { try kind.values(first(number)) }

    func details(_ number: Int) throws(Failure) -> [Assignment] { try kind.values(more(number)) }

    func ending(_ number: Int, _ id: RecordID) throws(Failure) -> Act {
        if let state = state(number) { return .step(id, verb: state, values: [], expecting: nil) }
        return .change(id, values: try kind.values([("tags", "seen")]), expecting: nil)
    }
}

/// What the records of a population point to.
struct Setting {
    let roles: [String: RecordID]
    let policy: RecordID
    let criteria: RecordID
    /// A file that is kept as evidence, as a value.
    let file: String
    let today: Day
}

extension Population {
    /// In an order in which nothing points to what is not there yet.
    func stocks(_ setting: Setting) throws(Failure) -> [Stock] {
        [people(setting), accounts, suppliers, models, datasets, systems, versions, assignments(setting), risks]
            + [assessments(setting), evidence(setting), acknowledgements(setting), reviews(setting)]
    }

    private func kind<K: RecordKind>(_ type: K.Type) -> Kind { node.rules.declarations.kind(type) }

    /// The person with a number, the manager left out.
    private func person(_ number: Int) -> String { "PER-\(number % share(6) + 2)" }
    private func system(_ number: Int) -> String { "SYS-\(number % share(10) + 1)" }

    private func people(_ setting: Setting) -> Stock {
        Stock(
            kind(Person.self), share(6),
            first: {
                [
                    ("name", "Person \($0)"), ("kind", $0 % 9 == 0 ? "contractor" : "employee"), ("inAIMSscope", "yes"),
                ]
            },
            more: { number in
                [
                    ("startDate", "\(2_019 + number % 7)-03-01"), ("email", "person\(number)@bench.example"),
                    ("jobTitle", "Somebody at work"), ("manager", number > 9 ? "PER-\(number / 10 + 2)" : ""),
                    ("endDate", number % 50 == 49 ? setting.today.adding(days: -20).description : ""),
                    ("unmapped", #"[{"column":7,"header":"Notes","text":"\#(Population.filler("Told", 500))"}]"#),
                ]
            }, state: { $0 % 50 == 49 ? "Left" : nil })
    }

    private var accounts: Stock {
        Stock(
            kind(Account.self), share(6), first: { [("person", person($0)), ("kind", "person")] },
            more: { [("unit", "Unit \($0 % 20)")] }, state: { $0 % 50 == 49 && $0 % 100 < 50 ? "Disabled" : nil })
    }

    private var suppliers: Stock {
        Stock(
            kind(Supplier.self), share(2), first: { [("name", "Supplier \($0)"), ("owner", person($0))] },
            more: {
                [
                    ("kind", "model provider"), ("tier", "standard"), ("services", Population.filler("Services", 600)),
                    ("dataUseTerms", $0 % 5 == 0 ? "opt-out" : "never"),
                ]
            }, state: { $0 % 4 == 0 ? "Active" : "Approved" })
    }

    private var models: Stock {
        Stock(
            kind(Model.self), share(3), first: { [("name", "Model \($0)"), ("owner", person($0 * 3))] },
            more: {
                [
                    ("kind", "foundation via API"), ("provider", "SUP-\($0 % share(2) + 1)"),
                    ("modelVersion", "1.\($0)"),
                    ("evaluationResults", "good enough"), ("limitations", Population.filler("Limits", 900)),
                    ("approvedUses", "letters"),
                ]
            }, state: { $0 % 6 == 0 ? "Evaluated" : "InUse" })
    }

    private var datasets: Stock {
        Stock(
            kind(Dataset.self), share(3), first: { [("name", "Dataset \($0)"), ("owner", person($0 * 5))] },
            more: {
                [
                    ("purposes", "train; test"), ("intendedUse", Population.filler("Use", 400)),
                    ("provenance", Population.filler("Provenance", 500)), ("personalData", $0 % 3 == 0 ? "yes" : "no"),
                    ("rights", "by contract"), ("retention", "P5Y"),
                ]
            }, state: { $0 % 6 == 0 ? "Assessed" : "InUse" })
    }

    private var systems: Stock {
        Stock(
            kind(AISystem.self), share(10),
            first: { [("name", "System \($0)"), ("ownerSO", person($0 * 7)), ("registeredOn", "2025-10-01")] },
            more: { number in
                [
                    ("description", Population.filler("System", 700)), ("intendedUsers", "clerks"),
                    ("intendedPurpose", Population.filler("Purpose", 600)), ("affectedPeople", "applicants"),
                    ("organizationRoles", number % 20 == 3 ? "" : "provider; user"),
                    ("scopeDecision", number % 15 == 4 ? "" : number % 15 == 9 ? "out" : "in"),
                    ("scopeReason", number % 15 == 9 ? "used by another company" : ""),
                    ("scopeApprovedBy", number % 30 == 9 ? person(number) : ""), ("owner", person(number * 7)),
                    ("sourcing", number % 4 == 0 ? "configured third-party" : "in-house"),
                    ("models", "MOD-\(number % share(3) + 1)"), ("datasets", "DAT-\(number % share(3) + 1)"),
                    ("suppliers", "SUP-\(number % share(2) + 1)"),
                    ("impactLevel", number % 12 == 0 ? "High" : "Low"),
                    ("personalData", number % 2 == 0 ? "yes" : "no"),
                    ("firstDeployedOn", number % 10 < 7 ? "\(2_024 + number % 3)-0\(number % 8 + 1)-11" : ""),
                ]
            },
            state: { number in
                ["Operating", "Operating", "Operating", "Operating", "Operating", "Deployed", "Retired", "Design"][
                    safely: number % 10] ?? (number % 10 == 8 ? "Screening" : nil)
            })
    }

    private var versions: Stock {
        Stock(
            kind(SystemVersion.self), share(10), first: { [("system", system($0)), ("versionLabel", "1.0")] },
            more: {
                [
                    ("significance", "significant"), ("developers", "\(person($0)); \(person($0 + 1))"),
                    ("startedOn", "2024-01-08"), ("deployedOn", $0 % 10 < 6 ? "2025-0\($0 % 8 + 1)-11" : ""),
                    ("owner", person($0 * 7)),
                ]
            }, state: { $0 % 10 < 6 ? "Operating" : "Build" })
    }

    private func assignments(_ setting: Setting) -> Stock {
        let codes = ["SO", "SO", "SO", "RO", "RO", "DEV", "DEV", "VAL", "DO", "OV"]
        return Stock(
            kind(RoleAssignment.self), share(8),
            first: { number in
                let code = number < 3 ? "TM" : number < 6 ? "IA" : number < 9 ? "CONC" : codes[number % 10]
                let isWide = number < 9 || number % 10 == 7
                return [
                    ("role", setting.roles[code]?.text ?? ""), ("person", person(number)),
                    ("scope", isWide ? "AIMS" : "system"), ("system", isWide ? "" : system(number)),
                ]
            },
            more: { number in
                [
                    ("validFrom", "2025-01-01"), ("validTo", number % 40 == 11 ? "2026-01-31" : ""),
                    ("deputy", person(number + 1)), ("appointmentEvidence", Population.filler("Letter", 300)),
                    ("acceptedAt", number % 30 == 5 ? "" : "2025-01-01T09:00:00Z"),
                ]
            }, state: { $0 % 40 == 17 ? "Ended" : "Active" })
    }

    private var risks: Stock {
        let sources = ["C.3.1", "C.3.2", "C.3.3", "C.3.4"]
        return Stock(
            kind(Risk.self), share(20),
            first: {
                [("title", "Risk \($0)"), ("system", $0 % 40 == 39 ? "" : system($0 / 2)), ("source", sources[$0 % 4])]
            },
            more: { number in
                [
                    ("event", Population.filler("It may", 350)), ("owner", person(number * 11)),
                    ("consequenceOrganization", Population.filler("Then we", 300)),
                    ("consequenceIndividuals", number % 13 == 5 ? "none" : Population.filler("Then people", 300)),
                    ("likelihoodValue", "\(number % 5 + 1)"), ("likelihoodReason", Population.filler("Because", 200)),
                    ("inherentLevel", "High"), ("currentLevel", number % 17 == 8 ? "" : "Medium"),
                    ("evaluation", "to be watched"), ("priority", number % 19 == 3 ? "" : "2"),
                ]
            }, state: { ["Monitored", "Monitored", "Accepted", "Evaluated", "Closed"][$0 % 5] })
    }

    /// Every approval is a record of its own beside the assessment.
    private func assessments(_ setting: Setting) -> Stock {
        Stock(
            kind(RiskAssessment.self), share(9),
            first: {
                [("system", $0 == 0 ? "" : system($0)), ("level", $0 == 0 ? "AIMS" : "system"), ("trigger", "initial")]
            },
            more: { number in
                [
                    ("assessors", "\(person(number)); \(person(number + 1))"), ("method", "Workshop"),
                    ("criteriaVersion", number % 25 == 7 ? "" : setting.criteria.text),
                    ("risks", "RISK-\(number * 2 % share(20) + 1)"), ("summary", Population.filler("Found", 700)),
                    ("decision", Population.filler("Go on", 300)), ("nextDue", "2026-12-31"),
                    ("owner", person(number * 11)),
                ]
            }, state: { $0 % 14 == 13 ? "Review" : "Approved" })
    }

    private func evidence(_ setting: Setting) -> Stock {
        Stock(
            kind(Evidence.self), share(7),
            first: {
                [
                    ("kind", "Minutes"), ("source", "Board office"), ("grade", "E2"),
                    ("file", $0 % 4 == 0 ? setting.file : ""),
                    ("link", $0 % 4 == 0 ? "" : "https://bench.example/\($0)"),
                ]
            },
            more: { [("subjects", "\(system($0)); RISK-\($0 % share(20) + 1)"), ("owner", person($0))] })
    }

    private func acknowledgements(_ setting: Setting) -> Stock {
        var stock = Stock(
            kind(Acknowledgement.self), share(6),
            first: { [("person", person($0 * 20 / 21)), ("record", setting.policy.text)] },
            more: { [("unit", "Unit \($0 % 20)")] })
        stock.isOfToday = true
        return stock
    }

    private func reviews(_ setting: Setting) -> Stock {
        Stock(
            kind(PolicyReview.self), share(1),
            first: { [("policy", setting.policy.text), ("date", "2026-0\($0 % 9 + 1)-14"), ("reviewer", person($0))] },
            more: { _ in [("inputs", Population.filler("Looked at", 900)), ("result", "confirm")] })
    }
}

extension [String] {
    fileprivate subscript(safely place: Int) -> String? { indices.contains(place) ? self[place] : nil }
}
