package import Records

/// An AI system that the organization builds, provides or uses. Source: 4.1, 4.3, A.4.2.
package struct AISystem: RecordKind {
    package static let about = About(
        "AI system", plural: "AI systems", address: "systems", prefix: "SYS", clauses: ["4.3", "A.4.2"],
        summary: "What AI there is, what it is for, whom it touches and where it stands in its life.", naming: "name",
        columns: ["name", "lifecycleState", "scopeDecision", "impactLevel", "ownerSO"],
        sections: [
            Section(
                "What it is",
                ["name", "versionLine", "description", "technique", "autonomyLevel", "sourcing", "ownerSO"]),
            Section(
                "Purpose and use",
                [
                    "intendedPurpose", "intendedUsers", "foreseeableMisuse", "prohibitedUses", "usedInternally",
                    "audiences",
                ]),
            Section(
                "People touched by it",
                ["affectedGroups", "affectedPeople", "noPersonsAffected", "publicFacing", "minors", "reportLink"]),
            Section(
                "Parts and roles",
                ["organizationRoles", "euRoles", "models", "datasets", "tools", "compute", "suppliers", "customers"]),
            Section("Data", ["personalData", "specialCategories", "biometric", "untrustedInput"]),
            Section(
                "Weight and law", ["impactLevel", "euClass", "gpaiRelation", "jurisdictions", "oversightNotNeeded"]),
            Section("Scope", ["scopeDecision", "scopeReason", "scopeApprovedBy"]),
            Section(
                "Dates", ["lifecycleState", "registeredOn", "useApprovedOn", "firstDeployedOn", "placedOnMarketOn"]),
        ])

    // Real registers hold names of up to 342 characters.
    package let name = text("Name", required: true, max: 400, personal: false)
    package let versionLine = text("Version line", help: "The series its versions belong to.", personal: false)
    package let description = prose("Description")
    package let intendedPurpose = prose("Intended purpose", help: "What it is for.")
    package let intendedUsers = texts("Intended users", help: "Who works with it.", max: 2_000)
    package let affectedGroups = references("Affected groups", toKind: "InterestedParty")
    // Beyond the catalogue: interested parties are a register of later, and the people a system touches must be named now.
    package let affectedPeople = texts(
        "Who is affected", help: "In words, as long as the groups are not registered as interested parties.", max: 2_000
    )
    package let noPersonsAffected = row(
        "No person is affected", of: Justification.self,
        help: "Why nobody is affected, and who agreed; not the system owner.")
    package let foreseeableMisuse = texts("Foreseeable misuse", max: 4_000)
    package let prohibitedUses = texts("Prohibited uses", max: 4_000)
    package let organizationRoles = choices(
        "Our roles", OrganizationRole.self, help: "The parts the organization plays.")
    package let euRoles = choices("Our roles in EU law", EURole.self)
    package let technique = choice("Technique", Technique.self)
    package let autonomyLevel = choice("Autonomy", Autonomy.self, help: "How far it acts without a person.")
    package let sourcing = choice("Sourcing", Sourcing.self)
    package let models = references("Models", to: Model.self)
    package let datasets = references("Datasets", to: Dataset.self)
    package let tools = references("Tools", toKind: "Tool")
    package let compute = references("Computing resources", toKind: "ComputeResource")
    package let suppliers = references("Suppliers", to: Supplier.self)
    package let customers = references("Customers", toKind: "Customer")
    package let jurisdictions = texts("Jurisdictions", personal: false)
    package let personalData = flag("Personal data")
    package let specialCategories = flag("Special categories of personal data")
    package let minors = flag("Minors")
    package let biometric = flag("Biometric data")
    package let publicFacing = flag("Open to the public")
    package let untrustedInput = flag("Takes input nobody vouches for")
    package let usedInternally = flag("Used inside the organization")
    package let audiences = choices("Audiences of its documents", Audience.self)
    package let reportLink = link("Where adverse effects are reported", personal: false)
    package let impactLevel = choice("Impact level", ImpactLevel.self, help: "Effect on people and society.")
    package let euClass = text("Class in EU law", help: "As classified, like HIGH_RISK_ANNEX_III 4a.", personal: false)
    package let gpaiRelation = text("Relation to general-purpose AI", max: 2_000, personal: false)
    package let lifecycleState = computed("Life-cycle state", like: choice("", State.self)) { content, _ in
        State(rawValue: content.state)
    }
    package let scopeDecision = choice("In scope", ScopeDecision.self)
    package let scopeReason = prose("Reason for the scope decision")
    package let scopeApprovedBy = reference("Scope decided by", to: Person.self)
    package let ownerSO = reference("System owner", to: Person.self)
    package let registeredOn = date("Registered on", content: false, tells: .actOrEarlier)
    package let firstDeployedOn = date(
        "First deployed on", help: "For a bought system, first used.", content: false, tells: .past)
    package let placedOnMarketOn = date("Placed on the market on", content: false, tells: .past)
    package let useApprovedOn = date("Use approved on", content: false, tells: .past)
    package let oversightNotNeeded = row("No human oversight needed", of: Justification.self)

    package init() {}
}

