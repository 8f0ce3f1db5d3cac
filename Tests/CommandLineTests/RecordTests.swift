import Ledger
import Testing

@Suite("Records")
struct RecordTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.foundWithSystems()
    }

    @Test("a record is created, changed with all kinds of values, and shown")
    func values() throws {
        try bench.write("It reads meters.\n\nFrom photos.", to: "purpose.md")
        let made = try bench.hallmark(
            "create", "systems", "--set", "name=@@home", "--set", "intendedPurpose=@purpose.md", "--set",
            "jurisdictions=IE; NL", "--set", "tags=a", "--set", "tags=b", "--set", "personalData=yes", "--format",
            "json")
        #expect(made.code == 0, "\(made)")
        #expect(try made.json["changes"]?[0]?["record"] == "SYS-8")
        let record = try bench.hallmark("show", "SYS-8", "--format", "json").json["record"]
        #expect(record?["name"] == "@home")
        #expect(record?["intendedPurpose"] == "It reads meters.\n\nFrom photos.")
        #expect(record?["jurisdictions"] == ["IE", "NL"])
        #expect(record?["tags"] == ["a", "b"])
        #expect(record?["personalData"] == true)
        #expect(try bench.hallmark("change", "sys-8", "--set", "tags=", "--set", "personalData=no").code == 0)
        let after = try bench.hallmark("show", "SYS-8", "--format", "json").json["record"]
        #expect(after?["tags"] == nil)
        #expect(after?["personalData"] == false)
    }

    @Test("values come from a JSON file too, and what is said beside it goes first")
    func file() throws {
        try bench.write(#"{"name": "From a file", "tags": ["x", "y"], "personalData": false}"#, to: "values.json")
        let made = try bench.hallmark("create", "systems", "--file", "values.json", "--set", "name=Said beside it")
        #expect(made.code == 0, "\(made)")
        let record = try bench.hallmark("show", "SYS-8", "--format", "json").json["record"]
        #expect(record?["name"] == "Said beside it")
        #expect(record?["tags"] == ["x", "y"])
    }

    private static let wrong: [(words: [String], code: Int32, named: [String])] = [
        (["--set", "nmae=x", "--set", "impactLevel=huge"], 4, ["nmae", "huge"]),
        (["--set", "firstDeployedOn=yesterday"], 4, ["2026-11-23"]), (["--set", "ownerSO=PER-999"], 4, ["PER-999"]),
        (["--set", "ownerSO=SYS-1"], 4, ["SYS-1", "Person"]), (["--set", "name=a", "--set", "name=b"], 4, ["once"]),
        (["--set", "name=@nowhere.txt"], 7, ["nowhere.txt"]), (["--file", "nowhere.json"], 7, ["nowhere.json"]),
        (["--file", "broken.json"], 4, ["broken.json", "line 1"]), (["--file", "list.json"], 4, ["object"]),
        (["--attach", "nowhere.pdf"], 7, ["nowhere.pdf"]), ([], 2, ["--set"]),
    ]

    @Test("values of the wrong shape are refused, all at once, and change nothing", arguments: wrong)
    func wrongValues(words: [String], code: Int32, named: [String]) throws {
        try bench.write("{\"name\": ", to: "broken.json")
        try bench.write("[1]", to: "list.json")
        let answer = try bench.hallmark(list: ["change", "SYS-1"] + words)
        #expect(answer.code == code, "\(answer)")
        for text in named { #expect(answer.errors.contains(text), "\(answer)") }
        #expect(try bench.hallmark("history", "SYS-1", "--format", "json").json["changes"]?.array?.count == 1)
    }

    @Test("a change of something that was changed meanwhile is refused")
    func expecting() throws {
        #expect(try bench.hallmark("change", "SYS-1", "--set", "tags=a", "--expecting", "1").code == 0)
        let late = try bench.hallmark("change", "SYS-1", "--set", "tags=b", "--expecting", "1")
        #expect(late.code == 3)
        #expect(late.errors.contains("you saw version 1, it is now 2"))
    }

    @Test(
        "a record nobody has is answered with 7 and where to look", arguments: ["SYS-99", "XYZ-1", "SYS-0", "nonsense"])
    func unknown(id: String) throws {
        let answer = try bench.hallmark("show", id)
        #expect(answer.code == (id == "SYS-99" || id == "XYZ-1" ? 7 : 2), "\(answer)")
        #expect(answer.errors.contains("hallmark"))
    }

    @Test("an act is for the person it is said to be by, under the rules for that person")
    func actors() throws {
        #expect(try bench.hallmark("change", "SYS-1", "--set", "tags=a", "--by", "nobody@x.example").code == 7)
        #expect(
            try bench.hallmark("change", "SYS-1", "--set", "tags=a", "--by", "ines.aldermoor@brightwater.example").code
                == 0)
        #expect(try bench.hallmark("create", "people", "--set", "name=Aoife", "--set", "email=a@x.example").code == 0)
        let noAccount = try bench.hallmark("change", "SYS-1", "--set", "tags=b", "--by", "a@x.example")
        #expect(noAccount.code == 3, "\(noAccount)")
        #expect(try bench.hallmark("create", "accounts", "--set", "person=PER-002", "--set", "kind=person").code == 0)
        let noRole = try bench.hallmark("change", "SYS-1", "--set", "tags=b", "--by", "PER-002")
        #expect(noRole.code == 3, "\(noRole)")
        #expect(noRole.errors.contains("AIMSM"))
        let entry = try bench.hallmark("history", "SYS-1", "--format", "json").json["changes"]?[1]
        #expect(entry?["known"] == "machine")
        #expect(entry?["account"]?.string?.isEmpty == false)
    }

    @Test("steps that are shut say why, and a refused one changes nothing")
    func steps() throws {
        let steps = try bench.hallmark("do", "SYS-1", "--format", "json").json["steps"]?.array ?? []
        #expect(!steps.isEmpty)
        #expect(steps.allSatisfy { $0["isOpen"] == false ? $0["problems"]?[0]?["message"]?.string != nil : true })
        #expect(try bench.hallmark("do", "SYS-1", "screen").code == 3)
        #expect(try bench.hallmark("do", "SYS-1", "fly").code == 2)
        #expect(try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["state"] == "Idea")
    }

    @Test("what happened earlier is told as a recorded act, with an exception where it breaks a rule")
    func recorded() throws {
        let told = [
            "--at", "2024-05-01", "--whose", "PER-001", "--source", "minutes of 1 May", "--reason", "filled in later",
        ]
        let refused = try bench.hallmark(list: ["do", "SYS-1", "Operating"] + told)
        #expect(refused.code == 3)
        #expect(refused.errors.contains("--accept-exceptions"))
        let taken = try bench.hallmark(list: ["do", "SYS-1", "Operating", "--accept-exceptions"] + told)
        #expect(taken.code == 0, "\(taken)")
        #expect(taken.output.contains("recorded act") && taken.output.contains("Exception"))
        let changes = try bench.hallmark("history", "SYS-1", "--format", "json").json["changes"]?.array ?? []
        let change = changes.first { $0["step"]?["to"] == "Operating" }
        #expect(change?["isRecorded"] == true)
        #expect(change?["at"] == "2024-05-01")
        #expect(change?["source"] == "minutes of 1 May")
        #expect(change?["exceptions"]?.array?.isEmpty == false)
        // Something done here since then stands; the answer says so.
        #expect(try bench.hallmark("change", "SYS-2", "--set", "name=Renamed").code == 0)
        let past = try bench.hallmark(list: ["do", "SYS-2", "Operating", "--accept-exceptions"] + told)
        let state = try bench.hallmark("show", "SYS-2", "--format", "json").json["record"]?["state"]
        #expect(state == "Idea" && past.code == 0)
        #expect(past.output.contains("was Operating") && past.output.contains("today it is as before"), "\(past)")
        let future = try bench.hallmark(
            "change", "SYS-2", "--set", "tags=a", "--at", "2999-01-01", "--whose", "PER-001")
        #expect(future.code == 4 || future.code == 3, "\(future)")
    }

    @Test("a question for a day before, or for what was known before, is answered as of then")
    func time() throws {
        let size = try bench.hallmark("verify", "--format", "json").json["entries"]?.integer ?? 0
        #expect(try bench.hallmark("change", "SYS-1", "--set", "name=New name").code == 0)
        #expect(try bench.hallmark("list", "systems", "--as-of", "2020-01-01", "--format", "json").json["count"] == 0)
        let gone = try bench.hallmark("show", "SYS-1", "--as-of", "2020-01-01")
        #expect(gone.code == 7)
        #expect(gone.errors.contains("Its history begins on"))
        let known = try bench.hallmark("show", "SYS-1", "--known-at", "\(size - 1)", "--format", "json").json["record"]
        #expect(known?["name"] == "Leak Finder")
        #expect(try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["name"] == "New name")
        #expect(try bench.hallmark("show", "SYS-1", "--known-at", "99999").code == 7)
        #expect(try bench.hallmark("list", "--known-at", "2020-01-01").code == 7)
        let before = try bench.hallmark("check", "--as-of", "2020-01-01")
        #expect(before.code == 7 && before.output.isEmpty, "\(before)")
        #expect(before.errors.contains("no organization on 1 January 2020 yet"), "\(before)")
        #expect(before.errors.contains("hallmark check --as-of 2"), "\(before)")
    }

    @Test("a file is kept with its record")
    func attachment() throws {
        try bench.write("minutes", to: "minutes.txt")
        let kept = try bench.hallmark("change", "SYS-1", "--attach", "minutes.txt")
        #expect(kept.code == 0 && kept.output.contains("In attachments: minutes.txt"), "\(kept)")
        try bench.write("more", to: "more.pdf")
        #expect(try bench.hallmark("change", "SYS-1", "--attach", "more.pdf").code == 0)
        let files = try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["attachments"]?.array ?? []
        #expect(files.map { $0["name"] } == ["minutes.txt", "more.pdf"])
        #expect(files[0]["sha256"]?.string == Digest(of: Array("minutes".utf8)).hex)
        #expect(files[1]["mime"] == "application/pdf")
        #expect(try bench.hallmark("verify", "--format", "json").json["files"] == 2)
    }

    @Test("a file fills a field of its own, and only a file that is kept here can be named")
    func namedFile() throws {
        try bench.write("minutes", to: "minutes.pdf")
        let words = ["create", "evidence", "--set", "kind=Minutes", "--set", "source=Board", "--set", "grade=E1"]
        func file(_ sha256: String, _ size: Int) -> [String] {
            ["--set", #"file={"name": "x.txt", "sha256": "\#(sha256)", "size": \#(size), "mime": "text/plain"}"#]
        }
        let invented = try bench.hallmark(list: words + file(String(repeating: "0", count: 64), 20))
        #expect(invented.code == 4, "\(invented)")
        #expect(invented.errors.contains("--attach file=PATH"), "\(invented)")
        #expect(try bench.hallmark(list: words + ["--attach", "file=minutes.pdf"]).code == 0)
        let record = try bench.hallmark("show", "EVD-1", "--format", "json").json["record"]
        let digest = Digest(of: Array("minutes".utf8)).hex
        #expect(record?["file"]?["sha256"]?.string == digest)
        #expect(record?["attachments"] == nil)
        #expect(try bench.hallmark(list: words + file(digest, 8)).errors.contains("has 7 bytes, not 8"))
        #expect(try bench.hallmark(list: words + file(digest, 7)).code == 0)
        #expect(try bench.hallmark(list: words + ["--attach", "fiel=minutes.pdf"]).code == 7)
        #expect(try bench.hallmark("verify").code == 0)
    }

    @Test("a refused command leaves no file behind")
    func refusedFile() throws {
        try bench.write("minutes", to: "minutes.pdf")
        let before = try bench.digests()
        #expect(try bench.hallmark("create", "assignments", "--attach", "minutes.pdf").code == 3)
        #expect(
            try bench.digests().keys.filter { $0.contains("files/") } == before.keys.filter { $0.contains("files/") })
        #expect(try bench.hallmark("change", "SYS-1", "--attach", "minutes.pdf").code == 0)
        #expect(try bench.digests().keys.contains { $0.contains("files/") })
    }

    @Test("what a spreadsheet would take for a formula is exported as it is, said, and guarded where that is asked for")
    func formulas() throws {
        #expect(try bench.hallmark("create", "systems", "--set", "name==1+1").code == 0)
        let plain = try bench.hallmark("export", "systems")
        #expect(plain.output.contains(",=1+1,"))
        #expect(plain.errors.contains("1 cell begins like a formula"), "\(plain)")
        let safe = try bench.hallmark("export", "systems", "--spreadsheet-safe")
        #expect(safe.output.contains(",'=1+1,"))
        #expect(safe.errors.isEmpty, "\(safe)")
    }

    @Test("files that two attach at once are both kept")
    func attachedAtOnce() throws {
        // Both have opened the ledger before either gets to read its file.
        let answer = try bench.shell(
            """
            mkfifo one two
            hallmark change SYS-1 --attach one & first=$!
            hallmark change SYS-1 --attach two & second=$!
            exec 3>one 4>two
            echo 1 >&3; echo 2 >&4
            exec 3>&- 4>&-
            wait $first && wait $second
            """)
        #expect(answer.code == 0, "\(answer)")
        let files = try bench.hallmark("show", "SYS-1", "--format", "json").json["record"]?["attachments"]?.array ?? []
        #expect(Set(files.map { $0["name"]?.string }) == ["one", "two"])
    }

    @Test("a personal value is erased, its entry still proves, and nothing else is touched")
    func erase() throws {
        let made = try bench.hallmark("create", "people", "--set", "name=Wrong Person", "--format", "json")
        let entry = try made.json["changes"]?[0]?["entry"]?.integer ?? -1
        #expect(try bench.hallmark("erase", "PER-002", "--entry", "\(entry)", "--field", "name").code == 4)
        let erased = try bench.hallmark(
            "erase", "PER-002", "--entry", "\(entry)", "--field", "Name", "--reason", "asked for, Art. 17")
        #expect(erased.code == 0, "\(erased)")
        let history = try bench.hallmark("history", "PER-002").output
        #expect(history.contains("Name  erased"), "\(history)")
        #expect(try !bench.hallmark("show", "PER-002").output.contains("Wrong Person"))
        #expect(try !bench.hallmark("history", "PER-002").output.contains("Wrong Person"))
        #expect(try bench.hallmark("verify").code == 0)
        #expect(try bench.hallmark("dispose", "PER-002", "--reason", "over").code == 3)
    }

    @Test("an answer with the knowledge of an earlier entry says so")
    func knownAt() throws {
        for words in [["list"], ["list", "systems"], ["show", "PER-001"], ["check"], ["check", "C4.3-01"]] {
            let answer = try bench.hallmark(list: words + ["--known-at", "25"])
            #expect(answer.output.contains("as known with entry 25"), "\(words): \(answer)")
            #expect(try !bench.hallmark(list: words).output.contains("as known with"), "\(words)")
        }
    }

    @Test("the command that is suggested holds everything that was typed, quoted for the shell, and what is missing")
    func retyped() throws {
        let typed = ["create", "evidence", "--set", "kind=Ada's  minutes", "--set", "source="]
        let missing = try bench.hallmark(list: typed + ["--reason", "a \n\\b"])
        #expect(missing.code == 3, "\(missing)")
        let command = missing.errors.split(separator: "\n").last.map { $0.drop { $0 == " " } } ?? ""
        #expect(command.hasPrefix("hallmark create evidence --set $'kind=Ada\\'s \\x20minutes' --reason"), "\(missing)")
        #expect(command.hasSuffix("--set source=… --set grade=…"), "\(missing)")
        // As a shell reads it.
        let again = try bench.shell(
            String(command).replacing("source=…", with: "source=x").replacing("grade=…", with: "grade=E0"))
        #expect(again.code == 0, "\(again)")
        let change = try bench.hallmark("history", "EVD-1", "--format", "json").json["changes"]?[0]
        #expect(change?["set"]?["kind"]?["now"] == "Ada's  minutes")
        #expect(change?["reason"] == "a \n\\b")
        let reason = try bench.hallmark("do", "SYS-1", "reject", "--by", "PER-001")
        #expect(reason.errors.contains("hallmark do SYS-1 reject --by PER-001 --reason …"), "\(reason)")
        let cleared = try bench.hallmark("change", "SYS-1", "--set=name=", "--set", "tags=a b")
        #expect(cleared.errors.contains("hallmark change SYS-1 --set 'tags=a b' --set name=…"), "\(cleared)")
        let steps = try bench.hallmark("do", "SYS-1", "--by", "PER-001", "--reason", "no use")
        #expect(steps.output.contains("hallmark do SYS-1 reject --by PER-001 --reason 'no use'"), "\(steps)")
    }

    @Test("a file that is said like a text is answered with the way to give it")
    func fileAsText() throws {
        try bench.write("minutes", to: "my minutes.pdf")
        for value in ["my minutes.pdf", "@my minutes.pdf"] {
            let answer = try bench.hallmark("create", "evidence", "--set", "kind=Minutes", "--set", "file=\(value)")
            #expect(answer.code == 4, "\(answer)")
            #expect(
                answer.errors.contains("hallmark create evidence --set kind=Minutes --attach 'file=my minutes.pdf'"),
                "\(answer)")
        }
        let base = try bench.hallmark("change", "SYS-1", "--set", "attachments=my minutes.pdf")
        #expect(base.errors.contains("hallmark change SYS-1 --attach 'my minutes.pdf'"), "\(base)")
    }

    @Test("steps are offered only where one leads on")
    func nothingLeadsOn() throws {
        let taken = try bench.hallmark("do", "SYS-1", "reject", "--reason", "no use")
        #expect(taken.code == 0 && !taken.output.contains("hallmark do"), "\(taken)")
        #expect(try !bench.hallmark("show", "SYS-1").output.contains("hallmark do"))
        #expect(try bench.hallmark("show", "SYS-2").output.contains("hallmark do SYS-2"))
        #expect(try !bench.hallmark("show", "ORG-1").output.contains("hallmark do"))
    }

    @Test("days in sentences read as people write them, and in JSON as files do")
    func days() throws {
        let isDay = /\d{4}-\d{2}-\d{2}/
        for words in [["check"], ["check", "C4.3-02"], ["show", "SYS-1"], ["list"], ["history", "SYS-1"]] {
            let answer = try bench.hallmark(list: words)
            #expect(answer.output.firstMatch(of: isDay) == nil, "\(words): \(answer)")
        }
        let json = try bench.hallmark("check", "C4.3-02", "--format", "json").json["results"]?[0]
        #expect(json?["explanation"]?.string?.firstMatch(of: isDay) != nil, "\(String(describing: json))")
        let told = try bench.hallmark(
            "change", "SYS-1", "--set", "tags=a", "--at", "2999-01-01", "--whose", "PER-001", "--reason", "r",
            "--source", "s")
        #expect(told.errors.contains("1 January 2999 is later than now"), "\(told)")
        let quoted = try bench.hallmark("change", "SYS-1", "--set", "firstDeployedOn=“2026-01-01”")
        #expect(quoted.errors.contains("“2026-01-01”") && quoted.errors.contains("like 2026-11-23"), "\(quoted)")
    }

    @Test("a list is narrowed by state and by text")
    func narrowing() throws {
        func count(_ words: String...) throws -> JSON? {
            try bench.hallmark(list: ["list", "systems", "--format", "json"] + words).json["count"]
        }
        #expect(try count("--find", "leak") == 2)
        #expect(try count("--state", "idea") == 7)
        #expect(try count("--state", "Operating") == 0)
        let wrong = try bench.hallmark("list", "systems", "--state", "Sleeping")
        #expect(wrong.code == 7)
        #expect(wrong.errors.contains("Idea"))
    }

    @Test("a refusal names the command that helps: what is missing, who it is for, an account for who has none")
    func waysOut() throws {
        let missing = try bench.hallmark("create", "assignments", "--set", "role=ROL-1")
        #expect(missing.code == 3)
        #expect(
            missing.errors.contains("hallmark create assignments --set role=ROL-1 --set person=… --set scope=…"),
            "\(missing)")
        #expect(try bench.hallmark("create", "people", "--set", "name=Tara Top").code == 0)
        let created = try bench.hallmark(
            "create", "assignments", "--set", "role=ROL-1", "--set", "person=PER-002", "--set", "scope=AIMS")
        #expect(created.code == 0, "\(created)")
        let steps = try bench.hallmark("do", "ASG-2")
        #expect(steps.output.contains("hallmark do ASG-2 accept --by PER-002"), "\(steps)")
        #expect(steps.output.contains("hallmark do ASG-2 decline --reason …"), "\(steps)")
        let noAccount = try bench.hallmark("do", "ASG-2", "accept", "--by", "PER-002")
        #expect(noAccount.code == 3)
        #expect(
            noAccount.errors.contains("hallmark create accounts --set person=PER-002 --set kind=person"),
            "\(noAccount)")
        #expect(
            try bench.hallmark("create", "accounts", "--set", "person=PER-002", "--set", "kind=person").code == 0)
        #expect(try bench.hallmark("do", "ASG-2", "accept", "--by", "PER-002").code == 0)
        let early = try bench.hallmark("do", "ASG-2", "accept", "--by", "PER-002")
        #expect(early.code == 3)
        #expect(early.errors.contains("hallmark do ASG-2"), "\(early)")
    }
}
