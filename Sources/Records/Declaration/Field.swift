/// A field as it stands in a declaration: `let name = text("Name")`. `V` is what reading it gives.
///
/// Exactly one word wide, whatever `V` is: a field's slot is its offset in the declaring struct, counted in words.
package struct Field<V: FieldValue>: Sendable {
    package let specification: FieldSpecification

    package init(_ specification: FieldSpecification) {
        self.specification = specification
    }
}

/// Everything declared about a field except its key, which is the name of the property.
package final class FieldSpecification: Sendable {
    package let label: String
    package let help: String
    package let type: any FieldType
    /// Asked for in every state, also of a draft: what the record is nothing without. Others are required by state.
    package let isRequired: Bool
    /// Sealed on its own in the ledger, so that it can be erased alone.
    package let isPersonal: Bool
    /// Part of what an approval speaks of (rule 10): not dates of approval, effect and closing, not reviews.
    package let isContent: Bool
    /// What it says of the act that fills it, if it says something of that.
    package let tells: Telling?
    /// Keys this field had in earlier releases.
    package let aliases: [String]
    /// Computed from the record and others; never stored, never set.
    package let compute: Computation?

    package typealias Computation = @Sendable (RecordContent, View) -> Value?

    package init(
        label: String, help: String, type: any FieldType, isRequired: Bool, isPersonal: Bool?, isContent: Bool,
        tells: Telling? = nil, aliases: [String], compute: Computation? = nil
    ) {
        self.label = label
        self.help = help
        self.type = type
        self.isRequired = isRequired
        self.isPersonal = isPersonal ?? type.mayBePersonal
        self.isContent = isContent
        self.tells = tells
        self.aliases = aliases
        self.compute = compute
    }
}

/// What a field says of the act that fills it, or of something that had happened by then. It never tells of what lies ahead.
package enum Telling: Sendable, Hashable {
    /// When, by whom or of which content the act was done that stamps it. The product fills it in; told, it is the business
    /// time and the person whose act it was.
    case act
    /// As `act` for what is done in the product; what is told may name any earlier day.
    case actOrEarlier
    /// When something had happened: a fact, which may be entered later.
    case past

    /// Whether an act made in the product fills it in by itself, whatever stood there.
    package var isOfAct: Bool { self != .past }
}

/// What every field may say beside its own options. One value, so that a new field type need not repeat the list.
package struct FieldOptions: Sendable {
    package var help: String
    package var required: Bool
    /// `nil`: as the type has it.
    package var personal: Bool?
    package var content: Bool
    package var tells: Telling?
    package var aliases: [String]

    package init(
        help: String = "", required: Bool = false, personal: Bool? = nil, content: Bool = true, tells: Telling? = nil,
        aliases: [String] = []
    ) {
        self.help = help
        self.required = required
        self.personal = personal
        self.content = content
        self.tells = tells
        self.aliases = aliases
    }
}

extension FieldSpecification {
    convenience init(_ label: String, _ type: any FieldType, _ options: FieldOptions) {
        self.init(
            label: label, help: options.help, type: type, isRequired: options.required, isPersonal: options.personal,
            isContent: options.content, tells: options.tells, aliases: options.aliases)
    }
}

/// A field in its place: key, slot and declaration.
package struct DeclaredField: Sendable {
    /// The JSON key.
    package let key: String
    /// Where its value stands among the values of a record or row.
    package let slot: Int
    package let specification: FieldSpecification

    package var label: String { specification.label }
    package var type: any FieldType { specification.type }
    package var isStored: Bool { specification.compute == nil }
}

/// Lets the generic machinery see a property as a field without knowing its `V`.
protocol AnyField {
    var specification: FieldSpecification { get }
}

extension Field: AnyField {}

/// The fields of a declaring struct, in the order in which they are written.
enum FieldReader {
    /// Properties that are no fields are reported by name.
    static func fields(of declaration: Any, firstSlot: Int) -> (fields: [DeclaredField], strangers: [String]) {
        var fields: [DeclaredField] = []
        var strangers: [String] = []
        for child in Mirror(reflecting: declaration).children {
            let key = child.label ?? "?"
            if let field = child.value as? any AnyField {
                fields.append(
                    DeclaredField(key: key, slot: firstSlot + fields.count, specification: field.specification))
            } else {
                strangers.append(key)
            }
        }
        return (fields, strangers)
    }

    /// The place of a property among the fields of its struct.
    static func position<Root>(_ path: PartialKeyPath<Root>) -> Int {
        guard let offset = MemoryLayout<Root>.offset(of: path) else {
            preconditionFailure("a field must be a stored property of \(Root.self)")
        }
        return offset / MemoryLayout<UnsafeRawPointer>.stride
    }
}
