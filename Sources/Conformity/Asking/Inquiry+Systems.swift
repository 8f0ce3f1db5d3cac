import AIMS
import Records

/// Sets of AI systems, and the dates that count for them. What the words mean is said in AIMS, `SystemSets`.
extension Inquiry {
    /// SYS: every registered system that was not rejected.
    var systems: [Record<AISystem>] { population("systems") { $0.systems } }

    /// INSCOPE.
    var inScope: [Record<AISystem>] { population("systems in scope") { $0.systemsInScope } }

    /// ASSESSABLE: in scope from design onward.
    var assessable: [Record<AISystem>] { population("assessable systems") { $0.assessableSystems } }

    var systemsLeftOut: [Record<AISystem>] { systems.filter { $0.scopeDecision == .out } }

    /// HI.
    var highImpact: Set<RecordID> {
        once("high impact") { shared("high impact") { Set($0.highImpactSystems.map(\.id)) } }
    }

    /// The day of registration; where nobody stated it, the day on which the record says it came to be.
    func registered(_ system: Record<AISystem>) -> Day {
        if let day = system.registeredOn { return day }
        use(.assumedDate, "systems without registeredOn count from the day their record was created")
        return createdDay(of: system)
    }

    /// The day of first deployment, for bought systems of first use; `nil` while there is none.
    ///
    /// A system that is in production though nobody stated a date has been in use since it came into such a state.
    func firstUse(of system: Record<AISystem>) -> Day? {
        if let day = system.firstUse { return day }
        guard let state = system.state, Inquiry.inProduction.contains(state) else { return nil }
        use(
            .assumedDate,
            "systems in production without a date of first use count from the day they came into that state")
        let step = view.changes(of: system.id).first { change in
            change.step.flatMap { AISystem.State(rawValue: $0.to) }.map(Inquiry.inProduction.contains) ?? false
        }
        return step.map { $0.at.day(in: view.zone) } ?? entryDay(of: system)
    }

    private static let inProduction: Set<AISystem.State> = [.deployed, .operating, .suspended, .retiring, .retired]

    /// The day by which a system has to be assessed: that of first deployment, for bought systems of the use approval.
    func assessmentDue(of system: Record<AISystem>) -> Day? {
        system.isBought ? earliest(system.useApprovedOn, firstUse(of: system)) : firstUse(of: system)
    }

    var aimsStart: Day { once("aims start") { shared("aims start") { $0.aimsStartDate } } }

    /// The last day on which a legacy system may lack what others need before their first use.
    var legacyDeadline: Day {
        once("legacy deadline") { shared("legacy deadline") { $0.legacyDeadline } }
    }

    /// In use when the AIMS began, and not retired then.
    func isLegacy(_ system: Record<AISystem>) -> Bool {
        guard let use = firstUse(of: system), use <= aimsStart else { return false }
        let retirement = view.changes(of: system.id).last { $0.step?.to == AISystem.State.retired.rawValue }
        return retirement.map { $0.at.day(in: view.zone) > aimsStart } ?? true
    }

    /// Whether something came after an event that it should precede. For a legacy system it may come until the legacy
    /// deadline.
    func isLate(_ done: Day, for system: Record<AISystem>, before event: Day) -> Bool {
        guard done > event else { return false }
        guard check.hasLegacyRule, done <= legacyDeadline, isLegacy(system) else { return true }
        use(.legacy, "“before first use” of a system in use when the AIMS began means by \(legacyDeadline)")
        return false
    }
}
