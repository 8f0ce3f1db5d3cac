import AIMS
import Records

extension Agency {
    static let model = [
        "name": "orbis-large", "kind": "foundation via API", "evaluationResults": "0.91 on our set",
        "limitations": "invents sources", "approvedUses": "drafting", "modelVersion": "2026-04",
    ]

    static let dataset = [
        "name": "Applications 2025", "purposes": "train", "intendedUse": "ranking", "provenance": "our own forms",
        "rights": "consent", "qualityRequirements": #"[{"measure":"missing","threshold":"2 %"}]"#, "retention": "P3Y",
        "personalData": "no",
    ]

    /// A second voice: an approval in a role, apart from the step.
    @discardableResult
    mutating func approve(_ id: RecordID, _ role: RoleCode, by person: RecordID) throws(Refusal) -> RecordID {
        let definition = view().all(RoleDefinition.self).first { $0.code == role.code }?.id.text ?? ""
        return try create(
            Approval.self, ["record": id.text, "roleHeld": definition, "decision": "approve"], by: person)
    }
}

extension Walk {
    static let resources = [
        Walk("a model is evaluated, approved, changed by its provider, and retired") { agency in
            let id = try agency.create(Model.self, Agency.model, by: .jonas)
            try agency.step(id, "finish-evaluation", by: .priya)
            try agency.approve(id, .security, by: .eva)
            try agency.step(id, "approve")
            try agency.step(id, "take-into-use", by: .tomasz)
            try agency.step(id, "evaluate-anew", by: .priya, reason: "the provider changed it silently")
            try agency.change(id, ["evaluationResults": "0.88 on our set"], by: .priya)
            try agency.approve(id, .security, by: .eva)
            try agency.step(id, "approve")
            try agency.step(id, "take-into-use", by: .tomasz)
            try agency.step(id, "deprecate", by: .tomasz)
            try agency.step(id, "retire", by: .tomasz)
        },
        Walk("a dataset is assessed, approved, used, frozen, withdrawn and disposed of") { agency in
            let id = try agency.create(
                Dataset.self, Agency.dataset.merging(["personalData": "yes", "legalBasis": "consent"]) { $1 },
                by: .jonas)
            try agency.step(id, "assess", by: .luca)
            try agency.approve(id, .privacy, by: .bram)
            try agency.step(id, "approve", by: .luca)
            try agency.step(id, "take-into-use", by: .luca)
            try agency.step(id, "freeze", by: .luca)
            try agency.step(id, "withdraw", by: .bram, reason: "consent withdrawn")
            try agency.step(id, "dispose", ["disposal": "shredded"], by: .luca)
        },
        Walk("a supplier is assessed, approved, watched and left") { agency in
            let id = try agency.approvedSupplier()
            try agency.step(id, "activate", by: .marek)
            try agency.step(id, "put-on-watch", by: .marek, reason: "late notices")
            try agency.step(id, "take-off-watch", by: .marek, reason: "improved")
            try agency.step(id, "begin-exit", by: .marek, reason: "new one chosen")
            try agency.step(id, "end", by: .marek)
        },
    ]
}

extension GuardCase {
    static let resources = [
        GuardCase("MOD", "security") { agency in
            let id = try agency.create(Model.self, Agency.model, by: .jonas)
            try agency.step(id, "finish-evaluation", by: .priya)
            try agency.approve(id, .security, by: .eva)
            // What was approved is not what is to be approved any more.
            try agency.change(id, ["limitations": "none"], by: .jonas)
            try agency.step(id, "approve")
        },
        GuardCase("MOD", "version") { agency in
            let id = try agency.create(Model.self, Agency.model.merging(["modelVersion": ""]) { $1 }, by: .jonas)
            try agency.step(id, "finish-evaluation", by: .priya)
            try agency.approve(id, .security, by: .eva)
            try agency.step(id, "approve")
        },
        GuardCase("MOD", "in-use") { agency in
            let model = try agency.create(Model.self, Agency.model, by: .jonas)
            _ = try agency.built(upTo: "begin-operation", ["models": model.text])
            try agency.step(model, "retire")
        },
        GuardCase("DAT", "legal-basis") { try approve(&$0, ["personalData": "yes"], privacy: true) },
        GuardCase("DAT", "privacy") {
            try approve(&$0, ["personalData": "yes", "legalBasis": "contract"], privacy: false)
        },
        GuardCase("DAT", "art10") { try approve(&$0, ["art10Items": "one; two"], privacy: false) },
        GuardCase("SUP", "tier") { _ = try $0.approvedSupplier(["tier": "critical", "exitPlan": "move in 30 days"]) },
        GuardCase("SUP", "exit") { agency in
            let id = try agency.create(
                Supplier.self,
                ["name": "Nimbus", "kind": "cloud", "tier": "critical", "services": "hosting", "dataUseTerms": "never"])
            try agency.step(id, "finish-assessment", by: .marek)
            try agency.step(id, "approve", by: .ilse)
        },
    ]

    private static func approve(_ agency: inout Agency, _ changes: [String: String], privacy: Bool) throws {
        let id = try agency.create(Dataset.self, Agency.dataset.merging(changes) { $1 }, by: .jonas)
        try agency.step(id, "assess", by: .luca)
        if privacy { try agency.approve(id, .privacy, by: .bram) }
        try agency.step(id, "approve", by: .luca)
    }
}
