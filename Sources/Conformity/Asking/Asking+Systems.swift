import AIMS
import Records

/// Sets of AI systems, and the dates that count for them. What the words mean is said in AIMS, `SystemSets`.
extension Asking {
    /// SYS: every registered system that was not rejected.
    var systems: Population<AISystem> {
        population("registered", within: all(AISystem.self)) { _, system in system.isRegistered }
    }

    /// INSCOPE.
    var inScope: Population<AISystem> {
        population("in scope", within: systems) { _, system in system.isInScope }
    }

    /// ASSESSABLE: in scope from design onward.
    var assessable: Population<AISystem> {
        population("assessable", within: systems) { _, system in system.isAssessable }
    }

    /// HI.
    var highImpact: Population<AISystem> {
        population("of high impact", within: inScope) { _, system in system.isHighImpact }
    }

    var systemsLeftOut: Population<AISystem> {
        population("left out of scope", within: systems) { _, system in system.scopeDecision == .out }
    }

    var aimsStart: Day { session.value(Name("start of the AIMS")) { $0.view.aimsStartDate } }

    /// The last day on which a legacy system may lack what others need before their first use.
    var legacyDeadline: Day { session.value(Name("legacy deadline")) { $0.view.legacyDeadline } }
}

extension Inquiry {
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
        guard let assumed = system.assumedFirstUse else { return nil }
        use(
            .assumedDate,
            "systems in production without a date of first use count from the day they came into that state")
        return assumed
    }

    /// The day by which a system has to be assessed: that of first deployment, for bought systems of the use approval.
    func assessmentDue(of system: Record<AISystem>) -> Day? {
        system.isBought ? earliest(system.useApprovedOn, firstUse(of: system)) : firstUse(of: system)
    }

    /// In use when the AIMS began, and not retired then.
    func isLegacy(_ system: Record<AISystem>) -> Bool { system.isLegacy(since: aimsStart) }

    /// Whether something came after an event that it should precede. For a legacy system it may come until the legacy
    /// deadline.
    func isLate(_ done: Day, for system: Record<AISystem>, before event: Day) -> Bool {
        guard done > event else { return false }
        guard check.hasLegacyRule, done <= legacyDeadline, isLegacy(system) else { return true }
        use(.legacy, "“before first use” of a system in use when the AIMS began means by \(legacyDeadline)")
        return false
    }
}
