import AIMS
import Records

extension Check {
    /// Integrity of records, across all registers.
    static let integrity = checks {
        Check(
            "X-01", of: "7.5.2", .minor, legacy: true,
            population: "approvals (2.5.5) in 12 months → the approved record",
            empty: .pass, date: "business times; first use before the legacy deadline is not asked",
            "No approval of the last 12 months lies before the last edit of what it approves, or after the first use "
                + "of it.",
            unless: "Approval after use (back-filled record)",
            says: .are(
                "approval of the last 12 months", "approvals of the last 12 months",
                "in order between last edit and first use")
        ) { on in
            every(on.approvalsOfTheYear) {
                asked { on.isEarly($0) }
                asked { on.isAfterUse($0) }
            }
        }

        Check(
            "X-03", of: "7.5.3", .opportunity, population: "entries in 12 months → the record", empty: .pass,
            date: "entry − business time",
            "No entry of the last 12 months was made much later than what it tells of without saying why.",
            unless: "Records created shortly before the audit",
            says: .are("entry of the last 12 months", "entries of the last 12 months", "timely or explained")
        ) { on in
            on.everyEntryOfTheYear { days in
                Gap("entered \(days) days late without a reason", .learn)
            }
        }

        Check(
            "X-05", of: "5.3", .minor, population: "open records (2.5.5) with an owner → the record", empty: .pass,
            date: "state on asOf", "Every open record that has an owner is owned by an active person.",
            unless: "Orphaned ownership",
            says: .are("open record with an owner", "open records with an owner", "owned by active persons")
        ) { on in
            on.everyOwnedOpenRecord {
                that({ Gap("its owner \($0.inactiveOwner?.text ?? "") is not active", .fill([$0.key])) }) {
                    $0.inactiveOwner == nil
                }
            }
        }

        Check(
            "X-06", of: "7.5.3", .minor, population: "evidence files", empty: .noData,
            date: "IntegrityRun.at ≥ asOf − 7 days",
            "Every file referenced as evidence exists and matches its digest, as the latest integrity run found, at "
                + "most seven days ago.",
            unless: "Evidence lost or altered",
            says: .are("file of evidence", "files of evidence", "known to be there and unaltered")
        ) { on in
            on.restsOnLatestIntegrityRun()
            every(on.evidenceFiles) {
                asked { on.isIntact($0) }
            }
        }

        Check(
            "X-07", of: "5.3", .minor, population: "persons with endDate ≤ asOf", empty: .notApplicable,
            date: "endDate",
            "A person whose last day has passed holds no mandatory role, no open task and no active account.",
            unless: "Leaver still owns controls",
            says: .did("person who has left", "people who have left", "handed over everything")
        ) { on in
            every(on.leavers) {
                asked { person in
                    guard let held = on.rolesStillHeld(by: person).first else { return .holds }
                    on.cite(held.citation)
                    return .lacks(Gap("still holds a mandatory role by \(held.id)", .bring(held.id, to: "Ended")))
                }
                asked { person in
                    on.openTask(of: person.id).map {
                        .lacks(Gap("still owns the open task \($0)", .fillIn($0, ["owner"])))
                    } ?? .holds
                }
                asked { person in
                    guard let account = on.activeAccount(of: person.id) else { return .holds }
                    on.cite(account.citation)
                    return .lacks(Gap("still has the active account \(account.id)", .bring(account.id, to: "Disabled")))
                }
            }
        }
    }
}
