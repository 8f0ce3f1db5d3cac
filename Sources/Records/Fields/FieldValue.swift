/// A Swift type that a field's value is read as.
package protocol FieldValue: Sendable {
    init?(_ value: Value)
    var value: Value { get }
}

extension String: FieldValue {
    package init?(_ value: Value) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
    package var value: Value { .text(self) }
}

extension Int: FieldValue {
    package init?(_ value: Value) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
    package var value: Value { .integer(self) }
}

extension Bool: FieldValue {
    package init?(_ value: Value) {
        guard case .flag(let flag) = value else { return nil }
        self = flag
    }
    package var value: Value { .flag(self) }
}

extension Array: FieldValue where Element: FieldValue {
    package init?(_ value: Value) {
        guard case .list(let values) = value else { return nil }
        self = []
        reserveCapacity(values.count)
        for value in values { if let element = Element(value) { append(element) } }
    }
    package var value: Value { .list(map(\.value)) }
}
