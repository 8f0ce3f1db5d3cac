import AIMS
import Records

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
