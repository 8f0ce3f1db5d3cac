import Records

extension Inquiry {
    var memberRules: MemberRules {
        MemberRules(
            legacyDeadline: { _ in nil }, cure: { LaterKinds.cure(of: $0, for: self.check.id, in: self.view) },
            actsOnHighImpact: { _ in false })
    }

    /// Says which rules changed what members count as.
    func noteRules(of tally: Tally) {
        for (member, nonconformity) in tally.cures { use(.cure, "\(member.text) is cured by \(nonconformity)") }
    }
    func number(_ p: Parameters) -> Int { 30 }
}
enum Parameters {
    case warnDays, majorShare
    static func number(_ p: Parameters, in: View) -> Int { 30 }
}
