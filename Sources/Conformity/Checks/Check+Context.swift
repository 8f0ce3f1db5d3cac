import AIMS
import Records

extension Check {
    /// Clause 4: the organization and its context.
    static let context = checks {
        Check(
            "C4.1-03", of: "4.1", .extent, population: "in-scope systems past Idea, not Rejected/Retired",
            empty: .noData, date: "business time of the fields vs transition; ledger order breaks ties",
            "Every AI system in scope that is more than an idea says which role the organization plays and what it "
                + "is intended for; one registered since the AIMS began said so before it left the state Idea.",
            unless: "Organization did not determine its role for system X",
            says: .are(
                "AI system in scope", "AI systems in scope",
                "described by the role of the organization and its intended purpose")
        ) { on in
            every(on.inScope.filter { $0.state != .idea }) {
                has(\.organizationRoles, "role of the organization")
                has(\.intendedPurpose, "intended purpose")
                when({ on.registered($0) > on.aimsStart }) {
                    asked { system in
                        on.wereSet(
                            [\AISystem.organizationRoles, \AISystem.intendedPurpose], whenLeaving: .idea, system)
                            ? .holds
                            : .late(
                                Gap("role or purpose was set only after the system had left the state Idea", .learn))
                    }
                }
            }
            whereNone(on.decideOnScope)
        }

        Check(
            "C4.3-01", of: "4.3", .existence, stage1: true, population: "one statement", empty: .noData,
            date: "validFrom ≤ asOf",
            "Exactly one scope statement is in force, approved by top management, and says which activities, roles, "
                + "units, sites, systems, interfaces and dependencies the AIMS covers.",
            unless: "Scope not available as documented information / not approved",
            says: .statement("One scope statement is in force, approved by top management and complete.")
        ) { on in
            exactlyOne(
                of: on.inForce(ScopeStatement.self), in: on.register(ScopeStatement.self, "in force"),
                else: Gap("no scope statement is in force", .create("ScopeStatement", with: [:])),
                many: "more than one scope statement is in force"
            ) {
                on.ok(by: .topManagement)
                has(\.activities, "activities")
                has(\.roles, "roles of the organization")
                has(\.units, "units")
                has(\.sites, "sites")
                has(\.systemsIn, "systems inside the scope")
                when({ _ in !on.systemsLeftOut.isEmpty }) {
                    has(\.systemsOut, "systems outside the scope, with reasons")
                }
                has(\.interfaces, "interfaces")
                has(\.dependencies, "dependencies")
            }
        }

        Check(
            "C4.3-02", of: "4.3", .extent, population: "SYS", empty: .noData, date: "registeredOn + 30 days",
            "Every registered AI system that was not rejected is decided in or out of scope within 30 days; one that "
                + "is out has a reason and an approver.",
            unless: "AI systems in use that are neither in scope nor justified as out",
            says: .have("registered AI system", "registered AI systems", "a decision on scope")
        ) { on in
            every(on.systems) {
                asked { system in
                    switch system.scopeDecision {
                    case .in, .out: .holds
                    case .undecided, nil:
                        .lacksUntil(
                            on.registered(system).adding(days: 30),
                            Gap("not decided whether it is in scope", .fill(["scopeDecision"])))
                    }
                }
                when({ $0.scopeDecision == .out }) {
                    has(\.scopeReason, "reason for leaving it out of scope")
                    has(\.scopeApprovedBy, "approver of leaving it out of scope")
                }
            }
        }
    }
}

extension Inquiry {
    /// Where no system is in scope: to decide about one, or to register the first.
    var decideOnScope: Remedy {
        let open = systems.records.first { $0.scopeDecision == nil || $0.scopeDecision == .undecided }
        return open.map { .fillIn($0.id, ["scopeDecision"]) } ?? .create("AISystem", with: [:])
    }

    /// Whether fields said something by the change with which a record left a state. What never left it has not failed.
    ///
    /// Changes stand in order of business time, then of entry, so that the ledger decides between two of the same day.
    func wereSet<K: RecordKind>(_ paths: [PartialKeyPath<K>], whenLeaving state: K.State, _ record: Record<K>) -> Bool {
        var missing = Set(paths.map(Kind.slot).filter(record.content.says))
        for change in view.changes(of: record.id) {
            for assignment in change.assignments {
                if assignment.value?.saysSomething ?? false { missing.remove(assignment.slot) }
            }
            if let step = change.step, step.to != state.rawValue { return missing.isEmpty }
        }
        return true
    }
}
