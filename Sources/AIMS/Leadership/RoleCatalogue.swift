package import Records

/// A role that comes with the product as a draft.
package struct ShippedRole: Sendable {
    package let code: RoleCode
    package let name: String
    package let duties: String
    package let authorities: String
    package let mayNot: String
    package let flags: Set<Flag>
    package let leadership: [RoleDefinition.LeadershipDuty]

    /// What the standard makes of a role.
    package enum Flag: Sendable {
        /// Must always be filled; needs a deputy; belongs to the core team.
        case mandatory, critical, core
    }

    init(
        _ code: RoleCode, _ name: String, duties: String, authorities: String, mayNot: String = "",
        _ flags: Set<Flag> = [], leadership: [RoleDefinition.LeadershipDuty] = []
    ) {
        self.code = code
        self.name = name
        self.duties = duties
        self.authorities = authorities
        self.mayNot = mayNot
        self.flags = flags
        self.leadership = leadership
    }

    /// The values of its definition in their one-line form.
    var values: [String: String] {
        [
            "code": code.code, "name": name, "duties": duties, "authorities": authorities, "mayNot": mayNot,
            "mandatory": flags.contains(.mandatory) ? "yes" : "no",
            "critical": flags.contains(.critical) ? "yes" : "no",
            "core": flags.contains(.core) ? "yes" : "no", "duty53": leadership.map(\.rawValue).joined(separator: "; "),
        ]
    }
}

/// The roles every AI management system can start from; an organization makes them its own. Source: 3.2, flags 2.5.5.
package enum RoleCatalogue {
    package static let roles = [leadership, systems, specialists, assurance].flatMap(\.self)

    private static let leadership = [
        ShippedRole(
            .topManagement, "Top management",
            duties:
                "Sets the direction of AI in the organization, provides the means, and answers for the management system.",
            authorities:
                "Approves scope, policy, objectives and risk criteria; accepts risks above the tolerance limit; approves "
                + "the minutes of management reviews; appoints.",
            mayNot: "Audit, or assess alone.", [.mandatory]),
        ShippedRole(
            .manager, "AIMS manager",
            duties:
                "Runs the management system from day to day, prepares what others decide, and reports to top management.",
            authorities:
                "Keeps all registers, plans and calls for reviews, closes actions of low weight, records what happened elsewhere.",
            mayNot: "Approve the policy, accept high risks, or audit.", [.mandatory, .critical, .core],
            leadership: [.conformity, .reporting]),
    ]

    private static let systems = [
        ShippedRole(
            .systemOwner, "System owner",
            duties:
                "Answers for an AI system: its requirements, its gates, what its users are told, and its operation.",
            authorities: "Registers systems, asks for gates, begins operation, suspends.",
            mayNot: "Decide gates of the own system alone, or validate an own system of high impact alone."),
        ShippedRole(
            .riskOwner, "Risk owner",
            duties: "Answers for risks: keeps them assessed, treated and watched.",
            authorities: "Decides treatment, accepts risks up to the limit of the role.",
            mayNot: "Accept risks above that limit."),
        ShippedRole(
            .developer, "Developer",
            duties: "Designs and builds models and systems, runs their tests, and writes down what was done.",
            authorities: "Makes versions, models and datasets ready for the next step.",
            mayNot: "Be the only validator, or approve deployment."),
        ShippedRole(
            .validator, "Validator",
            duties: "Plans and carries out verification and validation, and reports the results as they are.",
            authorities: "Approves test plans, passes or fails verification and validation.",
            mayNot: "Validate what they have built."),
        ShippedRole(
            .dataOwner, "Data owner",
            duties: "Answers for datasets: their origin, rights, quality, keeping and disposal.",
            authorities: "Approves datasets for a use, withdraws and disposes of them.",
            mayNot: "Approve a use they asked for."),
        ShippedRole(
            .oversight, "Oversight operator",
            duties: "Looks at what a system puts out and steps in where it is wrong or harmful.",
            authorities: "Overrides outputs, stops a system.", mayNot: "Change thresholds."),
        ShippedRole(
            .oversightLead, "Oversight lead",
            duties: "Designs how people oversee systems, tests whether it works, and follows the figures.",
            authorities: "Defines measures of oversight, orders challenge tests.", [.critical]),
    ]

    private static let specialists = [
        ShippedRole(
            .security, "Security officer",
            duties: "Reviews threats to AI systems and sees that they are tested against attack.",
            authorities: "Agrees to models and suppliers from the side of security, demands tests."),
        ShippedRole(
            .privacy, "Privacy officer",
            duties:
                "Gives an opinion on the lawfulness of personal data in AI and ties it to data-protection assessments.",
            authorities: "Agrees to datasets with personal data, withdraws them.",
            mayNot: "Take instructions on the opinion."),
        ShippedRole(
            .legal, "Legal counsel",
            duties: "Follows the law on AI, keeps obligations known, and reviews the legal class of each system.",
            authorities: "Confirms classifications and obligations, rejects prohibited practices."),
        ShippedRole(
            .procurement, "Supplier manager",
            duties: "Selects, assesses and watches suppliers, and keeps contracts and exit plans.",
            authorities: "Enters suppliers, puts them on watch, begins an exit.",
            mayNot: "Approve a critical supplier of their own choice."),
        ShippedRole(
            .customers, "Customer manager",
            duties: "Brings in what customers require and gives them what they need to know.",
            authorities: "Decides about requirements of customers, sends notices."),
        ShippedRole(
            .competence, "Competence administrator",
            duties: "Keeps the people register, the competence needed in each role, training and awareness.",
            authorities: "Enters people, plans training.", mayNot: "Verify evidence about themselves."),
        ShippedRole(
            .incidents, "Incident manager",
            duties: "Leads the response to incidents and the communication about them.",
            authorities: "Suspends systems, informs those affected.",
            mayNot: "Close the root cause of a gravest incident alone.", [.critical]),
        ShippedRole(
            .concerns, "Concerns officer",
            duties: "Takes in concerns of people impartially, protects who raised them, and sees them answered.",
            authorities: "Sees who raised a concern, leads the enquiry.",
            mayNot: "Handle concerns about themselves or their line.", [.mandatory, .critical]),
    ]

    private static let assurance = [
        ShippedRole(
            .internalAuditor, "Internal auditor",
            duties: "Audits the management system, reports and grades findings, and follows them up.",
            authorities: "Sees everything, raises findings, records what was seen elsewhere.",
            mayNot: "Audit what was their own work within the last twelve months.", [.mandatory]),
        ShippedRole(
            .externalAuditor, "External auditor",
            duties: "Judges the management system for a certification body or customer.",
            authorities: "Reads what was opened for the audit, asks, comments.",
            mayNot: "Write records of the management system."),
        ShippedRole(
            .employee, "Everybody at work",
            duties: "Knows the policy, uses AI as intended, and speaks up when something is wrong.",
            authorities: "Reads the policy and confirms it, raises concerns, gives evidence."),
        ShippedRole(
            .outsider, "Somebody outside",
            duties: "None; the organization has duties towards them.",
            authorities: "Reports adverse effects, complains, reads what is public."),
        ShippedRole(
            .administrator, "Technical administrator",
            duties: "Keeps the installation running: accounts, backups, connectors.",
            authorities: "Creates and disables accounts, restores backups.",
            mayNot: "See who raised a concern, change content, or approve."),
    ]
}
