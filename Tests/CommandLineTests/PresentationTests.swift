import Testing

@Suite("What is shown")
struct PresentationTests {
    @Test("a table fits the width it is given", arguments: [20, 40, 60, 80, 120])
    func width(columns: Int) throws {
        let answer = try Workbench().hallmark("kinds", environment: ["COLUMNS": "\(columns)"])
        #expect(answer.code == 0)
        for line in answer.output.split(separator: "\n") where !line.contains("hallmark ") {
            #expect(line.count <= columns, "\(line.count) columns: \(line)")
        }
    }

    @Test("a table on a terminal fits it, and knows its width")
    func terminalWidth() throws {
        let bench = try Workbench()
        let shown = try Pseudoterminal(columns: 60).run(["kinds"], in: bench.folder, environment: ["NO_COLOR": "1"])
        #expect(shown.code == 0)
        #expect(shown.text.split(separator: "\n").allSatisfy { $0.count <= 60 }, "\(shown.text)")
    }

    @Test("ink is shown on a terminal only, and not where nobody wants it")
    func ink() throws {
        let bench = try Workbench()
        let escape: Character = "\u{1B}"
        #expect(try Pseudoterminal(columns: 80).run(["kinds"], in: bench.folder).text.contains(escape))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            let shown = try Pseudoterminal(columns: 80).run(["kinds"], in: bench.folder, environment: environment)
            #expect(!shown.text.contains(escape))
        }
        #expect(try !bench.hallmark("kinds").output.contains(escape))
    }

    @Test("in a file nothing is cut: a name of 340 characters is whole")
    func nothingCut() throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        let name = String(repeating: "A very long name ", count: 20).dropLast()
        #expect(try bench.hallmark("list", "systems", environment: ["COLUMNS": ""]).output.contains(name))
    }

    @Test("a name cannot steer the terminal")
    func steering() throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        let name = "Evil \u{1B}[2J\u{9B}31m\u{202E}gnp.exe\u{7F}\u{7}"
        #expect(try bench.hallmark("create", "systems", "--set", "name=\(name)").code == 0)
        for words in [
            ["list", "systems"], ["show", "SYS-5"], ["show", "SYS-8"], ["history", "SYS-8"], ["check"],
            ["do", "SYS-8"],
            ["list", "systems", "--format", "json"], ["show", "SYS-8", "--format", "json"],
            ["import", "systems.csv", "--as", "systems", "--rows", "all"],
        ] {
            let answer = try bench.hallmark(list: words)
            #expect(answer.code == 0, "\(words): \(answer)")
            for scalar in answer.output.unicodeScalars where scalar != "\n" {
                let isSteering = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{202E}"
                #expect(!isSteering, "\(words): U+\(String(scalar.value, radix: 16)) in the output")
            }
        }
    }

    @Test("a reader that goes away is no failure")
    func brokenPipe() throws {
        let bench = try Workbench()
        let answer = try bench.shell("set -o pipefail; hallmark reference | head -n 1")
        #expect(answer.code == 0, "\(answer)")
        #expect(answer.errors.isEmpty)
    }

    @Test("an output that cannot be written is said, and what is done only where something was done")
    func fullOutput() throws {
        let bench = try Workbench()
        try bench.found()
        for (words, isWritten) in [("list", false), ("create people --set name=Tara", true)] {
            let answer = try bench.shell("hallmark \(words) > /dev/full")
            #expect(answer.code == 5)
            #expect(answer.errors.contains("No space left on device"))
            #expect(answer.errors.contains("is done") == isWritten, "\(answer)")
        }
    }

    @Test(
        "the line that says how far work is goes away before anything else is shown",
        arguments: ["list", "check", "nix"])
    func progress(command: String) throws {
        let bench = try Workbench()
        try bench.found()
        let shown = try Pseudoterminal(columns: 80).run(
            [command == "nix" ? "show" : command] + (command == "nix" ? ["SYS-9"] : []), in: bench.folder,
            environment: ["NO_COLOR": "1"])
        let parts = shown.text.split(separator: "\r\u{1B}[K", omittingEmptySubsequences: false)
        #expect(parts.count >= 3, "nothing was shown and taken away: \(shown.text)")
        for part in parts.dropLast() { #expect(!part.contains("\n"), "\(shown.text)") }
        #expect(parts.last?.hasPrefix("Opening") == false)
    }

    @Test("words are broken into lines the same way in every script", arguments: [20, 33, 80])
    func wrapping(columns: Int) throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        let plain =
            "It reads meters a whole winter \(String(repeating: "longer", count: 30)) and then x \(String(repeating: "y", count: 19)) end"
        func shown(_ text: String) throws -> [String] {
            try bench.hallmark("change", "SYS-1", "--set", "intendedPurpose=\(text)")
            let page = try bench.hallmark("show", "SYS-1", environment: ["COLUMNS": "\(columns)"]).output
            let lines = page.split(separator: "\n").map(String.init)
            let start = lines.firstIndex { $0.contains("Intended purpose") } ?? 0
            return Array(lines[start...].prefix { !$0.isEmpty && $0 != "Dates" })
        }
        let lines = try shown(plain)
        #expect(lines.count > 4 && lines.last?.hasSuffix(" end") == true, "\(lines)")
        if columns > 20 { #expect(lines.allSatisfy { $0.count <= columns }, "\(lines)") }
        // One letter that is no ASCII takes the other way.
        #expect(try shown(plain.replacing("reads", with: "réads")).map { $0.replacing("é", with: "e") } == lines)
    }

    @Test("a command or a key that is to be copied is never broken", arguments: [20, 50, 80])
    func copies(columns: Int) throws {
        let bench = try Workbench()
        try bench.foundWithSystems()
        #expect(try bench.hallmark("proof", "3").code == 0)
        for words in [["check"], ["do", "SYS-1"], ["show", "SYS-1"], ["verify", "--entry", "entry-3.json"]] {
            func lines(_ columns: Int) throws -> Set<String> {
                let answer = try bench.hallmark(list: words, environment: ["COLUMNS": "\(columns)"])
                let copies = answer.output.split(separator: "\n").compactMap { line -> Range<Substring.Index>? in
                    line.firstRange(of: "hallmark ") ?? line.firstRange(of: /hallmark\/.*\+/)
                }
                return Set(copies.map { String(answer.output[$0.lowerBound...].prefix { !$0.isNewline }) })
            }
            let narrow = try lines(columns)
            #expect(try !narrow.isEmpty && narrow == lines(9000), "\(words)")
        }
    }

    @Test("columns that are as wide give way alike, and what a field takes is shown whole")
    func wholeCells() throws {
        let shown = try Workbench().hallmark("kinds", "policies", environment: ["COLUMNS": "80"]).output
        let words = shown.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("internal,") && words.contains("responsible") && !shown.contains("…\n"), "\(shown)")
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
}
