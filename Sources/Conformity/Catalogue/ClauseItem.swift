/// One of the 32 numbered requirements of clauses 4 to 10, none of which can be excluded.
package struct ClauseItem: Criterion {
    package let id: RequirementID
    package let title: String
    package let words: String
    /// What has to be written down or kept.
    package let documented: [Demand]

    /// How strongly documented information is asked for, and of what.
    package enum Demand: Hashable, Sendable {
        /// Nothing is said about it.
        case none
        /// It cannot be shown without something written.
        case implied
        /// Something must show that it happened.
        case evidence
        /// As much as the organization needs.
        case asNeeded
        /// A document that is maintained; what of, where it is not the requirement itself.
        case document(String)
        /// A record that is kept.
        case retain(String)
    }

    private init(_ id: RequirementID, _ title: String, _ documented: Demand..., words: String) {
        self.id = id
        self.title = title
        self.words = words
        self.documented = documented
    }

    package static let all: [ClauseItem] =
        context + leadership + planning + support + operation + evaluation + improvement

    private static let context: [ClauseItem] = [
        ClauseItem(
            "4.1", "Understanding the organization and its context", .implied,
            words:
                "Find the outside and inside issues that bear on the AIMS, decide whether climate change is one of "
                + "them, look at the intended purpose of every AI system built, provided or used, and settle "
                + "which AI roles the organization plays."),
        ClauseItem(
            "4.2", "Needs and expectations of interested parties", .implied,
            words:
                "Name the parties that matter, what they require, and which of those requirements the AIMS takes "
                + "care of."
        ),
        ClauseItem(
            "4.3", "Scope", .document("the scope of the AIMS"),
            words:
                "Draw the boundary of the AIMS, its activities, units, systems and interfaces, from the context and "
                + "the needs of interested parties."),
        ClauseItem(
            "4.4", "AI management system", .asNeeded,
            words: "Run the AIMS as a set of connected processes and keep improving it."),
    ]

    private static let leadership: [ClauseItem] = [
        ClauseItem(
            "5.1", "Leadership and commitment", .evidence,
            words:
                "Top management personally steers: direction in line with strategy, the AIMS built into business "
                + "processes, resources given, importance explained, results demanded, people supported."),
        ClauseItem(
            "5.2", "AI policy", .document("the AI policy"),
            words:
                "Top management issues a policy that suits the purpose, frames objectives, commits to meeting "
                + "applicable requirements and to continual improvement, refers to other policies where "
                + "relevant, is communicated and available."),
        ClauseItem(
            "5.3", "Roles, responsibilities, authorities", .evidence,
            words: "Assign and communicate authority, above all for keeping the AIMS conforming and for reporting "
                + "its performance to top management."),
    ]

    private static let planning: [ClauseItem] = [
        ClauseItem(
            "6.1.1", "Risks and opportunities: general", .retain("actions taken"),
            words:
                "Work out risks and opportunities from the context, set and keep AI risk criteria (what is "
                + "acceptable, how to assess, treat and judge impacts), plan actions, integrate them, judge "
                + "their effect."),
        ClauseItem(
            "6.1.2", "AI risk assessment", .retain("the process"),
            words:
                "Define a repeatable process, aligned with policy and objectives, that identifies, analyses "
                + "(consequences for the organization, individuals and societies; likelihood; level) and "
                + "evaluates risks with comparable results."
        ),
        ClauseItem(
            "6.1.3", "AI risk treatment", .document("statement of applicability, risk treatment plan"),
            .retain("the process"),
            words:
                "Choose options, determine all controls needed, compare them with Annex A so that nothing necessary "
                + "is missed, add own controls, consider Annex B, write the statement of applicability and the "
                + "treatment plan, get management approval and acceptance of residual risk."),
        ClauseItem(
            "6.1.4", "AI system impact assessment", .document("the result"),
            words:
                "Define a process that assesses consequences of development, provision or use for individuals, "
                + "groups and societies, covering deployment, intended use and foreseeable misuse in their "
                + "technical, social and legal setting; feed the result into risk assessment; share it where "
                + "suitable."),
        ClauseItem(
            "6.2", "AI objectives and planning to achieve them", .document("the AI objectives"),
            words:
                "Set objectives at the right levels, measurable if practicable, monitored, communicated and updated; "
                + "plan what, with what, who, when and how judged."),
        ClauseItem(
            "6.3", "Planning of changes", .evidence,
            words: "Change the AIMS only in a planned way."),
    ]

    private static let support: [ClauseItem] = [
        ClauseItem("7.1", "Resources", .evidence, words: "Determine and provide what the AIMS needs."),
        ClauseItem(
            "7.2", "Competence", .retain("evidence of competence"),
            words:
                "Determine the competence needed by people whose work affects AI performance, secure it, judge the "
                + "effect of actions taken."),
        ClauseItem(
            "7.3", "Awareness", .evidence,
            words:
                "People under the organization's control know the policy, their contribution and what happens if "
                + "they do not conform."),
        ClauseItem(
            "7.4", "Communication", .evidence,
            words: "Decide what to communicate, when, with whom and how, inside and outside."),
        ClauseItem(
            "7.5.1", "Documented information: general", .document("what the standard and the organization need"),
            words: "Hold what the standard requires and what the organization needs."),
        ClauseItem(
            "7.5.2", "Creating and updating documented information", .evidence,
            words: "Identify, format, review and approve documents."),
        ClauseItem(
            "7.5.3", "Control of documented information", .evidence,
            words:
                "Make documents available, protect them, control distribution, storage, versions, retention and "
                + "disposal; include documents from outside."),
    ]

    private static let operation: [ClauseItem] = [
        ClauseItem(
            "8.1", "Operational planning and control", .document("enough to be sure that processes ran as planned"),
            words:
                "Run the processes against criteria, implement the controls of the risk treatment, watch their "
                + "effect and correct, control planned change, review unintended change, control outsourced "
                + "processes, products and services."),
        ClauseItem(
            "8.2", "AI risk assessment in operation", .retain("results of risk assessments"),
            words: "Do the assessments at planned intervals and on significant change."),
        ClauseItem(
            "8.3", "AI risk treatment in operation", .retain("results of risk treatment"),
            words: "Carry out the treatment plan, verify its effect, treat new risks, revise what does not work."),
        ClauseItem(
            "8.4", "AI system impact assessment in operation", .retain("results of impact assessments"),
            words: "Do the impact assessments at planned intervals and on significant change."),
    ]

    private static let evaluation: [ClauseItem] = [
        ClauseItem(
            "9.1", "Monitoring, measurement, analysis and evaluation", .retain("results"),
            words:
                "Decide what, how and when to measure and when to analyse; evaluate AI performance and the "
                + "effectiveness of the AIMS."),
        ClauseItem(
            "9.2.1", "Internal audit: general", .none,
            words:
                "Audit at planned intervals for conformity with own rules and the standard, and for effective "
                + "implementation."
        ),
        ClauseItem(
            "9.2.2", "Internal audit programme", .retain("programme and results"),
            words:
                "A programme with frequency, method, responsibility, planning and reporting, weighted by importance "
                + "and earlier results; for each audit objectives, criteria and scope; impartial auditors; "
                + "reports to managers."),
        ClauseItem(
            "9.3.1", "Management review: general", .none,
            words: "Top management reviews the AIMS at planned intervals for suitability, adequacy and "
                + "effectiveness."),
        ClauseItem(
            "9.3.2", "Management review inputs", .none,
            words:
                "Status of earlier actions; changes in issues; changes in the needs of parties; trends in "
                + "nonconformities, measurements and audit results; opportunities for improvement."),
        ClauseItem(
            "9.3.3", "Management review results", .retain("results of reviews"),
            words: "Decisions on improvement and on changes to the AIMS."),
    ]

    private static let improvement: [ClauseItem] = [
        ClauseItem(
            "10.1", "Continual improvement", .none,
            words: "Keep improving suitability, adequacy and effectiveness."),
        ClauseItem(
            "10.2", "Nonconformity and corrective action", .retain("nature, actions and results"),
            words:
                "React, contain, find the cause and similar cases, act, review the effect, change the AIMS if "
                + "needed, in proportion to the effect."),
    ]
}
