package import Records

/// The organization's own numbers on the day of a view: the value in force, else the default. Source: 2.4.
///
///     view.parameters.policyReviewMonths                    12
///     view.parameters.riskReassessMonths.value(weighty: true)   6
@dynamicMemberLookup
package struct Parameters: Hashable, Sendable {
    /// By name, as they are in force.
    private let stated: [String: Stated]

    private struct Stated: Hashable {
        let value: String?
        /// The value for the less weighty cases.
        let other: String?
        let record: RecordID
    }

    package init(_ view: View) {
        stated = Dictionary(
            view.inForce(Parameter.self).filter(view.isApproved).compactMap { record in
                record.name.map { ($0, Stated(value: record.value, other: record.valueOther, record: record.id)) }
            }
        ) { _, last in last }
    }

    package subscript(dynamicMember path: KeyPath<ParameterCatalogue, WholeParameter>) -> Int {
        let definition = ParameterCatalogue.standard[keyPath: path]
        return stated[name(definition)]?.value.flatMap(definition.whole) ?? definition.standard
    }

    package subscript(dynamicMember path: KeyPath<ParameterCatalogue, PairParameter>) -> ValuePair {
        let definition = ParameterCatalogue.standard[keyPath: path]
        let stated = stated[name(definition)]
        return ValuePair(
            weighty: stated?.value.flatMap(definition.whole) ?? definition.standard.weighty,
            other: stated?.other.flatMap(definition.whole) ?? definition.standard.other)
    }

    /// `nil` while no day is set.
    package subscript(dynamicMember path: KeyPath<ParameterCatalogue, DayParameter>) -> Day? {
        stated[name(ParameterCatalogue.standard[keyPath: path])]?.value.flatMap { Day($0) }
    }

    package subscript(dynamicMember path: KeyPath<ParameterCatalogue, SampleParameter>) -> SampleRule {
        let definition = ParameterCatalogue.standard[keyPath: path]
        return stated[name(definition)]?.value.flatMap(SampleRule.init) ?? definition.standard
    }

    /// The record whose value counts; `nil` where the default does: nothing is in force, nobody approved it, or it cannot be used.
    package func source(of name: String) -> RecordID? {
        guard let stated = stated[name], let definition = Parameters.definition(name),
            [stated.value, stated.other].compactMap(\.self).allSatisfy(definition.accepts)
        else { return nil }
        return stated.record
    }

    /// All parameters there are, in the order of their declaration.
    package static var definitions: [(name: String, definition: any ParameterDefinition)] { ParameterCatalogue.all }

    package static func definition(_ name: String) -> (any ParameterDefinition)? {
        ParameterCatalogue.all.first { $0.name == name }?.definition
    }

    private func name(_ definition: some ParameterDefinition) -> String {
        ParameterCatalogue.names[ObjectIdentifier(definition)] ?? ""
    }
}

extension View {
    /// Reads all parameters at once; ask a view once and keep the answer.
    package var parameters: Parameters { Parameters(self) }
}

/// A value for the weighty cases (high impact, critical) and one for all others, chosen per member.
package struct ValuePair: Hashable, Sendable {
    package let weighty: Int
    package let other: Int

    package init(weighty: Int, other: Int) {
        self.weighty = weighty
        self.other = other
    }

    package func value(weighty isWeighty: Bool) -> Int { isWeighty ? weighty : other }
}

/// How many of a number of things are looked at.
package enum SampleRule: Hashable, Sendable {
    /// The square root, rounded up.
    case squareRoot
    case percent(Int)
    case all

    /// Reads `sqrt`, `all` or a share like `20 %`.
    package init?(_ text: some StringProtocol) {
        switch text {
        case "sqrt": self = .squareRoot
        case "all": self = .all
        default:
            guard let share = Int(String(text).filter { $0 != "%" && $0 != " " }), (1...100).contains(share) else {
                return nil
            }
            self = .percent(share)
        }
    }

    package func size(of count: Int) -> Int {
        switch self {
        case .squareRoot: Int(Double(count).squareRoot().rounded(.up))
        case .percent(let share): (count * share + 99) / 100
        case .all: count
        }
    }
}

extension Parameters {
    /// The name of a parameter, as in its register.
    package static func name<D: ParameterDefinition>(of path: KeyPath<ParameterCatalogue, D>) -> String {
        ParameterCatalogue.names[ObjectIdentifier(ParameterCatalogue.standard[keyPath: path])] ?? ""
    }
}
