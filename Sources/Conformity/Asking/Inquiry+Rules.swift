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
            content.kind == session.declarations.kind(AISystem.self)
        else { return nil }
        return isLegacy(Record<AISystem>(content: content, view: view)) ? legacyDeadline : nil
    }

    /// The member is a system of high impact, or one of its fields names one. Members that concern the whole organization
    /// name none, even where their effect reaches it.
    private func actsOnHighImpact(_ member: any Member) -> Bool {
        guard let content = member.carrier, !isAboutOrganization(content.kind) else {
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

    /// Which rules changed what members count as.
    func rules(of tally: Tally) -> [RuleUse] {
        var rules = tally.cures.map { cure in
            RuleUse(rule: .cure, explanation: "\(cure.member.text) is cured by \(cure.nonconformity)")
        }
        if tally.legacyCount > 0 {
            let systems = Count.of(tally.legacyCount, "system")
            rules.insert(
                RuleUse(
                    rule: .legacy,
                    explanation: "\(systems) in use before the AIMS began on \(aimsStart) until \(legacyDeadline)"),
                at: 0)
        }
        return rules
    }
}
