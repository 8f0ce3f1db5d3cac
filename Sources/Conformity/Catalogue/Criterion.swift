/// The number of a requirement: a clause item (`6.1.2`), a control of Annex A (`A.2.2`) or an article (`AIA 50`).
///
/// The lowest numbered item counts: 6.1.3 and 6.1.4 are two requirements, 9.2 is none.
package struct RequirementID: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.text = text
    }

    package var description: String { text }

    package var isControl: Bool { text.hasPrefix("A.") }
    package var isArticle: Bool { text.hasPrefix("AIA ") }

    /// Clauses first, then controls, then articles; 7.2 before 10.1, A.6.2.4 before A.10.2.
    package static func < (left: RequirementID, right: RequirementID) -> Bool {
        let (a, b) = (left.place, right.place)
        return a == b ? left.text < right.text : a.lexicographicallyPrecedes(b)
    }

    private var place: [Int] {
        [isArticle ? 2 : isControl ? 1 : 0] + text.split { !$0.isNumber }.compactMap { Int($0) }
    }
}

/// A requirement of a standard with its words, which are ours: texts of ISO standards are not reproduced.
package protocol Criterion: Sendable {
    var id: RequirementID { get }
    var title: String { get }
    /// What it asks for.
    var words: String { get }
}

/// Requirements by number.
package enum Criteria {
    package static let all: [any Criterion] = ClauseItem.all + AnnexControl.all

    package static func find(_ id: RequirementID) -> (any Criterion)? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}
