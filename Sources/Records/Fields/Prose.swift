import Ledger

/// Text of several paragraphs, in Markdown.
package func prose(
    _ label: String, help: String = "", required: Bool = false, max: Int = 40_000, personal: Bool? = nil,
    content: Bool = true, aliases: [String] = []
) -> Field<String> {
    Field(
        FieldSpecification(
            label, ProseType(limit: max),
            FieldOptions(help: help, required: required, personal: personal, content: content, aliases: aliases)))
}

/// Markdown, kept as written.
struct ProseType: FieldType {
    let limit: Int
    var name: String { "prose" }
    var shape: FieldShape { .prose }
    var mayBePersonal: Bool { true }
    private var text: TextType { TextType(limit: limit) }

    func read(_ json: JSON) throws(FieldProblem) -> Value { try text.read(json) }
    func replay(_ json: JSON) -> Value? { text.replay(json) }
    func json(_ value: Value) -> JSON { text.json(value) }
    func parse(_ text: String) throws(FieldProblem) -> Value { try self.text.parse(text) }
    func text(_ value: Value) -> String { text.text(value) }

    var schema: JSON {
        ["type": "string", "maxLength": .integer(Int64(limit)), "contentMediaType": "text/markdown"]
    }

    func sample(_ number: Int) -> Value {
        .text(String("Sample \(number), first paragraph.\n\nSecond paragraph, with *emphasis*.".prefix(limit)))
    }

    var declarationProblems: [DeclarationProblem] { text.declarationProblems }
}