extension AISystem {
    /// From an idea to retirement. Building goes by way of requirements, buying by way of the assessment of use.
    package enum State: String, Stage {
        case idea = "Idea"
        case screening = "Screening"
        case rejected = "Rejected"
        case requirements = "Requirements"
        case
            design = "Design"
        case build = "Build"
        case verification = "Verification"
        case validation = "Validation"
        case
            deploymentApproval = "DeploymentApproval"
        case deployed = "Deployed"
        case operating = "Operating"
        case
            suspended = "Suspended"
        case retiring = "Retiring"
        case retired = "Retired"
        case useAssessment = "UseAssessment"
        case
            useApproved = "UseApproved"
    }

    /// The parts an organization can play for a system. Source: 4.1.
    package enum OrganizationRole: String, Choice {
        case provider
        case platformProvider = "platform provider"
        case
            productOrServiceProvider = "product or service provider"
        case producer, developer, designer, `operator`
        case
            testerOrEvaluator = "tester or evaluator"
        case deployer
        case humanFactorsProfessional = "human-factors professional"
        case
            domainExpert = "domain expert"
        case impactAssessor = "impact assessor"
        case procurer
        case
            governanceProfessional = "governance and oversight professional"
        case customer, user, partner
        case
            systemIntegrator = "system integrator"
        case dataProvider = "data provider"
        case subject, authority
    }

    /// The parts that EU law knows.
    package enum EURole: String, Choice {
        case provider, deployer, importer, distributor
        case authorisedRepresentative = "authorised representative"
        case
            productManufacturer = "product manufacturer"
    }

    /// How a system works inside.
    package enum Technique: String, Choice {
        case rulesAndML = "rules+ML"
        case classicalML = "classical ML"
        case deepLearning = "deep learning"
        case
            languageModel = "LLM app"
        case agent
        case generativeMedia = "generative image/audio/video"
        case recommender, optimiser
    }

    /// How far a system decides without a person.
    package enum Autonomy: String, Choice {
        case assist, recommend
        case decideWithApproval = "decide-with-approval"
        case decideWithVeto = "decide-with-veto"
        case
            autonomous
    }

    /// Where a system comes from.
    package enum Sourcing: String, Choice {
        case inHouse = "in-house"
        case configured = "configured third-party"
        case embedded = "embedded vendor"
        case
            openSource = "open-source"
    }

    /// For whom documents about a system are written.
    package enum Audience: String, Choice {
        case users, partners, authorities, `internal`
    }

    /// How gravely a system can affect people and society.
    package enum ImpactLevel: String, Choice {
        case negligible = "Negligible"
        case low = "Low"
        case medium = "Medium"
        case high = "High"
        case critical = "Critical"
    }

    /// Whether the management system covers a system.
    package enum ScopeDecision: String, Choice {
        case `in`, out, undecided
    }
}
