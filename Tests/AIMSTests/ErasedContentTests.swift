import AIMS
import Ledger
import Records
import Testing

@Suite("What was said of a record of which a value is erased")
struct ErasedContentTests {
    /// A model that waits for the approval of its security officer, and the entry in which its values were set.
    private func evaluated() throws -> (agency: Agency, id: RecordID, entry: EntryIndex) {
        var agency = try Agency.staffed()
        let id = try agency.create(Model.self, Agency.model, by: .jonas)
        try agency.step(id, "finish-evaluation", by: .priya)
        let entry = try #require(agency.register.history(id)?.changes.first?.sequence)
        return (agency, id, entry)
    }

    private func erase(_ key: String, of id: RecordID, _ entry: EntryIndex, _ agency: inout Agency) throws {
        let erasure = Act.erase(id, entry: entry, key: key)
        try agency.run(
            Command([erasure], by: ActingPerson(person: .nora, known: .signedIn), reason: "asked for by the person"))
        #expect(agency.view().record(id)?.kind.field(key).flatMap { agency.view().record(id)?[$0.slot] } == nil)
    }

    @Test("an approval stands, and is not stale")
    func approval() throws {
        var (agency, id, entry) = try evaluated()
        try agency.approve(id, .security, by: .eva)
        try erase("limitations", of: id, entry, &agency)
        let approval = agency.view().all(Approval.self, \.record, pointingTo: id)[0].id
        var other = agency
        let refusal = #expect(throws: Refusal.self) { try other.step(approval, "mark-stale") }
        #expect(refusal?.problems.map(\.code) == ["content"])
        try agency.step(id, "approve")
    }

    @Test("an approval of other content is stale, also after the value that was other is erased")
    func changed() throws {
        var (agency, id, _) = try evaluated()
        try agency.approve(id, .security, by: .eva)
        try agency.change(id, ["limitations": "invents sources and names"], by: .jonas)
        let entry = try #require(agency.view().lastEntry(of: id))
        try erase("limitations", of: id, entry, &agency)
        var other = agency
        let refusal = #expect(throws: Refusal.self) { try other.step(id, "approve") }
        #expect(refusal?.problems.contains { $0.code == "security" } == true)
        try agency.step(agency.view().all(Approval.self, \.record, pointingTo: id)[0].id, "mark-stale")
    }

    @Test("an acknowledgement is given once, also when an earlier release took the digest of the same content")
    func acknowledgement() throws {
        var agency = try Agency.staffed()
        let scope = try agency.create(ScopeStatement.self, Agency.scope)
        try agency.step(scope, "send-to-review")
        try agency.step(scope, "approve", by: .ilse)
        try agency.step(scope, "put-in-force")
        let content = try #require(agency.view().record(scope))
        let digests = content.contentDigests.subtracting([content.contentDigest])
        let earlier = try #require(digests.first?.hex)
        agency.take(
            Change(
                sequence: agency.register.size.nextIndex, enteredAt: agency.now, at: .moment(agency.now),
                record: agency.register.nextID(of: Declarations.aims.kind(Acknowledgement.self)),
                kind: "Acknowledgement", kindVersion: 1, version: 1, act: .create,
                assignments: [
                    Assignment(\Acknowledgement.person, Reference(.kees)),
                    Assignment(\Acknowledgement.record, Reference(scope)),
                    Assignment(\Acknowledgement.contentHash, earlier),
                ].sorted { $0.slot < $1.slot },
                step: Step(verb: nil, from: nil, to: "Given"), by: .kees, role: nil, enteredBy: .kees,
                known: .signedIn, recorded: nil, reason: nil))
        let refusal = #expect(throws: Refusal.self) {
            try agency.create(Acknowledgement.self, ["record": scope.text], by: .kees)
        }
        #expect(refusal?.problems.map(\.code) == ["once"])
    }
}
