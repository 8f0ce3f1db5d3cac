/// One of the 38 controls of Annex A. Each is considered and either included or excluded with a reason.
package struct AnnexControl: Criterion {
    package let id: RequirementID
    package let title: String
    package let words: String
    /// What people often take it for.
    package let misreadAs: String?
    package let objective: ControlObjective

    private init(
        _ id: RequirementID, _ title: String, _ objective: ControlObjective, _ words: String, not misread: String? = nil
    ) {
        self.id = id
        self.title = title
        self.objective = objective
        self.words = words
        misreadAs = misread
    }

    package static let all: [AnnexControl] = organization + resources + impact + lifeCycle + data + parties

    private static let organization: [AnnexControl] = [
        AnnexControl(
            "A.2.2", "AI policy", .policies, "Write down how the organization develops or uses AI.",
            not: "a slogan page; it must steer decisions"),
        AnnexControl(
            "A.2.3", "Alignment with other policies", .policies,
            "Find which other policies touch AI objectives and keep them consistent.",
            not: "“we have an ISMS policy too”"),
        AnnexControl(
            "A.2.4", "Review of the AI policy", .policies,
            "Re-examine the policy on schedule and when something changes.", not: "re-signing without review"),
        AnnexControl(
            "A.3.2", "AI roles and responsibilities", .accountability, "Give AI-specific duties to named roles.",
            not: "a generic organization chart"),
        AnnexControl(
            "A.3.3", "Reporting of concerns", .accountability,
            "A safe way for people to raise concerns about the organization's AI through the whole life cycle.",
            not: "the mailbox for security incidents"),
    ]

    private static let resources: [AnnexControl] = [
        AnnexControl(
            "A.4.2", "Resource documentation", .resources,
            "List what each AI system needs at each stage of its life cycle.",
            not: "an asset list without the life cycle"),
        AnnexControl("A.4.3", "Data resources", .resources, "Describe the data used.", not: "an inventory of storage"),
        AnnexControl(
            "A.4.4", "Tooling resources", .resources,
            "Describe algorithms, frameworks, tools for evaluation and optimisation.",
            not: "a licence list"),
        AnnexControl(
            "A.4.5", "System and computing resources", .resources, "Describe hardware, hosting, capacity and location."),
        AnnexControl(
            "A.4.6", "Human resources", .resources,
            "Describe people and skills to build, deploy, operate, change, maintain, retire, verify, validate and "
                + "integrate.",
            not: "a head count"),
    ]

    private static let impact: [AnnexControl] = [
        AnnexControl(
            "A.5.2", "Impact assessment process", .impact,
            "A process to assess effects on people and society through the life cycle.", not: "the risk assessment"),
        AnnexControl(
            "A.5.3", "Documentation of impact assessments", .impact, "Record results and keep them for a set time."),
        AnnexControl(
            "A.5.4", "Impact on individuals or groups", .impact, "Assess effects on persons and groups.",
            not: "privacy only"),
        AnnexControl(
            "A.5.5", "Societal impact", .impact,
            "Assess effects on society: environment, economy, government, health, culture and norms.",
            not: "“not applicable”"),
    ]

    private static let lifeCycle: [AnnexControl] = [
        AnnexControl(
            "A.6.1.2", "Objectives for responsible development", .development,
            "Set goals that steer development and build them into the process.", not: "business figures"),
        AnnexControl(
            "A.6.1.3", "Processes for responsible design and development", .development,
            "Define the development process itself.", not: "a ticket workflow without responsible-AI steps"),
        AnnexControl(
            "A.6.2.2", "Requirements and specification", .lifeCycle,
            "Specify requirements for new systems and big enhancements.",
            not: "user stories without limits, misuse, fairness"),
        AnnexControl(
            "A.6.2.3", "Design and development documentation", .lifeCycle,
            "Record design choices against objectives, requirements and criteria.", not: "source code"),
        AnnexControl(
            "A.6.2.4", "Verification and validation", .lifeCycle,
            "Define how and against which criteria the system is tested.", not: "accuracy on a hold-out set only"),
        AnnexControl(
            "A.6.2.5", "Deployment", .lifeCycle, "Plan deployment; release only when requirements are met.",
            not: "the log of a build server"),
        AnnexControl(
            "A.6.2.6", "Operation and monitoring", .lifeCycle,
            "Define what operation needs: monitoring, repair, update, support.", not: "uptime"),
        AnnexControl(
            "A.6.2.7", "Technical documentation", .lifeCycle, "Decide what each audience needs and provide it.",
            not: "one document for all"),
        AnnexControl(
            "A.6.2.8", "Recording of event logs", .lifeCycle,
            "Decide at which stages logs run; at least during use.", not: "debug logs of the application"),
    ]

    private static let data: [AnnexControl] = [
        AnnexControl(
            "A.7.2", "Data for development and enhancement", .data,
            "Data management processes for building and improving systems.", not: "a backup policy"),
        AnnexControl("A.7.3", "Acquisition of data", .data, "Decide and record how data is obtained and selected."),
        AnnexControl(
            "A.7.4", "Quality of data", .data, "Set quality requirements and meet them.",
            not: "a rate of missing values"),
        AnnexControl(
            "A.7.5", "Data provenance", .data, "Record origin and changes over the life of data and system.",
            not: "a file path"),
        AnnexControl(
            "A.7.6", "Data preparation", .data, "Set criteria for choosing preparation methods, and record them.",
            not: "the code of a pipeline"),
    ]

    private static let parties: [AnnexControl] = [
        AnnexControl(
            "A.8.2", "System documentation and information for users", .information, "Decide and give what users need.",
            not: "a marketing page"),
        AnnexControl(
            "A.8.3", "External reporting", .information,
            "A way for outside parties to report adverse impacts to the organization.",
            not: "reporting by the organization to authorities"),
        AnnexControl(
            "A.8.4", "Communication of incidents", .information, "A plan for telling users about incidents.",
            not: "an internal incident procedure"),
        AnnexControl(
            "A.8.5", "Information for interested parties", .information,
            "Determine the organization's own obligations to report on the AI system to others.", not: "a newsletter"),
        AnnexControl(
            "A.9.2", "Processes for responsible use", .use, "Define how the organization itself uses AI responsibly.",
            not: "an acceptable-use clause for staff only"),
        AnnexControl(
            "A.9.3", "Objectives for responsible use", .use, "Goals for use, including where human oversight sits."),
        AnnexControl(
            "A.9.4", "Intended use", .use, "Keep use within intended use and documentation.",
            not: "a sentence in the manual; it needs monitoring"),
        AnnexControl(
            "A.10.2", "Allocating responsibilities", .thirdParties,
            "Split duties among organization, partners, suppliers, customers and third parties.",
            not: "an annex of a contract that nobody uses"),
        AnnexControl(
            "A.10.3", "Suppliers", .thirdParties,
            "Make sure that what suppliers deliver fits the organization's responsible-AI approach.",
            not: "a security questionnaire only"),
        AnnexControl(
            "A.10.4", "Customers", .thirdParties, "Take customers' expectations and needs into account.",
            not: "a satisfaction survey"),
    ]
}

/// What a group of Annex A controls is for. The ten stand in nine groups: A.6 has two.
package enum ControlObjective: String, CaseIterable, Sendable {
    case policies = "A.2"
    case accountability = "A.3"
    case resources = "A.4"
    case impact = "A.5"
    case development = "A.6.1"
    case lifeCycle = "A.6.2"
    case data = "A.7"
    case information = "A.8"
    case use = "A.9"
    case thirdParties = "A.10"

    package var words: String {
        switch self {
        case .policies: "Management direction for AI."
        case .accountability: "Accountability inside the organization."
        case .resources: "Know the resources AI systems rest on."
        case .impact: "Assess effects on people and society."
        case .development: "Responsible development goals and processes."
        case .lifeCycle: "Criteria and requirements for each stage of the life cycle."
        case .data: "Understand the role and effect of data."
        case .information: "Give interested parties what they need to know."
        case .use: "Use AI responsibly and by the organization's rules."
        case .thirdParties: "Know who is responsible for what when others are involved."
        }
    }
}
