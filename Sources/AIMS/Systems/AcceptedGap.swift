package import Records

/// A fact that cannot be had, for example because a vendor does not tell it. Source: 3.1 rule 8.
package struct AcceptedGap: RowKind {
    package let field = text("Field", help: "The key of the field that stays empty.", required: true, personal: false)
    package let reason = text("Reason", max: 4_000)
    package let acceptedBy = reference("Accepted by", to: Person.self, help: "Somebody else than the owner.")

    package init() {}
}
