package import Records

/// The way of an AI system from an idea to its retirement, built or bought. Source: life-cycle table, 3.4.
///
/// A gate is decided by the AIMS manager or top management, never by the owner of the system alone. What a gate asks of
/// registers that come later (requirements, designs, impact assessments, plans, contracts) is left to them.
extension AISystem {
    package static let lifecycle = Lifecycle<AISystem>(
        creators: .roles(.manager, .systemOwner), editors: .roles(.manager, .systemOwner) + [.owner],
        closed: [.rejected, .retired], kept: [.deployed, .operating, .suspended, .retiring],
        required: [
            Requirement(
                in: [
                    .screening, .requirements, .design, .build, .verification, .validation, .deploymentApproval,
                    .deployed, .operating, .suspended, .useAssessment, .useApproved,
                ], \.intendedPurpose, \.intendedUsers)
        ],
        grounds: [Grounds(of: \.scopeDecision, \.scopeReason, \.scopeApprovedBy)],
        always: [inUse, useStays, useInOrder, scopeAuthority], stamps: [\.registeredOn],
        transitions: entering + building + buying + running)

    private static let entering = [
        Transition<AISystem>(
            "Screen", from: [.idea], to: .screening, by: .roles(.systemOwner),
            guards: [affectedNamed, noneAffectedAgreed]),
        // From the idea too: an inventory brings in what is there twice, or was never taken up.
        Transition(
            "Reject", from: [.idea, .screening], to: .rejected, by: .roles(.manager, .legal), needsReason: true),
        // What is not deployed and never will be must not stay open for ever.
        Transition(
            "Give up",
            from: [
                .requirements, .design, .build, .verification, .validation, .deploymentApproval, .useAssessment,
                .useApproved,
            ], to: .rejected, by: .roles(.manager, .topManagement), needsReason: true),
    ]

    private static let building = [
        // The impact screening is asked here once screenings are a register.
        Transition<AISystem>(
            "Start requirements", from: [.screening], to: .requirements, by: .roles(.manager),
            guards: [rolesDecided, scopeDecided, notProhibited]),
        // Gate G1: approved requirements and development objectives come with later registers.
        gate("Pass G1", from: [.requirements], to: .design, guards: []),
        // Gate G2: the draft impact assessment and approved data acquisitions come with later registers.
        gate("Pass G2", from: [.design], to: .build, guards: [riskAssessed]),
        // Gate G3: design record, data preparation and lineage come with later registers.
        gate("Pass G3", from: [.build], to: .verification, guards: []),
        // The verification and validation plan, its results and release criteria come with later registers.
        Transition(
            "Finish verification", from: [.verification], to: .validation, by: .roles(.validator),
            guards: [notDeveloper]),
        Transition(
            "Finish validation", from: [.validation], to: .deploymentApproval, by: .roles(.validator),
            guards: [notDeveloper, notOwnHighImpact]),
        gate(
            "Pass G4", from: [.deploymentApproval], to: .deployed, guards: releaseGuards + [notDeveloper],
            stamps: [\.firstDeployedOn]),
        // The evaluation of the first monitoring period comes with a later register.
        Transition("Begin operation", from: [.deployed], to: .operating, by: .roles(.systemOwner)),
    ]

    private static let buying = [
        Transition<AISystem>(
            "Assess use", from: [.screening], to: .useAssessment, by: .roles(.manager),
            guards: [rolesDecided, scopeDecided, notProhibited, bought]),
        // The provider's documents, the impact assessment and the use approval come with later registers.
        gate(
            "Approve use", from: [.useAssessment], to: .useApproved,
            guards: releaseGuards + [bought, suppliersApproved],
            stamps: [\.useApprovedOn]),
        Transition(
            "Begin use", from: [.useApproved], to: .operating, by: .roles(.systemOwner), stamps: [\.firstDeployedOn]),
    ]

