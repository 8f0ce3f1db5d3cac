import Testing

@Suite("The reference of the command line")
struct ReferenceTests {
    @Test("docs/cli.md is what the program says of itself")
    func referenceGolden() throws {
        let answer = try Workbench().hallmark("reference")
        #expect(answer.code == 0)
        try Golden.expect(answer.output, at: "docs/cli.md")
    }
}
