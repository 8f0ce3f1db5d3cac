package import Records

/// A trained model that AI systems are built on. Source: A.4.4.
package struct Model: RecordKind {
    /// From a candidate to retirement.
    package enum State: String, Stage {
        case candidate = "Candidate"
        case evaluated = "Evaluated"
        case approved = "Approved"
        case inUse = "InUse"
        case
            deprecated = "Deprecated"
        case retired = "Retired"
    }

    /// How a model came to be.
    package enum Making: String, Choice {
        case foundationViaAPI = "foundation via API"
        case openWeights = "open weights"
        case
            vendorBuiltIn = "vendor built-in"
        case fineTuned = "fine-tuned"
        case own
    }

    /// How well a figure is known.
    package enum Knowledge: String, Choice {
        case known, estimated, unknown
    }

    package static let about = About(
        "Model", plural: "Models", address: "models", prefix: "MOD", clauses: ["A.4.4"],
        summary: "Which models are in use, whose they are, and what they may be used for.", naming: "name",
        columns: ["name", "kind", "modelVersion", "provider", "supportEnd"],
        sections: [
            Section("Model", ["name", "kind", "modelVersion", "baseModel", "provider", "licence", "hash"]),
            Section(
                "Size",
                [
                    "parameters", "modality", "knowledgeCutOff", "trainingComputeFLOP", "computeKnown",
                    "modificationComputeFLOP",
                ]),
            Section(
                "Fitness",
                [
                    "evaluationResults", "limitations", "modelCard", "approvedUses", "contextOfUse", "supportEnd",
                    "acceptedGaps",
                ]),
        ])

    package static let lifecycle = Lifecycle<Model>(
        // Systems name their models, models no system: who has a role in one system begins what it is built on.
        creators: .roles(.manager, .procurement) + .rolesOverAny(.systemOwner, .developer),
        editors: .roles(.manager, .systemOwner, .developer, .validator) + [.owner], closed: [.retired],
        kept: [.inUse],
        required: [
            Requirement(in: [.evaluated, .approved, .inUse], \.kind, \.evaluationResults, \.limitations),
            Requirement(in: [.approved, .inUse], \.approvedUses),
        ],
        transitions: [
            Transition("Finish evaluation", from: [.candidate], to: .evaluated, by: .roles(.validator)),
            Transition(
                "Approve", from: [.evaluated], to: .approved, by: .roles(.manager),
                guards: [
                    Guard(
                        "security",
                        "The security officer has not approved this content. Ask for an Approval in the role SEC."
                    ) { $0.isApproved(by: .security) },
                    Guard("version", "The version is not known. Set modelVersion, or enter the gap under acceptedGaps.")
                    {
                        $0.record.modelVersion != nil || $0.record.hasGap(in: "modelVersion", "version")
                    },
                ], approves: true),
            Transition("Take into use", from: [.approved], to: .inUse, by: .roles(.manager, .systemOwner)),
            // The provider changed it: what was evaluated is no longer what runs.
            Transition(
                "Evaluate anew", from: [.approved, .inUse], to: .evaluated,
                by: .roles(.manager, .systemOwner, .validator),
                needsReason: true),
            Transition("Deprecate", from: [.inUse], to: .deprecated, by: .roles(.manager, .systemOwner)),
            Transition(
                "Retire", from: [.candidate, .evaluated, .approved, .deprecated], to: .retired,
                by: .roles(.manager, .systemOwner),
                guards: [
                    Guard("in-use", "A system in operation still uses it. Take it off the models of that system first.")
                    {
                        situation in
                        situation.view.all(AISystem.self, \.models, pointingTo: situation.record.id).allSatisfy {
                            $0.state != .deployed && $0.state != .operating
                        }
                    }
                ]),
        ])

    package let name = text("Name", required: true, personal: false)
    package let kind = choice("Made how", Making.self)
    package let baseModel = reference("Based on", to: Model.self)
    package let provider = reference("Provider", to: Supplier.self)
    package let modelVersion = text("Model version", personal: false)
    package let hash = text("Digest of the weights", personal: false)
    package let licence = text("Licence", personal: false)
    package let trainingComputeFLOP = number("Compute used for training", unit: "FLOP")
    package let computeKnown = choice("How well the compute is known", Knowledge.self)
    package let modificationComputeFLOP = number("Compute used for own changes", unit: "FLOP")
    package let parameters = text("Parameters", help: "As stated, like 7 B.", personal: false)
    package let modality = text("Modality", help: "Text, image, sound …", personal: false)
    package let knowledgeCutOff = text("Knowledge ends", personal: false)
    package let evaluationResults = texts("Evaluation results", max: 4_000)
    package let limitations = prose("Limitations")
    package let modelCard = text("Model card", help: "Where it can be read.", max: 2_000, personal: false)
    package let approvedUses = texts("Approved uses", max: 2_000, personal: false)
    package let contextOfUse = prose("Context of use")
    package let supportEnd = date("Supported until")
    package let acceptedGaps = rows("Accepted gaps", of: AcceptedGap.self)

    package init() {}
}

extension Record where K == Model {
    /// Whether somebody other than the owner accepted that a field stays empty.
    package func hasGap(in fields: String...) -> Bool {
        (self.acceptedGaps ?? []).contains {
            fields.contains($0.field ?? "") && $0.reason != nil && $0.acceptedBy != nil
                && $0.acceptedBy?.id != self.owner?.id
        }
    }
}
