import Records

/// A question that is answered from records, declared once: its row in the table of checks and the words that answer it.
///
/// Source: 2.6, 2.7 and 2.13 of the engine's contract. `population` and `date` stand there word for word.
package struct Check: Sendable {
    package let id: CheckID
    package let requirement: RequirementID
    package let mode: Mode
    package let grade: Grade
    /// Counts for Stage 1 readiness (†).
    package let isStage1: Bool
    /// Systems in use before the AIMS began have until the legacy deadline (‡).
    package let hasLegacyRule: Bool
    /// Which members pass or fail.
    package let population: String
    package let empty: EmptyPopulation
    /// Which date counts.
    package let date: String
    /// What must be true, in a sentence for people.
    package let words: String
    /// The gap as an auditor would phrase it.
    package let typicalNonconformity: String
    let wording: Wording
    let answer: @Sendable (Inquiry) -> Answer

    /// - Parameters:
    ///   - unless: the gap as an auditor would phrase it.
    ///   - wording: how a result says what its members have or are.
    ///   - answer: the condition of the row, written with the words of `Asking`.
    init(
        _ id: CheckID, of requirement: RequirementID, _ grade: Grade, mode: Mode = .records, stage1: Bool = false,
        legacy: Bool = false, population: String, empty: EmptyPopulation, date: String, _ words: String, unless: String,
        says wording: Wording, @Sentences answer: @escaping @Sendable (Inquiry) -> Answer
    ) {
        self.id = id
        self.requirement = requirement
        self.grade = grade
        self.mode = mode
        isStage1 = stage1
        hasLegacyRule = legacy
        self.population = population
        self.empty = empty
        self.date = date
        self.words = words
        typicalNonconformity = unless
        self.wording = wording
        self.answer = answer
    }
}

/// How an explanation speaks of the members of a check.
enum Wording: Sendable {
    /// "9 of 12 AI systems have a decision on scope."
    case have(_ one: String, _ many: String, _ what: String)
    /// "37 of 41 people have acknowledged the policy."
    case did(_ one: String, _ many: String, _ what: String)
    /// "9 of 12 AI systems are assessed."
    case are(_ one: String, _ many: String, _ what: String)
    /// "One AI policy is in force." Said when it holds.
    case statement(String)
}

extension Check {
    /// Whom it asks, in words for a person.
    var populationWords: String {
        switch wording {
        case .statement: population
        case .have(_, let many, _), .did(_, let many, _), .are(_, let many, _): many
        }
    }

    /// Every check there is. One that is not here yet is not shown as anything.
    package static let all: [Check] =
        context + leadership + organization + planning + operation + policies + integrity

    package static func find(_ id: CheckID) -> Check? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}

/// Checks of one area, each written as a statement.
@resultBuilder
enum CheckList {
    static func buildBlock(_ checks: Check...) -> [Check] { checks }
}

func checks(@CheckList _ list: () -> [Check]) -> [Check] { list() }