    private static let running = [
        // That users were told is asked once communications are a register.
        Transition<AISystem>(
            "Suspend", from: [.operating], to: .suspended,
            by: .roles(.oversight, .incidents, .systemOwner, .topManagement), needsReason: true),
        gate(
            "Resume", from: [.suspended], to: .operating, guards: [reassessed, riskAccepted, highImpactByTop],
            needsReason: true),
        // Gate G5: the retirement plan comes with a later register; the reason says what it will.
        gate(
            "Begin retirement", from: [.deployed, .operating, .suspended], to: .retiring, guards: [], needsReason: true),
        Transition(
            "Finish retirement", from: [.retiring], to: .retired, by: .roles(.systemOwner, .dataOwner),
            guards: [disposalShown]),
    ]

    private static func gate(
        _ verb: String, from: [State], to: State, guards: [Guard<AISystem>], stamps: [PartialKeyPath<AISystem>] = [],
        needsReason: Bool = false
    ) -> Transition<AISystem> {
        Transition(
            verb, from: from, to: to, by: .roles(.manager, .topManagement), guards: guards,
            apart: [.person(\AISystem.ownerSO)], stamps: stamps, needsReason: needsReason)
    }

    private static let releaseGuards = [riskAssessed, riskAccepted, highImpactByTop]

    /// Days that a step sets; before that step they are no facts. A system that was in use before it was registered is told.
    private static let inUse = Guard<AISystem>(
        "in-use",
        "It is not in use here yet: the step into use sets the day. If it was in use before it was registered, tell it as a "
            + "recorded act, with --at."
    ) { situation in
        if situation.isTold { return true }
        let (now, before) = (situation.record, situation.before)
        let isUsed = now.state.map(AISystem.inProduction.contains) ?? false
        let isStated =
            now.firstDeployedOn != nil && now.firstDeployedOn != before.firstDeployedOn
            || now.placedOnMarketOn != nil && now.placedOnMarketOn != before.placedOnMarketOn
        let isApproved = now.useApprovedOn != nil && now.useApprovedOn != before.useApprovedOn
        return isUsed || !isStated && (!isApproved || now.state == .useApproved)
    }

    /// When it was first used decides what it should have had by then.
    private static let useStays = Guard<AISystem>(
        "use-stays",
        "It is in use, and the day from which it is stays as it is. A wrong day is corrected as a recorded act, with --at, a "
            + "reason and a source."
    ) { situation in
        let (now, before) = (situation.record, situation.before)
        func stays(_ day: Day?, _ now: Day?) -> Bool { day == nil || day == now }
        return situation.isTold || before.state.map(AISystem.inProduction.contains) != true
            || stays(before.firstDeployedOn, now.firstDeployedOn) && stays(before.useApprovedOn, now.useApprovedOn)
                && stays(before.placedOnMarketOn, now.placedOnMarketOn)
    }

    /// Without a day stated it counts from the step; stating a later one would excuse what was missing in between.
    private static let useInOrder = Guard<AISystem>(
        "use-in-order",
        "It came into use by a step on an earlier day than that. Set firstDeployedOn to the day of that step or an earlier one."
    ) { situation in
        guard let stated = situation.record.firstDeployedOn, let stepped = situation.before.assumedFirstUse else {
            return true
        }
        return stated <= stepped
    }

    /// Scope is for top management to approve (3.2), and nobody approves what they write. That the member named really did
    /// is shown by the approval of the scope statement.
    private static let scopeAuthority = Guard<AISystem>(
        "scope-authority",
        "Top management decides what is in scope, and not who writes it down. Name a member of it in scopeApprovedBy."
    ) { situation in
        guard let approver = situation.record.scopeApprovedBy?.id, approver != situation.before.scopeApprovedBy?.id
        else { return true }
        return situation.view.holds(.topManagement, approver) && approver != situation.person
    }

    private static let affectedNamed = Guard<AISystem>(
        "affected",
        "It is not said who is affected. Name the people in affectedPeople, or give noPersonsAffected with reason and approvedBy."
    ) { situation in
        let system = situation.record
        return !(system.affectedGroups ?? []).isEmpty || !(system.affectedPeople ?? []).isEmpty
            || system.noPersonsAffected != nil
    }

