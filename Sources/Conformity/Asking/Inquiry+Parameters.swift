import AIMS
import Records

/// The values the organization chose. Each one that is asked for is noted with the result.
extension Inquiry {
    func whole(_ path: KeyPath<ParameterCatalogue, WholeParameter>) -> Int {
        let value = parameters[dynamicMember: path]
        use(Parameters.name(of: path), "\(value)")
        return value
    }

    /// The value for high impact, or the one for all others.
    func pair(_ path: KeyPath<ParameterCatalogue, PairParameter>, highImpact: Bool) -> Int {
        let values = parameters[dynamicMember: path]
        use(Parameters.name(of: path), "\(values.weighty) / \(values.other)")
        return values.value(weighty: highImpact)
    }

    private var parameters: Parameters { once("parameters") { shared("parameters") { $0.parameters } } }

    private func use(_ name: String, _ value: String) {
        let record = once("parameter records") { inForce(Parameter.self) }.last { $0.name == name }
        use(ParameterUse(name: name, value: value, source: record?.citation))
    }
}
