package import Records

/// What the words for sets of systems and people mean, from what is there today. The only place that says so.
///
/// Source: sets 2.5.4 and terms 0.4. Impact assessments, EU classifications, deployments and use approvals are registers
/// of later; until then the fields of the system stand for them.
extension View {
    /// SYS: all AI systems except rejected ones.
    package var systems: [Record<AISystem>] {
        counted(AISystem.self).filter(\.isRegistered)
    }

    /// INSCOPE: decided in, and not retired.
    package var systemsInScope: [Record<AISystem>] { systems.filter(\.isInScope) }

    /// ASSESSABLE: in scope, from design on; bought systems from the assessment of their use on.
    package var assessableSystems: [Record<AISystem>] { systems.filter(\.isAssessable) }

    /// LIVE: in scope and in production, also while a new version is made.
    package var liveSystems: [Record<AISystem>] { systems.filter(\.isLive) }

    /// HI: high or critical impact, or high risk in EU law.
    package var highImpactSystems: [Record<AISystem>] { systemsInScope.filter(\.isHighImpact) }

    /// DEV, the systems: in scope and on their way to a first release.
    package var systemsInDevelopment: [Record<AISystem>] {
        systemsInScope.filter { $0.state.map(AISystem.inDevelopment.contains) ?? false }
    }

    /// DEV, the versions: of systems in scope, on their way to release.
    package var versionsInDevelopment: [Record<SystemVersion>] {
        counted(SystemVersion.self).filter { version in
            (version.state.map(SystemVersion.inDevelopment.contains) ?? false)
                && (version.system?.record(in: self)?.isInScope ?? false)
        }
    }

    /// PEOPLE: inside the management system, begun and not left.
    package var people: [Record<Person>] {
        counted(Person.self).filter(\.isInside)
    }

    /// Records of a kind that count: test records nowhere, demonstration records only in a demonstration organization.
    package func counted<K: RecordKind>(_ kind: K.Type) -> [Record<K>] {
        let isDemo = isDemonstration
        return all(kind).filter { $0.content.counts(inDemonstration: isDemo) }
    }

    package var isDemonstration: Bool {
        all(Organization.self).first?.isDemo == true
    }

    /// The day the management system began: as set, else the day of the first record.
    package var aimsStartDate: Day {
        // A start that lies ahead would excuse everything that is in use until then.
        parameters.aimsStartDate.flatMap { $0 <= day ? $0 : nil } ?? all(Organization.self).first?.content.created.at
            .day(in: zone) ?? day
    }

    /// The last day on which a legacy system may still lack what others need before their first use.
    package var legacyDeadline: Day {
        aimsStartDate.adding(days: parameters.legacyDeadlineDays)
    }
}

extension RecordContent {
    // Asked of every record there is.
    private static let isTestSlot = Kind.slot(base: \.isTest)
    private static let isDemo = Kind.slot(base: \.isDemo)

    package var isTest: Bool { self[RecordContent.isTestSlot] == .flag(true) }

    /// Test records count nowhere, demonstration records only in a demonstration organization.
    package func counts(inDemonstration isDemonstration: Bool) -> Bool {
        !isTest && (isDemonstration || self[RecordContent.isDemo] != .flag(true))
    }
}

extension Record where K == Person {
    /// Inside the management system, begun and not left.
    package var isInside: Bool { self.inAIMSscope == true && view.isActive(id) }
}

extension AISystem {
    static let inDevelopment: Set<State> = [
        .requirements, .design, .build, .verification, .validation, .deploymentApproval,
    ]

    static let inProduction: Set<State> = [.deployed, .operating, .suspended, .retiring, .retired]

    /// Roles in which somebody else's system is only used.
    static let usingRoles: Set<OrganizationRole> = [.user, .deployer, .customer, .procurer]
}

extension SystemVersion {
    static let inDevelopment: Set<State> = [
        .requirements, .design, .build, .verification, .validation, .deploymentApproval,
    ]
}

// Asked of very many systems, several times each.
extension AISystem {
    fileprivate static let firstDeployedOnSlot = Kind.slot(\AISystem.firstDeployedOn)
}

extension SystemVersion {
    fileprivate static let systemSlot = Kind.slot(\SystemVersion.system)
    fileprivate static let deployedOnSlot = Kind.slot(\SystemVersion.deployedOn)
}

extension Record where K == AISystem {
    package var isRegistered: Bool { state != .rejected }

    package var isInScope: Bool {
        self.scopeDecision == .in && state != .retired && state != .rejected
    }

    package var isAssessable: Bool {
        switch state {
        case .design?, .build?, .verification?, .validation?, .deploymentApproval?, .deployed?, .operating?,
            .suspended?,
            .retiring?, .useAssessment?, .useApproved?:
            isInScope
        case .idea?, .screening?, .rejected?, .requirements?, .retired?, nil: false
        }
    }

    package var isLive: Bool {
        isInScope && (state == .deployed || state == .operating)
    }

    /// The impact level and the class are those of the record until assessments and classifications are registers.
    package var isHighImpact: Bool {
        self.impactLevel == .high || self.impactLevel == .critical
            || isClassed("HIGH_RISK")
    }

    /// Whether the class in EU law begins with a code, in whatever spelling: `HIGH_RISK_ANNEX_III` and “High risk (Annex III)”.
    package func isClassed(_ code: String) -> Bool {
        guard let stated = self.euClass else { return false }
        let words = stated.uppercased().split { !$0.isLetter && !$0.isNumber }
        return words.joined(separator: "_").hasPrefix(code)
    }

    /// The organization only uses it, whatever its self.sourcing.
    package var isOnlyUsed: Bool {
        guard let roles = self.organizationRoles, !roles.isEmpty else { return false }
        return AISystem.usingRoles.isSuperset(of: roles)
    }

    /// Bought: on the way of systems that are only used, or only used and not made here.
    package var isBought: Bool {
        state == .useAssessment || state == .useApproved || (isOnlyUsed && self.sourcing != .inHouse)
    }

    /// The day it first went into production; of a bought system, was first used. `nil` while that is not, or not yet.
    package var firstUse: Day? {
        let versions = view.records(
            of: view.declarations.kind(SystemVersion.self), pointingTo: id, through: SystemVersion.systemSlot)
        let deployments = versions.compactMap { $0[SystemVersion.deployedOnSlot].flatMap(Day.init) }
        let stated = (deployments + [content[AISystem.firstDeployedOnSlot].flatMap(Day.init)].compactMap(\.self)).min()
        return (stated ?? (isBought ? self.useApprovedOn : nil)).flatMap { $0 <= view.day ? $0 : nil }
    }

    /// For a system that is in production though nobody stated since when: the day it came into such a state.
    package var assumedFirstUse: Day? {
        guard firstUse == nil, state.map(AISystem.inProduction.contains) ?? false else { return nil }
        let step = view.stepOutlines(of: id).first { step in
            AISystem.State(rawValue: step.to).map(AISystem.inProduction.contains) ?? false
        }
        return (step?.at ?? content.entry.at).day(in: view.zone)
    }

    /// In production when the management system began, and not retired then.
    package var isLegacy: Bool { isLegacy(since: view.aimsStartDate) }

    /// The same, for whoever asks of many systems and knows the day on which the management system began.
    package func isLegacy(since start: Day) -> Bool {
        guard let firstUse = firstUse ?? assumedFirstUse, firstUse <= start else { return false }
        let retirement = view.stepOutlines(of: id).last { $0.to == AISystem.State.retired.rawValue }
        return retirement.map { $0.at.day(in: view.zone) > start } ?? true
    }
}
