package import Records

/// A person has read and accepts a version in force. Source: 5.2, 7.3.
package struct Acknowledgement: RecordKind {
    /// Given once, for one version.
    package enum State: String, Stage {
        case given = "Given"
    }

    package static let about = About(
        "Acknowledgement", plural: "Acknowledgements", address: "acknowledgements", prefix: "ACK",
        clauses: ["5.2", "7.3"], summary: "Who has read which version of what, and when.", naming: "person",
        columns: ["person", "record", "recordVersion", "at"],
        sections: [Section("Acknowledgement", ["person", "record", "recordVersion", "contentHash", "at"])])

    package static let lifecycle = Lifecycle<Acknowledgement>(
        creators: .roles(.employee), editors: .roles(.manager), frozen: [.given],
        required: [Requirement(in: [.given], \.person, \.record, \.at)],
        speaks: SpeaksOf(\.record, version: \.recordVersion, digest: \.contentHash),
        creation: [
            Guard("person", "Everybody acknowledges for themselves. Leave person out, or record it from paper.") {
                $0.record.person?.id == $0.person
            },
            Guard("version", "Only a version in force is acknowledged. Name the one that is in force today.") {
                situation in
                situation.record.record.flatMap { situation.view.record($0.id) }.map(situation.view.isInForce) ?? false
            },
            Guard("once", "You have acknowledged this version already. There is nothing more to do.") { situation in
                guard let person = situation.record.person?.id else { return true }
                let own = situation.record
                let subject = own.record.flatMap { situation.view.record($0.id) }
                // An earlier release took the digest of the same content in another way.
                let isSame = subject?.hasContent(of: own.contentHash) ?? false
                return situation.view.all(Acknowledgement.self, \.person, pointingTo: person).allSatisfy {
                    $0.record?.id != own.record?.id
                        || $0.contentHash != own.contentHash
                            && !(isSame && subject?.hasContent(of: $0.contentHash) ?? false)
                }
            },
        ],
        stamps: [\.person, \.at])

    package let person = reference("Person", to: Person.self)
    package let record = reference(toAnyRecord: "What was read")
    package let recordVersion = text("Its version", personal: false, content: false)
    package let contentHash = text("Digest of what was read", personal: false, content: false)
    package let at = moment("Given at", tells: .act)

    package init() {}
}
