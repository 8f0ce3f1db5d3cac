import Testing

@Suite("Swift text is taken apart")
struct SwiftTextTests {
    private func code(_ text: String) -> String { String(decoding: SwiftText(text).code, as: UTF8.self) }
    private func comments(_ text: String) -> String { String(decoding: SwiftText(text).comments, as: UTF8.self) }

    @Test(
        "what is inside a literal or a comment is no code",
        arguments: [
            #"let a = "XX" // XX"#,
            #"let a = "\"XX\"""#,
            "let a = \"\"\"\n  XX \"quoted\" XX\n  \"\"\"",
            "let a = #\"XX \"inner\" \\(XX)\"#",
            "/* XX /* XX */ XX */ let a = 1",
            "let a = /XX[\"{]/",
            "let a = #/XX/ XX/#",
            "/// XX\nlet a = 1",
        ])
    func hidden(text: String) {
        #expect(!code(text).contains("XX"))
        #expect(code(text).contains("let a"))
    }

    @Test(
        "what stands after a literal or a comment is code again",
        arguments: [
            #"let a = "b\\"; YY"#,
            #"let a = "/*"; YY"#,
            #"let a = "// "; YY"#,
            "let a = \"\"\"\n \"\" \\\"\"\" \n\"\"\"; YY",
            #"let a = "\(b("}"))"; YY"#,
            "let a = b / c; YY / 2",
            "let a = [1 / 2, 3 /4]; YY",
            "let a = /\\//; YY",
            "func `it's \"so\"`() {}; YY",
            "/* // */ YY",
            "let a = \"unfinished\nYY",
        ])
    func after(text: String) { #expect(code(text).contains("YY")) }

    @Test("an expression in an interpolation is code")
    func interpolation() { #expect(code(#""a \(YY + "XX") b""#).contains("YY + \"")) }

    @Test("comments are kept where they stand")
    func commentPositions() {
        let text = "let a = 1 // one\n/* two */ let b = 2"
        #expect(comments(text) == "          // one\n/* two */          ")
        #expect(code(text) == "let a = 1       \n          let b = 2")
    }

    @Test("each function is found with its first and last line")
    func functions() {
        let text = """
            protocol P {
                func required(_ a: Int) throws
                var also: Int { get }
            }
            struct S: P {
                let stored = { 1 }
                init(
                    a: () -> Void = { }
                ) {
                    self.init(b: 1)
                }
                func required(_ a: Int) throws { if a == 1 { print("}") } }
                func generic<T>(of value: T) -> [T]
                where T: P {
                    func inner() {
                    }
                    return []
                }
                static func == (left: S, right: S) -> Bool {
                    true
                }
                subscript(index: Int) -> Int { index }
            }
            """
        #expect(
            SwiftText(text).functions == [
                FunctionSpan(name: "also", firstLine: 3, lastLine: 3),
                FunctionSpan(name: "init", firstLine: 7, lastLine: 11),
                FunctionSpan(name: "required", firstLine: 12, lastLine: 12),
                FunctionSpan(name: "generic", firstLine: 13, lastLine: 18),
                FunctionSpan(name: "inner", firstLine: 15, lastLine: 16),
                FunctionSpan(name: "==", firstLine: 19, lastLine: 21),
                FunctionSpan(name: "subscript", firstLine: 22, lastLine: 22),
            ])
    }
}
