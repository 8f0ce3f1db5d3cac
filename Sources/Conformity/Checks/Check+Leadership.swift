import AIMS
import Records

extension Check {
    /// Clauses 5.1 and 5.2: leadership and the AI policy.
    static let leadership = checks {
        Check(
            "C5.1-01", of: "5.1", .existence, stage1: true, population: "one statement", empty: .noData,
            date: "assignment valid on asOf",
            "At least one active person holds the role of top management, with evidence of the appointment.",
            unless: "Top management of the AIMS not identified",
            says: .statement("An active person holds the role of top management, with evidence of the appointment.")
        ) { on in
            atLeastOne(
                of: on.assignments.filter { on.isHeld($0) && $0.isWide && on.role(of: $0)?.code == .topManagement },
                in: on.register(RoleAssignment.self, "role \(RoleCode.topManagement), active"),
                else: Gap(
                    "no active person holds the role of top management",
                    .create("RoleAssignment", with: on.roleSetting { $0.code == RoleCode.topManagement.code }))
            ) {
                has(\.appointmentEvidence, "evidence of the appointment")
            }
        }

        Check(
            "C5.2-01", of: "5.2", .existence, stage1: true, population: "one statement", empty: .noData,
            date: "approval or review date",
            "An AI policy is in force, approved by top management, and was approved or reviewed within the interval "
                + "the organization set.",
            unless: "No AI policy approved by top management",
            says: .statement("An AI policy is in force, approved by top management, and approved or reviewed in time.")
        ) { on in
            atLeastOne(
                of: on.aiPolicies, in: on.register(Policy.self, "AI policy, in force"),
                else: Gap("no AI policy is in force", .create("Policy", with: ["type": "AI policy"]))
            ) {
                on.ok(by: .topManagement)
                asked { on.reviewedInTime($0) }
            }
        }

        Check(
            "C5.2-02", of: "5.2", .extent, mode: .supported, stage1: true, population: "four anchors → the Policy",
            empty: .noData, date: "Verdict on the version in force",
            "The AI policy says where it speaks of fit to purpose, a frame for objectives, meeting applicable "
                + "requirements and continual improvement, and for each a person other than the author judged that "
                + "it does.",
            unless: "Policy lacks commitment to continual improvement / to applicable requirements",
            says: .are("anchor of the AI policy", "anchors of the AI policy", "named and judged as met")
        ) { on in
            let policy = on.latestAIPolicy
            if let policy {
                every(PolicyAnchor.Commitment.allCases.map { Part($0.rawValue, called: $0.label, of: policy) }) {
                    asked { anchor in
                        on.places(anchor, in: policy)
                    }
                    asked { anchor in
                        on.verdict(part: anchor.name, called: anchor.label, on: policy)
                    }
                }
            } else {
                nobody(
                    because: "no AI policy is in force", in: on.register(Policy.self, "AI policy, in force"),
                    next: .create("Policy", with: ["type": "AI policy"]))
            }
        }

        Check(
            "C5.2-03", of: "5.2", .minor,
            population: "PEOPLE, startDate ≤ asOf − ackDays", empty: .noData,
            date: "notDue until effectiveFrom + ackDays; Acknowledgement.at ≤ asOf",
            "Enough of the people in scope have acknowledged the AI policy in force, counted from the day on which "
                + "the time for it is over.",
            unless: "Policy not communicated within the organization",
            says: .did("person", "people", "acknowledged the AI policy in force")
        ) { on in
            if let policy = on.policyInForce {
                let days = on.whole(\.ackDays)
                let acknowledged = on.acknowledgements(of: policy)
                from(
                    policy.effect.adding(days: days),
                    atLeast(
                        on.whole(\.ackPercent),
                        percentOf: every(on.people.filter { on.started($0) <= on.day.adding(days: -days) }) {
                            that({ person in
                                Gap(
                                    "has not acknowledged \(policy.id)",
                                    .create(
                                        "Acknowledgement", with: ["person": person.id.text, "record": policy.id.text]))
                            }) { acknowledged.contains($0.id) }
                        }))
            } else {
                nobody(
                    because: "no AI policy is in force that people could acknowledge",
                    in: on.register(Policy.self, "AI policy, in force"),
                    next: .create("Policy", with: ["type": "AI policy"]))
            }
        }
    }
}
