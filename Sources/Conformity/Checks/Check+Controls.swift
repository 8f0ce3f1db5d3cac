import AIMS
import Records

extension Check {
    /// Annex A.2: policies.
    static let policies = checks {
        Check(
            "A2.2-01", of: "A.2.2", .existence, mode: .supported, stage1: true, population: "one statement",
            empty: .noData, date: "version in force",
            "The AI policy is in force, approved and judged as clause 5.2 asks, and holds a principle for "
                + "development, for use or for both, as the roles of the organization call for.",
            unless: "Policy silent on use although the organization is mainly a user",
            says: .statement(
                "The AI policy satisfies clause 5.2 and has principles for what the organization does with AI.")
        ) { on in
            atLeastOne(
                of: on.aiPolicies, in: on.register(Policy.self, "AI policy, in force"),
                else: Gap("no AI policy is in force", .create("Policy", with: ["type": "AI policy"]))
            ) {
                on.asIn("C5.2-01")
                on.asIn("C5.2-02")
                for reach in on.reachesCalledFor {
                    that(Gap("no principle for \(reach.label)", .fill(["principles"]))) { policy in
                        policy.principles?.contains { $0.appliesTo == reach || $0.appliesTo == .both } == true
                    }
                }
            }
        }
    }
}

extension Inquiry {
    /// Holds as another check does.
    func asIn<M: Member>(_ id: CheckID) -> Condition<M> {
        asked { _ in
            guard let other = self.result(of: id) else { return .holds }
            self.adopt(other)
            let gap = (other.failing + other.unjudged).first?.gaps.first ?? Gap(other.explanation, .learn)
            switch other.status {
            case .pass, .notApplicable: return other.nextDueAt.map { .holdsUntil($0, gap) } ?? .holds
            case .needsJudgement: return .unjudged(gap)
            case .notDue: return .awaits(gap)
            case .partial, .fail, .noData: return .lacks(gap)
            }
        }
    }

    /// What principles are called for by the roles that the organization plays for its systems.
    var reachesCalledFor: [Principle.Reach] {
        let makes = population("made here", within: inScope) { _, system in system.plays(one: Inquiry.makingRoles) }
        let uses = population("used here", within: inScope) { _, system in system.plays(one: Inquiry.usingRoles) }
        return (makes.isEmpty ? [] : [.development]) + (uses.isEmpty ? [] : [.use])
    }

    private static let makingRoles: Set<AISystem.OrganizationRole> = [
        .provider, .platformProvider, .productOrServiceProvider, .producer, .developer, .designer, .testerOrEvaluator,
        .humanFactorsProfessional, .domainExpert, .impactAssessor, .partner, .systemIntegrator, .dataProvider,
    ]
    private static let usingRoles: Set<AISystem.OrganizationRole> = [
        .operator, .deployer, .procurer, .governanceProfessional, .customer, .user,
    ]
}

extension Record where K == AISystem {
    /// Whether the organization plays one of these roles for the system.
    fileprivate func plays(one roles: Set<AISystem.OrganizationRole>) -> Bool {
        !roles.isDisjoint(with: self.organizationRoles ?? [])
    }
}
