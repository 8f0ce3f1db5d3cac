import AIMS
import Ledger
import Organization
import Records
import Storage

extension Population {
    /// Roles, scope, policy and criteria, which came into force today with effect from long ago; somebody at the top, and
    /// what was judged of the policy.
    mutating func govern() async throws(Failure) -> Setting {
        let top = try await begin(
            Person.self, "Active", [("name", "Ruth Adler"), ("kind", "employee"), ("inAIMSscope", "yes")])
        let auditor = try await begin(
            Person.self, "Active", [("name", "Chen Wei"), ("kind", "employee"), ("inAIMSscope", "yes")])
        let roles = try await roles(top)
        let policy = try await begin(Policy.self, "InReview", policyValues)
        let scope = try await begin(ScopeStatement.self, "InReview", scopeValues)
        let criteria = try await begin(RiskCriteria.self, "InReview", criteriaValues)
        for (id, field) in [(policy, "effectiveFrom"), (scope, "validFrom"), (criteria, "effectiveFrom")] {
            let effect = try node.rules.declarations.kind(of: id)?.values([(field, "2025-06-01")]) ?? []
            // The assessments of long ago used the criteria.
            let isOfToday = id != criteria
            try await tell([.step(id, verb: "Approved", values: [], expecting: nil)], whose: top, today: isOfToday)
            try await tell([.step(id, verb: "InForce", values: effect, expecting: nil)], whose: top, today: isOfToday)
        }
        try await judge(policy, by: auditor)
        return Setting(
            roles: roles, policy: policy, criteria: criteria, file: try await keptFile(), today: node.today)
    }

    private mutating func begin<K: RecordKind>(
        _ type: K.Type, _ state: String, _ values: [(String, String)]
    ) async throws(Failure) -> RecordID {
        let kind = node.rules.declarations.kind(type)
        let acts = [Act.create(kind, state: state, values: try kind.values(values))]
        return try await tell(acts, today: type != Person.self && type != RiskCriteria.self)[0].record
    }

    private mutating func roles(_ top: RecordID) async throws(Failure) -> [String: RecordID] {
        let roles = node.view().all(RoleDefinition.self)
        try await tell(roles.map { .step($0.id, verb: "InForce", values: [], expecting: nil) }, whose: top, today: true)
        var found: [String: RecordID] = [:]
        for role in roles { found[role.code ?? ""] = role.id }
        _ = try await begin(
            RoleAssignment.self, "Active",
            [
                ("role", found["TM"]?.text ?? ""), ("person", top.text), ("scope", "AIMS"), ("validFrom", "2024-01-01"),
                ("acceptedAt", "2024-01-01T09:00:00Z"), ("appointmentEvidence", "Minutes of the board"),
            ])
        return found
    }

    private mutating func judge(_ policy: RecordID, by auditor: RecordID) async throws(Failure) {
        let kind = node.rules.declarations.kind(Verdict.self)
        var acts: [Act] = []
        for anchor in PolicyAnchor.Commitment.allCases {
            acts.append(
                .create(
                    kind, state: nil,
                    values: try kind.values([
                        ("check", "C5.2-02"), ("part", anchor.rawValue), ("subject", policy.text), ("answer", "yes"),
                        ("reasons", "Read it."),
                    ])))
        }
        try await tell(acts, whose: auditor, today: true)
    }

    /// A small file, and a run that found it whole today.
    private mutating func keptFile() async throws(Failure) -> String {
        guard let store = node.folder?.attachments else { return "" }
        let file: Storage.Attachment
        do throws(AttachmentFailure) {
            file = try store.write(Array("Minutes".utf8))
        } catch {
            throw .attachment(error)
        }
        let kind = node.rules.declarations.kind(IntegrityRun.self)
        _ = try await node.submit(
            Command(
                [
                    .create(
                        kind, state: nil, values: try kind.values([("entriesVerified", "1"), ("filesVerified", "1")]))
                ],
                by: Population.manager, isFound: true))
        return #"{"name":"minutes.txt","sha256":"\#(file.digest.hex)","size":\#(file.byteCount),"mime":"text/plain"}"#
    }

    private var policyValues: [(String, String)] {
        let anchors = PolicyAnchor.Commitment.allCases.map { #"{"anchor":"\#($0.rawValue)","place":"section 1"}"# }
        return [
            ("versionLabel", "1.0"), ("type", "AI policy"), ("text", Population.filler("We use AI with care", 4_000)),
            ("anchors", "[\(anchors.joined(separator: ","))]"), ("availability", "internal"),
            ("reviewInterval", "P12M"),
            ("principles", #"[{"code":"P1","text":"Fairness first","appliesTo":"both"}]"#),
        ]
    }

    private var scopeValues: [(String, String)] {
        [
            ("versionLabel", "1.0"), ("activities", "Everything"), ("roles", "provider; user"), ("units", "All"),
            ("sites", "Leeds"), ("interfaces", "Core banking"), ("dependencies", "Cloud"),
        ]
    }

    private var criteriaValues: [(String, String)] {
        [
            ("versionLabel", "1.0"), ("likelihoodScale", "1 rare … 5 almost certain"),
            ("impactScales", "1 slight … 5 severe"),
            ("impactDimensions", "organization; individuals; groups; society"), ("acceptanceLimit", "Low"),
            ("toleranceLimit", "Medium"), ("authorityTable", #"[{"level":"Low","roles":["RO"]}]"#),
        ]
    }
}
