package import Records

/// Why something the standard would ask for is not needed, and who agreed.
package struct Justification: RowKind {
    package let reason = text("Reason", max: 4_000)
    package let approvedBy = reference("Approved by", to: Person.self)

    package init() {}
}
