import Testing

@Suite("Words on the command line")
struct WordsTests {
    @Test("help, the version and completion scripts answer 0 on standard output")
    func help() throws {
        let bench = try Workbench()
        for words in [
            [], ["--help"], ["help"], ["help", "import"], ["import", "--help"], ["--version"],
            ["--generate-completion-script", "bash"], ["--generate-completion-script", "zsh"],
            ["--generate-completion-script", "fish"],
        ] {
            let answer = try bench.hallmark(list: words)
            #expect(answer.code == 0, "\(words): \(answer)")
            #expect(!answer.output.isEmpty && answer.errors.isEmpty, "\(words): \(answer)")
        }
    }

    @Test("a word that is no text in UTF-8 is refused and not kept with characters lost")
    func noText() throws {
        let answer = try Workbench().shell("hallmark create people --set $'name=Jos\\xe9'")
        #expect(answer.code == 2 && answer.errors.contains("Word 4 of the command is no text in UTF-8"), "\(answer)")
    }

    @Test(
        "a slip of the keyboard is answered with the word that was meant, and 2",
        arguments: [
            (["chek"], "Did you mean check?"), (["imprt", "a.csv"], "Did you mean import?"),
            (["kinds", "--formt", "json"], "Did you mean --format?"), (["help", "shwo"], "Did you mean show?"),
        ])
    func slips(words: [String], hint: String) throws {
        let answer = try Workbench().hallmark(list: words)
        #expect(answer.code == 2)
        #expect(answer.output.isEmpty)
        #expect(answer.errors.contains(hint), "\(answer)")
    }

    @Test(
        "what is missing or wrong is named, with where to read on, and answered with 2",
        arguments: [
            (["show"], "<id>"), (["kinds", "--format", "xml"], "xml"),
            (["list", "systems", "--as-of", "yesterday"], "“yesterday”"),
            (["list", "systems", "--as-of", "2026-02-30"], "“2026-02-30”"),
            (["list", "systems", "--known-at", "-"], "--known-at"), (["create", "systems", "--set", "name"], "“name”"),
            (["create", "systems", "--set", "name=x", "--at", "2026-01-01"], "--whose"),
            (["create", "systems", "--set", "name=x", "--whose", "PER-001"], "--at"),
            (["import", "a.csv", "--as", "systems", "--encoding", "klingon"], "“klingon”"),
            (["import", "a.csv", "--as", "systems", "--rows", "some"], "“some”"), (["import", "a.csv"], "--as"),
        ])
    func wrongUse(words: [String], named: String) throws {
        let answer = try Workbench().hallmark(list: words)
        #expect(answer.code == 2, "\(answer)")
        #expect(answer.output.isEmpty)
        #expect(answer.errors.hasPrefix("hallmark: "))
        #expect(answer.errors.contains(named), "\(answer)")
        #expect(
            answer.errors.contains("hallmark \(words[0]) --help")
                || answer.errors.contains("hallmark help \(words[0])"), "\(answer)")
    }

    @Test(
        "of several things that are wrong with words, the one that was typed is said before those that are missing",
        arguments: [
            (["show", "--nonsense"], "show has no option --nonsense. It has --as-of, --known-at"),
            (["show", "SYS-1", "--as-of", "2026-01-01", "--as-of", "2026-01-02"], "--as-of is said twice"),
            (["list", "--format", "json", "--format", "json"], "--format is said twice"),
            (["show", "SYS-1", "--as-of"], "--as-of needs a value"),
            (["export", "people", "--format=xml"], "“xml” is not known. Say csv or json."),
            (["create", "people", "--set", "name=Leak", "finder"], "“finder” is one word too many"),
            (["create", "people", "--set", "name=Leak", "finder"], "goes in quotes"),
            (["erase"], "erase needs --entry <number>"), (["proof", "x"], "“x” is none"), (["proof", "-1"], "below 0"),
        ])
    func words(words: [String], said: String) throws {
        let answer = try Workbench().hallmark(list: words)
        #expect(answer.code == 2, "\(answer)")
        #expect(answer.errors.contains(said), "\(answer)")
        #expect(!answer.errors.contains("Missing"), "\(answer)")
        #expect(answer.errors.contains("hallmark \(words[0]) --help"), "\(answer)")
    }

    @Test("what may be said several times is not complained about")
    func repeating() throws {
        let bench = try Workbench()
        try bench.found()
        let answer = try bench.hallmark("create", "systems", "--set", "name=x", "--set", "tags=a", "--set", "tags=b")
        #expect(answer.code == 0, "\(answer)")
    }

    @Test("a shell is offered kinds by both names, steps of a record, states of a kind, and checks")
    func completion() throws {
        let bench = try Workbench()
        func offered(_ words: String...) throws -> [Substring] {
            let answer = try bench.hallmark(list: ["---completion"] + words)
            return answer.output.split(separator: "\n")
        }
        let kinds = try offered("create", "--", "positional@0", "2", "0", "hallmark", "create", "")
        #expect(kinds.contains("systems") && kinds.contains("AISystem"), "\(kinds)")
        let steps = try offered("do", "--", "positional@1", "3", "0", "hallmark", "do", "sys-7", "")
        #expect(steps.contains("screen"), "\(steps)")
        let states = try offered("list", "--", "--state", "4", "0", "hallmark", "list", "systems", "--state", "")
        #expect(states.contains("Idea"), "\(states)")
        let checks = try offered("check", "--", "positional@0", "2", "0", "hallmark", "check", "")
        #expect(checks.contains("C4.3-01") && checks.contains("A.2.2"), "\(checks)")
    }

    @Test(
        "a kind nobody knows is answered with the one that was meant, and 7",
        arguments: ["systms", "AISytem", "SYS", "AI systems"])
    func unknownKind(name: String) throws {
        let answer = try Workbench().hallmark("kinds", name)
        #expect(answer.code == 7)
        #expect(answer.errors.contains("Did you mean") && answer.errors.lowercased().contains("system"), "\(answer)")
    }

    @Test("a folder without an organization is said, with the way to found one, and answered with 7")
    func noOrganization() throws {
        let bench = try Workbench()
        for words in [["list"], ["check"], ["show", "SYS-1"], ["verify"], ["checkpoint"]] {
            let answer = try bench.hallmark(list: words)
            #expect(answer.code == 7, "\(words): \(answer)")
            #expect(answer.errors.contains("hallmark init"), "\(words): \(answer)")
        }
        #expect(try bench.digests().isEmpty)
    }

    @Test("HALLMARK_DATA names the folder, and --data goes before it")
    func folder() throws {
        let bench = try Workbench()
        try bench.found(in: "mine")
        #expect(try bench.hallmark("list", environment: ["HALLMARK_DATA": "mine"]).code == 0)
        #expect(try bench.hallmark("list", "--data", "mine", environment: ["HALLMARK_DATA": "nowhere"]).code == 0)
        #expect(try bench.hallmark("list").code == 7)
    }
}
