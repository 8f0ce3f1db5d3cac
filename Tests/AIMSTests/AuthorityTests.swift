import AIMS
import Foundation
import Ledger
import Records
import Testing

@Suite("Authority")
struct AuthorityTests {
    @Test(
        "holds from the first to the last day of an assignment",
        arguments: [("2026-03-19", false), ("2026-03-20", true), ("2026-04-10", true), ("2026-04-11", false)])
    func byDay(day: String, isHeld: Bool) throws {
        var agency = try Agency.staffed()
        try agency.appoint(
            .kees, .systemOwner, ["scope": "AIMS", "validFrom": "2026-03-20", "validTo": "2026-04-10"])
        agency.day = day
        #expect(agency.view().holds(.systemOwner, .kees) == isHeld)
        if isHeld {
            try agency.create(AISystem.self, ["name": "NoteTidy"], by: .kees)
        } else {
            let refusal = #expect(throws: Refusal.self) {
                try agency.create(AISystem.self, ["name": "NoteTidy"], by: .kees)
            }
            #expect(refusal?.code == .forbidden)
        }
    }

    @Test("that ended yesterday still counts for an act of last month, told today")
    func toldAct() throws {
        var agency = try Agency.staffed()
        let assignment = try agency.appoint(.kees, .systemOwner)
        agency.day = "2026-04-09"
        try agency.step(assignment, "end", by: .kees)
        agency.day = "2026-04-10"
        #expect(throws: Refusal.self) { try agency.create(AISystem.self, ["name": "NoteTidy"], by: .kees) }
        let told = Recording.told(of: .kees, on: "2026-03-15")
        let id = try agency.create(AISystem.self, ["name": "NoteTidy"], told: told, reason: "found in the minutes")
        #expect(agency.record(id, AISystem.self)?.content.created.by == .kees)
        #expect(agency.register.history(id)?.changes.first?.role == .systemOwner)
        #expect(agency.register.history(id)?.changes.first?.exceptions == [])
    }

    @Test("that nobody had is an exception of a told act, marked for ever")
    func toldWithoutAuthority() throws {
        var agency = try Agency.staffed()
        agency.day = "2026-04-10"
        let told = Recording.told(of: .kees, on: "2026-03-15", acceptsExceptions: true)
        let id = try agency.create(AISystem.self, ["name": "NoteTidy"], told: told, reason: "found in the minutes")
        #expect(agency.register.history(id)?.changes.first?.exceptions.map(\.code) == ["authority"])
    }

    @Test("of an assignment to one system covers that system and what points to it")
    func systemReach() throws {
        var agency = try Agency.staffed()
        let own = try agency.system()
        let other = try agency.system(Agency.built, ["name": "MuseFrame"])
        try agency.appoint(.kees, .systemOwner, ["scope": "system", "system": own.text])
        try agency.change(own, ["description": "ranks"], by: .kees)
        try agency.create(Risk.self, ["title": "Bias", "system": own.text], by: .kees)
        for attempt: @Sendable (inout Agency) throws -> Void in [
            { try $0.change(other, ["description": "paints"], by: .kees) },
            { try $0.create(Risk.self, ["title": "Bias", "system": other.text], by: .kees) },
            { try $0.create(AISystem.self, ["name": "HelioChat"], by: .kees) },
        ] {
            let refusal = #expect(throws: Refusal.self) { try attempt(&agency) }
            #expect(refusal?.code == .forbidden)
        }
    }

    @Test(
        "of an assignment to one system is enough to begin the models and data that systems name, and no more of them")
    func systemParts() throws {
        var agency = try Agency.staffed()
        let own = try agency.system()
        try agency.appoint(.kees, .systemOwner, ["scope": "system", "system": own.text])
        let model = try agency.create(Model.self, ["name": "Ranker", "owner": RecordID.kees.text], by: .kees)
        let dataset = try agency.create(Dataset.self, ["name": "Notes"], by: .kees)
        try agency.change(own, ["models": model.text, "datasets": dataset.text], by: .kees)
        try agency.change(model, ["limitations": "none known"], by: .kees)
        let refusal = #expect(throws: Refusal.self) { try agency.change(dataset, ["size": "1 GB"], by: .kees) }
        #expect(refusal?.code == .forbidden, "whose it is not is not changed")
        #expect(throws: Refusal.self) { try agency.create(Supplier.self, ["name": "Nimbus"], by: .kees) }
    }

    @Test("of an assignment to a unit covers the records of that unit")
    func unitReach() throws {
        var agency = try Agency.staffed()
        try agency.appoint(.kees, .riskOwner, ["scope": "unit", "scopeUnit": "Porto"])
        try agency.create(Risk.self, ["title": "Bias", "unit": "Porto"], by: .kees)
        #expect(throws: Refusal.self) { try agency.create(Risk.self, ["title": "Bias", "unit": "Utrecht"], by: .kees) }
    }

    @Test("comes from a role definition that is still a draft, too, but not from one without an active assignment")
    func draftDefinition() throws {
        var agency = try Agency.staffed()
        #expect(agency.view().all(RoleDefinition.self).first?.state == .draft)
        #expect(agency.view().holds(.topManagement, .ilse))
        try agency.create(RoleAssignment.self, ["role": "ROL-1", "person": RecordID.kees.text, "scope": "AIMS"])
        #expect(!agency.view().holds(.topManagement, .kees))
        #expect(agency.view().rolesHeld(by: .kees).map(\.role) == [.employee])
    }

    @Test("ends with the last day of the person, whatever assignments say")
    func leavers() throws {
        var agency = try Agency.staffed()
        try agency.change(.tomasz, ["endDate": "2026-03-31"], by: .hanna)
        #expect(agency.view(on: "2026-03-31").holds(.systemOwner, .tomasz))
        agency.day = "2026-04-01"
        #expect(!agency.view().holds(.systemOwner, .tomasz))
        let refusal = #expect(throws: Refusal.self) { try agency.system() }
        #expect(refusal?.problems.map(\.code) == ["actor"])
    }

    @Test("needs an account that is not disabled, and not one of an auditor from outside")
    func accounts() throws {
        var agency = try Agency.staffed()
        let account = agency.view().all(Account.self, \.person, pointingTo: .kees)[0].id
        #expect(agency.view().mayAct(.kees))
        try agency.step(account, "disable", by: .yara)
        #expect(!agency.view().mayAct(.kees))
        try agency.create(Account.self, ["person": RecordID.kees.text, "kind": "auditor"], by: .yara)
        #expect(!agency.view().mayAct(.kees))
        try agency.create(Account.self, ["person": RecordID.kees.text, "kind": "connector"])
        #expect(agency.view().mayAct(.kees))
    }

    @Test("to enter what happened elsewhere is that of AIMS managers, internal auditors and connectors")
    func recorders() throws {
        var agency = try Agency.staffed()
        agency.day = "2026-03-10"
        let values = ["kind": "minutes", "source": "board", "grade": "E0"]
        let told = Recording.told(of: .ilse, on: "2026-03-09")
        for recorder in [RecordID.nora, .samuel] { try agency.create(Evidence.self, values, by: recorder, told: told) }
        let refusal = #expect(throws: Refusal.self) { try agency.create(Evidence.self, values, by: .kees, told: told) }
        #expect(refusal?.problems.map(\.code) == ["recorder"])
        try agency.create(Account.self, ["person": RecordID.kees.text, "kind": "connector"])
        try agency.create(Evidence.self, values, by: .kees, told: told)
    }

    @Test("to acknowledge is that of everybody who works here, on paper also without an account")
    func paper() throws {
        var agency = try Agency.staffed()
        let policy = try agency.policyInForce()
        let lotte = try agency.create(Person.self, ["name": "Lotte Smit", "inAIMSscope": "yes"])
        agency.day = "2026-03-10"
        let told = Recording.told(of: lotte, on: "2026-03-10")
        let id = try agency.create(
            Acknowledgement.self, ["record": policy.text], told: told, reason: "signed the list")
        #expect(agency.record(id, Acknowledgement.self)?.person?.id == lotte)
        #expect(agency.register.history(id)?.changes.first?.exceptions == [])
        #expect(throws: Refusal.self) { try agency.create(Acknowledgement.self, ["record": policy.text], by: lotte) }
    }

    @Test("over a system of high risk is asked for, however the class is spelt")
    func spelling() throws {
        var agency = try Agency.staffed()
        for (stated, isHigh) in [
            ("High risk (Annex III 4a)", true), ("HIGH_RISK_ANNEX_III", true), ("Limited, no high risk", false),
        ] {
            let id = try agency.system(Agency.built, ["euClass": stated])
            #expect(agency.record(id, AISystem.self)?.isHighImpact == isHigh, "\(stated)")
        }
    }

    @Test("does not come from test records")
    func testRecords() throws {
        var agency = try Agency.staffed()
        let real = try agency.appoint(.kees, .oversightLead)
        #expect(agency.view().holds(.oversightLead, .kees))
        try agency.step(real, "end", by: .kees)
        agency.day = "2026-03-11"
        _ = try agency.appoint(.kees, .oversightLead, ["scope": "AIMS", "isTest": "yes"])
        #expect(!agency.view().holds(.oversightLead, .kees))
    }

    @Test("is not taken back by telling of it, and agreement is not told without a reason and a source")
    func words() throws {
        var agency = try Agency.staffed()
        let policy = try agency.policyInForce()
        agency.day = "2026-03-11"
        let approval = agency.view().all(Approval.self, \.record, pointingTo: policy)[0].id
        let told = Recording.told(of: .ilse, on: "2026-03-11", acceptsExceptions: true)
        let refusal = #expect(throws: Refusal.self) {
            try agency.step(approval, "revoke", told: told, reason: "read the wrong draft")
        }
        #expect(refusal?.problems.map(\.code) == ["made"])
        try agency.step(approval, "revoke", by: .ilse, reason: "read the wrong draft")
        let next = try agency.create(Policy.self, Agency.policy.merging(["supersedes": policy.text]) { $1 })
        try agency.step(next, "send-to-review")
        let paper = Recording.told(of: .ilse, on: "2026-03-11")
        let bare = #expect(throws: Refusal.self) { try agency.step(next, "approve", told: paper) }
        #expect(bare?.problems.map(\.code) == ["unexplained"])
        try agency.step(next, "approve", told: paper, reason: "minutes of the board")
    }

    @Test("is never longer, whatever exceptions are accepted")
    func firm() throws {
        var agency = try Agency.staffed()
        let id = try agency.appoint(.kees, .oversightLead, ["scope": "AIMS", "validTo": "2026-12-31"])
        let told = Recording.told(of: .nora, on: agency.day, acceptsExceptions: true)
        let refusal = #expect(throws: Refusal.self) { try agency.change(id, ["validTo": "2027-12-31"], told: told) }
        #expect(refusal?.problems.map(\.code) == ["never-longer"])
        #expect(refusal?.problems.contains { $0.message.contains("--accept-exceptions") } == false)
        try agency.change(id, ["validTo": "2026-06-30"])
    }

    @Test("does not come from naming oneself the owner of a new record")
    func selfMadeOwner() throws {
        var agency = try Agency.staffed()
        for attempt: @Sendable (inout Agency) throws -> Void in [
            { try $0.create(Policy.self, Agency.policy.merging(["owner": RecordID.kees.text]) { $1 }, by: .kees) },
            { try $0.system(Agency.built, ["owner": RecordID.kees.text, "ownerSO": RecordID.kees.text], by: .kees) },
            { try $0.create(Risk.self, Agency.risk.merging(["owner": RecordID.kees.text]) { $1 }, by: .kees) },
            {
                try $0.create(
                    RiskAssessment.self, ["level": "AIMS", "trigger": "other", "assessors": RecordID.kees.text],
                    by: .kees)
            },
        ] {
            let refusal = #expect(throws: Refusal.self) { try attempt(&agency) }
            #expect(refusal?.code == .forbidden)
        }
    }

    @Test("to appoint is not held over oneself, except in a very small organization with a reason")
    func joinedDuties() throws {
        var agency = try Agency.founded()
        let id = try agency.create(
            RoleAssignment.self, ["role": "ROL-3", "person": RecordID.nora.text, "scope": "AIMS"])
        try agency.step(id, "accept")
        let refusal = #expect(throws: Refusal.self) { try agency.step(id, "activate", reason: "the board looks on") }
        #expect(refusal?.problems.map(\.code) == ["apart"])
        try agency.change("ORG-1", ["staffTotal": "9"])
        for nothing in [nil, ".", "– – –"] {
            #expect(throws: Refusal.self) { try agency.step(id, "activate", reason: nothing) }
        }
        try agency.step(id, "activate", reason: "the board looks on")
        #expect(agency.register.history(id)?.changes.last?.exceptions.map(\.code) == ["joined-duties"])
        try agency.change("ORG-1", ["staffTotal": "10"])
        #expect(!agency.view().isVerySmall)
    }

    @Test("to join duties needs more than a low number: ten people at work are ten people")
    func statedSize() throws {
        var agency = try Agency.staffed()
        try agency.change("ORG-1", ["staffTotal": "9"])
        #expect(!agency.view().isVerySmall)
        let people = agency.view().all(Person.self).filter { $0.id != .nora }
        for person in people.dropFirst(8) {
            try agency.step(person.id, "record-leaving", ["endDate": agency.day], reason: "moved on")
        }
        #expect(agency.view().isVerySmall)
    }

    @Test("to accept risks is read from the criteria in force, else from the defaults")
    func acceptance() throws {
        var agency = try Agency.staffed()
        #expect(agency.view().acceptanceLimit == .low)
        #expect(agency.view().acceptingRoles(of: .medium) == [.riskOwner, .topManagement])
        #expect(agency.view().acceptingRoles(of: .high) == [.topManagement])
        #expect(agency.view().acceptingRoles(of: .prohibited) == [])
        let table = Agency.criteria["authorityTable"]?.replacingLast("TM", with: "LEG") ?? ""
        _ = try agency.criteriaInForce(["acceptanceLimit": "Medium", "authorityTable": table])
        #expect(agency.view().acceptanceLimit == .medium)
        #expect(agency.view().acceptingRoles(of: .critical) == [.legal])
    }
}

extension String {
    fileprivate func replacingLast(_ text: String, with other: String) -> String {
        guard let range = range(of: text, options: .backwards) else { return self }
        return replacingCharacters(in: range, with: other)
    }
}
