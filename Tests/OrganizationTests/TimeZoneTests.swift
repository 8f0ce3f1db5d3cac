import AIMS
import Ledger
import Organization
import Records
import Storage
import Testing

@Suite("The time zone of an organization")
struct TimeZoneTests {
    @Test("stays as it was founded: a change is refused, one that is told elsewhere decides nothing")
    func stays() async throws {
        let agency = try await Agency.found(zone: "Asia/Tokyo")
        let failure = await #expect(throws: Failure.self) {
            try await agency.node.change(timeZone: "Pacific/Auckland", isTold: false)
        }
        #expect(failure?.message.contains("stays the one in which the organization was founded") == true)
        agency.clock.pass(days: 2)
        try await agency.node.change(timeZone: "Pacific/Auckland")
        #expect(try await agency.reopened("agency").register.zone.identifier == "Asia/Tokyo")
        let kind = agency.node.rules.declarations.kind(AIMS.Organization.self)
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        _ = try await agency.node.submit(
            Command(
                [.change("ORG-1", values: try kind.assignments(fromText: [("name", "Other Agency")]), expecting: nil)],
                by: ada))
    }

    @Test("is compared with the setting by whoever examines, like the person for whom commands act")
    func examined() async throws {
        let agency = try await Agency.found(zone: "Asia/Tokyo")
        func found() async throws -> Examination {
            try await Examination.ofLedger(
                in: OrganizationFolder(opening: agency.path("agency")), key: agency.node.verifier.text,
                capabilities: agency.capabilities)
        }
        #expect(try await found().isSound)
        try await agency.node.set(Setting.timeZone, to: "Pacific/Auckland")
        #expect(
            try await found().failures == [
                "the setting “timeZone” says Pacific/Auckland, and the organization was founded in Asia/Tokyo, by which everything goes; the next change that is made puts the setting right"
            ])
        try await agency.node.set(Setting.timeZone, to: "Asia/Tokyo")
        for nobody in ["SYS-1", "PER-999", "somebody"] {
            try await agency.node.set(Setting.actor, to: nobody)
            #expect(
                try await found().failures == ["the setting “actor” names “\(nobody)”, which is no person"])
        }
        try await agency.node.set(Setting.actor, to: Founding.manager.text)
        try await agency.node.set("unheard", to: "of")
        let strange = try await found()
        #expect(strange.isSound)
        #expect(strange.strangers == ["setting “unheard”"])
    }
}

extension TimeZoneTests {
    @Test("is remembered again as it was founded with the next change, when the folder remembers another one")
    func mended() async throws {
        let agency = try await Agency.found(zone: "Asia/Tokyo")
        try await agency.node.set(Setting.timeZone, to: "Pacific/Auckland")
        let node = try await agency.reopened("agency")
        #expect(node.register.zone.identifier == "Asia/Tokyo")
        #expect(try await node.setting(Setting.timeZone) == "Pacific/Auckland", "reading changes nothing")
        let kind = node.rules.declarations.kind(AISystem.self)
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        let act = Act.create(kind, state: nil, values: try kind.assignments(fromText: [("name", "Chat bot")]))
        _ = try await node.submit(Command([act], by: ada))
        #expect(try await node.setting(Setting.timeZone) == "Asia/Tokyo")
    }
}

extension Node {
    /// Changes the time zone in the record of the organization; told, as an exception, where it is not an act made here.
    func change(timeZone: String, isTold: Bool = true) async throws {
        let kind = rules.declarations.kind(AIMS.Organization.self)
        let values = try kind.assignments(fromText: [("timeZone", timeZone)])
        let ada = ActingPerson(person: Founding.manager, known: .machine(account: "tester"))
        let recording = Recording(at: .day(today), whose: ada.person, source: "a letter", acceptsExceptions: true)
        _ = try await submit(
            Command(
                [.change("ORG-1", values: values, expecting: nil)], by: ada, recording: isTold ? recording : nil))
    }
}
