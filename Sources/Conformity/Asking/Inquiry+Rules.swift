import AIMS
import Records

extension Inquiry {
    var memberRules: MemberRules {
        MemberRules(
            legacyDeadline: { self.legacyDeadline(of: $0) },
            cure: { LaterKinds.cure(of: $0, for: self.check.id, in: self.view) },
            actsOnHighImpact: { self.actsOnHighImpact($0) })
    }

    private func legacyDeadline(of member: any Member) -> Day? {
        guard check.hasLegacyRule, let content = member.carrier, day <= legacyDeadline,
            content.kind == view.register.declarations.kind(AISystem.self)
        else { return nil }
        return isLegacy(Record<AISystem>(content: content, view: view)) ? legacyDeadline : nil
    }

    /// The member is a system of high impact, or one of its fields names one. Members that concern the whole organization
    /// name none, even where their effect reaches it.
    private func actsOnHighImpact(_ member: any Member) -> Bool {
        guard let content = member.carrier, !highImpact.isEmpty, !isAboutOrganization(content.kind) else {
            return false
        }
        return highImpact.contains(content.id) || content.references.contains { reaches($0.id) }
    }

    private func reaches(_ id: RecordID) -> Bool {
        if highImpact.contains(id) { return true }
        guard let version = view.record(id, as: SystemVersion.self) else { return false }
        return version.system.map { highImpact.contains($0.id) } ?? false
    }

    private func isAboutOrganization(_ kind: Kind) -> Bool {
        let names = ["Organization", "ScopeStatement", "Policy", "RiskCriteria", "RoleDefinition", "RACI", "Parameter"]
        return names.contains(kind.name)
    }

    /// Says which rules changed what members count as.
    func noteRules(of tally: Tally) {
        if tally.legacyCount > 0 {
            let systems = Count.of(tally.legacyCount, "system")
            use(.legacy, "\(systems) in use before the AIMS began on \(aimsStart) until \(legacyDeadline)")
        }
        for (member, nonconformity) in tally.cures { use(.cure, "\(member.text) is cured by \(nonconformity)") }
    }
}
