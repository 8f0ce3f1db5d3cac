package import Records

/// A look at a version in force that changed nothing in it.
package struct ScopeReview: RowKind {
    package let date = Records.date("Date", required: true)
    package let by = reference("By", to: Person.self)
    package let result = text("Result", max: 2_000)
    package let trigger = text("What caused it", max: 2_000)

    package init() {}
}