    private static let noneAffectedAgreed = Guard<AISystem>(
        "none-affected",
        "That nobody is affected needs a reason and the agreement of somebody else than the system owner. Complete noPersonsAffected."
    ) { situation in
        guard let claim = situation.record.noPersonsAffected else { return true }
        return claim.reason != nil && claim.approvedBy != nil && claim.approvedBy?.id != situation.record.ownerSO?.id
    }

    private static let rolesDecided = Guard<AISystem>(
        "roles", "It is open which roles the organization plays for this system. Choose organizationRoles."
    ) { !($0.record.organizationRoles ?? []).isEmpty }

    private static let scopeDecided = Guard<AISystem>(
        "scope",
        "The scope decision is open. Set scopeDecision to in, or to out with scopeReason and scopeApprovedBy."
    ) { situation in
        switch situation.record.scopeDecision {
        case .in?: true
        case .out?: situation.record.scopeReason != nil && situation.record.scopeApprovedBy != nil
        case .undecided?, nil: false
        }
    }

    private static let notProhibited = Guard<AISystem>(
        "prohibited", "It is classified as a prohibited practice. Reject it, or have the classification reviewed."
    ) { !$0.record.isClassed("PROHIBITED") }

    private static let bought = Guard<AISystem>(
        "bought",
        "This way is for systems that are only used: sourcing is not in-house, and organizationRoles are user, deployer, "
            + "customer or procurer. Otherwise start requirements."
    ) { situation in
        situation.record.sourcing != .inHouse && situation.record.isOnlyUsed
    }

    private static let riskAssessed = Guard<AISystem>(
        "risk-assessment", "There is no approved risk assessment of this system. Create one and have it approved first."
    ) { !$0.view.approvedAssessments(of: $0.record.id).isEmpty }

    private static let reassessed = Guard<AISystem>(
        "reassessment",
        "The risks were not assessed again since the system was suspended. Approve a new risk assessment first."
    ) { situation in
        let since = situation.before.content.entry.at.day(in: situation.view.zone)
        return situation.view.approvedAssessments(of: situation.record.id).contains {
            ($0.approvedOn ?? since) >= since
        }
    }

    private static let riskAccepted = Guard<AISystem>(
        "residual-risk",
        "A risk of this system lies above the acceptance limit and is not accepted. Treat it further, or have it accepted."
    ) { situation in
        let limit = situation.view.acceptanceLimit
        return situation.view.openRisks(of: situation.record.id).allSatisfy { risk in
            risk.state == .accepted || (risk.standingLevel ?? .prohibited) <= limit
        }
    }

    private static let highImpactByTop = Guard<AISystem>(
        "top-management",
        "This system has a high impact: top management decides. Ask one of its members to take this step."
    ) { situation in
        !situation.record.isHighImpact || situation.view.holds(.topManagement, situation.person)
    }

    private static let notDeveloper = Guard<AISystem>(
        "developer", "Who developed a version of this system may not validate or release it. Somebody else must."
    ) { situation in
        situation.view.all(SystemVersion.self, \.system, pointingTo: situation.record.id).allSatisfy { version in
            !(version.developers ?? []).contains { $0.id == situation.person }
        }
    }

    private static let notOwnHighImpact = Guard<AISystem>(
        "owner", "The owner of a system with a high impact may not validate it alone. Another validator must."
    ) { situation in
        !situation.record.isHighImpact || situation.record.ownerSO?.id != situation.person
    }

    private static let suppliersApproved = Guard<AISystem>(
        "suppliers",
        "A bought system has a supplier that was assessed. Name suppliers, and have each Approved or Active."
    ) { situation in
        let suppliers = situation.record.suppliers ?? []
        return !suppliers.isEmpty
            && suppliers.allSatisfy { supplier in
                [.approved, .active, .watch].contains(supplier.record(in: situation.view)?.state)
            }
    }

    private static let disposalShown = Guard<AISystem>(
        "disposal", "Nothing shows what became of data and models. Enter Evidence with this system among its subjects."
    ) { situation in
        let since = situation.before.content.entry.at.day(in: situation.view.zone)
        return situation.view.all(Evidence.self, \.subjects, pointingTo: situation.record.id).contains { evidence in
            evidence.state == .valid && evidence.content.created.at.day(in: situation.view.zone) >= since
        }
    }
}
