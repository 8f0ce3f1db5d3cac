import Ledger

extension Declarations {
    /// Differs as soon as anything differs that decides what an entry means: kinds, fields, their keys, places and types, states.
    var fingerprint: Digest {
        let kinds = kinds.map { kind -> JSON in
            [
                "name": .string(kind.name), "prefix": .string(kind.about.prefix),
                "version": .integer(Int64(kind.about.version)),
                "states": .array(kind.lifecycle.states.map { .string($0.name) }),
                "fields": .array(kind.ownFields.map(\.trace)),
            ]
        }
        let all: JSON = ["base": .array(BaseFields.layout.fields.map(\.trace)), "kinds": .array(kinds)]
        return Digest(of: all.bytes)
    }
}

extension DeclaredField {
    fileprivate var trace: JSON {
        [
            "key": .string(key), "aliases": .array(specification.aliases.map { .string($0) }),
            "type": .string(type.name), "isStored": .bool(isStored), "schema": type.schema,
            "row": .array(type.layout?.fields.map(\.trace) ?? []),
        ]
    }
}
