import Ledger

/// A field that is computed from the record and from others; it is never set and never stored.
///
/// `like` gives the type of the value and all its faces: `computed("State", like: choice("", State.self)) { … }`.
package func computed<V: FieldValue>(
    _ label: String, like prototype: Field<V>, help: String = "",
    _ compute: @escaping @Sendable (RecordContent, View) -> V?
) -> Field<V> {
    Field(
        FieldSpecification(
            label: label, help: help, type: prototype.specification.type, isRequired: false, isPersonal: false,
            isContent: false, aliases: [], compute: { content, view in compute(content, view)?.value }))
}
