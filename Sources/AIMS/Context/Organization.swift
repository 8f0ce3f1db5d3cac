package import Records

/// The organization whose management system this is. There is exactly one. Source: 4.1, 4.3.
package struct Organization: RecordKind {
    /// An organization is there or it is not; it has no life cycle.
    package enum State: String, Stage {
        case active = "Active"
    }

    package static let about = About(
        "Organization", plural: "Organizations", address: "organizations", prefix: "ORG", clauses: ["4.1", "4.3"],
        summary: "Who runs the management system: its name, places and size.", naming: "name",
        columns: ["name", "country", "sector", "staffTotal"],
        sections: [
            Section("Identity", ["name", "legalForm", "country", "timeZone", "sector"]),
            Section("Size and places", ["sites", "units", "staffTotal", "revenue"]),
            Section("Towards others", ["certificatesHeld", "publicTermsUrl"]),
        ], isOrganizationWide: true)

    package static let lifecycle = Lifecycle<Organization>(
        creators: .roles(.manager), editors: .roles(.manager, .topManagement), kept: [.active],
        creation: [
            Guard("one", "There is an organization already. Change that one; another organization is another folder.") {
                $0.view.all(Organization.self).isEmpty
            }
        ],
        always: [
            Guard(
                "zone",
                "The time zone stays the one in which the organization was founded: every day in the ledger was counted in it, and would become another one."
            ) { $0.before.timeZone == nil || $0.record.timeZone == $0.before.timeZone }
        ])

    package let name = text("Name", required: true, personal: false)
    package let legalForm = text("Legal form", personal: false)
    package let country = text("Country", help: "Where it has its seat.", personal: false)
    package let timeZone = text(
        "Time zone", help: "Decides for ever when a day begins, for example Europe/Amsterdam.", personal: false)
    package let sector = text("Sector", personal: false)
    package let sites = texts("Sites", help: "Places where people work.", personal: false)
    package let units = texts("Units", help: "Parts of the organization that own records.", personal: false)
    package let staffTotal = integer(
        "People in total", in: 0...10_000_000, help: "Everybody, also outside the scope of the management system.")
    package let revenue = text(
        "Yearly revenue", help: "Amount and currency, as stated in the accounts.", personal: false)
    package let certificatesHeld = texts("Certificates held", help: "Standard and date, one each.", personal: false)
    package let publicTermsUrl = link(
        "Public terms", help: "Where everybody can read the terms of use.", personal: false)

    package init() {}
}
