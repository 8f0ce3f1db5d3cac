package import Records

/// One assessment of the risks of a system, or of the management system itself. Source: 6.1.2, 8.2.
package struct RiskAssessment: RecordKind {
    /// From a plan to a result that is closed, until a later one replaces it.
    package enum State: String, Stage {
        case planned = "Planned"
        case inProgress = "InProgress"
        case review = "Review"
        case approved = "Approved"
        case closed = "Closed"
        case
            superseded = "Superseded"
    }

    /// Whether one system is assessed or the management system itself.
    package enum Reach: String, Choice {
        case system
        case aims = "AIMS"
    }

    /// Why the assessment is made now.
    package enum Trigger: String, Choice {
        case initial, periodic, change, incident, law, drift, supplier, other
    }

    package static let about = About(
        "Risk assessment", plural: "Risk assessments", address: "assessments", prefix: "RA", clauses: ["6.1.2", "8.2"],
        summary: "When which risks were assessed, by whom, against which criteria, and who agreed.", naming: "system",
        columns: ["system", "level", "trigger", "approvedOn", "nextDue"],
        sections: [
            Section(
                "Assessment", ["level", "system", "trigger", "triggerEvents", "method", "criteriaVersion", "assessors"]),
            Section("Result", ["risks", "sourceCoverage", "summary", "decision"]),
            Section("Dates", ["approvedOn", "closedOn", "nextDue", "snapshotHash"]),
        ])

    package static let lifecycle = Lifecycle<RiskAssessment>(
        creators: .roles(.manager, .riskOwner, .systemOwner),
        editors: .roles(.manager, .riskOwner) + [.owner, .person(\RiskAssessment.assessors)],
        closed: [.closed, .superseded], frozen: [.approved],
        required: [
            Requirement(in: [.inProgress, .review, .approved, .closed], \.level, \.trigger, \.assessors),
            Requirement(in: [.review, .approved, .closed], \.method, \.criteriaVersion, \.summary),
            Requirement(in: [.approved, .closed], \.decision, \.approvedOn, \.nextDue),
            Requirement(in: [.closed], \.closedOn, \.snapshotHash),
        ],
        versions: Versions(inForce: [.approved, .closed], superseded: .superseded),
        creation: [systemNamed], always: [reachAlone, assessorsStay],
        transitions: [
            Transition(
                "Start", from: [.planned], to: .inProgress,
                by: [.person(\RiskAssessment.assessors)] + .roles(.manager, .riskOwner), guards: [systemNamed]),
            Transition(
                "Send to review", from: [.inProgress], to: .review, by: [.person(\RiskAssessment.assessors)],
                guards: [risksNamed, ownerNotAlone]),
            Transition(
                "Return to the assessors", from: [.review], to: .inProgress,
                by: .roles(.manager, .riskOwner, .topManagement),
                needsReason: true),
            Transition(
                "Approve", from: [.review], to: .approved, by: .roles(.riskOwner, .topManagement),
                guards: [criteriaInForce, levelsInOrder, highImpactByTop, wideForAll], approves: true,
                apart: [.person(\RiskAssessment.assessors)], stamps: [\.approvedOn]),
            Transition(
                "Close", from: [.approved], to: .closed, by: .roles(.manager, .riskOwner),
                stamps: [\.closedOn, \.snapshotHash]),
        ])

    package let system = reference("AI system", to: AISystem.self)
    package let level = choice("Level", Reach.self, help: "One system, or the management system as a whole.")
    package let trigger = choice("Why now", Trigger.self)
    package let triggerEvents = references("Caused by", toKind: "TriggerEvent")
    package let method = prose("Method", personal: false)
    package let criteriaVersion = reference("Criteria used", to: RiskCriteria.self)
    package let assessors = references("Assessors", to: Person.self)
    package let sourceCoverage = rows("Sources looked at", of: SourceCoverage.self)
    package let risks = references("Risks", to: Risk.self)
    package let summary = prose("Summary")
    package let decision = prose("Decision")
    package let approvedOn = date("Approved on", content: false, tells: .act)
    package let closedOn = date("Closed on", content: false, tells: .act)
    // When the next one is due is set with the approval and moved by later events.
    package let nextDue = date("Next due", content: false)
    package let snapshotHash = text(
        "Digest at closing", help: "Taken by the product.", personal: false, content: false, tells: .act)

    package init() {}

    private static let systemNamed = Guard<RiskAssessment>(
        "system", "It is not said what is assessed. Name the system, or set level to AIMS."
    ) { $0.record.level == .aims || $0.record.system != nil }

    private static let reachAlone = Guard<RiskAssessment>(
        "reach", "An assessment of the management system is of no single one. Leave system out, or set level to system."
    ) { $0.record.level != .aims || $0.record.system == nil }

    // Whoever assessed does not approve; nobody stops having assessed.
    private static let assessorsStay = Guard<RiskAssessment>(
        "assessors", "It is in review: who assessed stays as it is. Return it to the assessors to change them."
    ) { situation in
        situation.before.state != .review || situation.record.state != .review
            || Set(situation.record.assessors ?? []) == Set(situation.before.assessors ?? [])
    }

    private static let wideForAll = Guard<RiskAssessment>(
        "wide",
        "An assessment of the management system is approved by who answers for all of it. Ask top management or a risk owner whose "
            + "role covers everything."
    ) { situation in
        situation.record.level != .aims
            || [.riskOwner, .topManagement].contains { situation.view.holds($0, situation.person) }
    }

    private static let risksNamed = Guard<RiskAssessment>(
        "risks", "No risk is named. List the risks found, or say in summary why there are none and cover every source."
    ) { situation in
        let covered = Set((situation.record.sourceCoverage ?? []).compactMap(\.source))
        return !(situation.record.risks ?? []).isEmpty || covered == Set(RiskSource.allCases)
    }

    private static let ownerNotAlone = Guard<RiskAssessment>(
        "owner-alone", "The risk owner may not assess a high-impact system alone. Add another assessor."
    ) { situation in
        guard situation.record.concernsHighImpact else { return true }
        let owners = Set(
            (situation.record.risks ?? []).compactMap { $0.record(in: situation.view)?.owner?.id }
                + [situation.record.owner?.id].compactMap(\.self))
        return !(situation.record.assessors ?? []).allSatisfy { owners.contains($0.id) }
    }

    private static let criteriaInForce = Guard<RiskAssessment>(
        "criteria",
        "The criteria are not the version in force. Set criteriaVersion to that one and look at the levels again."
    ) { situation in
        situation.record.criteriaVersion?.record(in: situation.view).map { situation.view.isInForce($0.content) }
            ?? false
    }

    private static let levelsInOrder = Guard<RiskAssessment>(
        "levels", "A risk ends higher than it began. Residual must not exceed current, nor current inherent level."
    ) { situation in
        (situation.record.risks ?? []).compactMap { $0.record(in: situation.view) }.allSatisfy(\.hasLevelsInOrder)
    }

    private static let highImpactByTop = Guard<RiskAssessment>(
        "top-management", "The system has a high impact: top management approves. Ask one of its members."
    ) { situation in
        !situation.record.concernsHighImpact || situation.view.holds(.topManagement, situation.person)
    }
}

/// Whether a source of risk played a part, and if not, why.
package struct SourceCoverage: RowKind {
    package let source = choice("Source", RiskSource.self, required: true)
    package let used = flag("Used")
    package let notRelevantReason = text("Why not relevant", max: 4_000)

    package init() {}
}

extension Record where K == RiskAssessment {
    fileprivate var concernsHighImpact: Bool {
        self.system?.record(in: view)?.isHighImpact ?? false
    }
}

extension View {
    /// Assessments of a system that were approved and have not been replaced.
    package func approvedAssessments(of system: RecordID) -> [Record<RiskAssessment>] {
        all(RiskAssessment.self, \.system, pointingTo: system).filter { $0.state == .approved || $0.state == .closed }
    }
}
