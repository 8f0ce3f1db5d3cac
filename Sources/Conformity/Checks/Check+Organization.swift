import AIMS
import Records

extension Check {
    /// Clause 5.3: roles, responsibilities and authorities.
    static let organization = checks {
        Check(
            "C5.3-01", of: "5.3", .existence, stage1: true,
            population: "two duties and mandatory RACI lines; a duty of 5.3 not held fails every member",
            empty: .noData,
            date: "valid on asOf",
            "Active persons hold the duty to keep the AIMS conforming and the duty to report on its performance to "
                + "top management; every mandatory line of the responsibility chart has exactly one role that "
                + "answers for it and at least one that does it.",
            unless: "Responsibility for AIMS conformity not assigned",
            says: .are("duty or mandatory line", "duties and mandatory lines", "assigned")
        ) { on in
            given(
                on.unheldDuty == nil || on.duties.isEmpty, in: on.register(RoleAssignment.self, "Active"),
                else: on.unheldDuty.map { on.gap($0) } ?? Gap("a duty is not held", .learn))
            every(on.duties) {
                that({ on.gap($0.duty) }) { !on.holders(of: $0.duty).isEmpty }
            }
            every(on.inForce(RACI.self).filter { $0.mandatory == true }) {
                has(\.accountable, "role that answers for it")
                has(\.responsible, "role that does it")
            }
        }

        Check(
            "C5.3-02", of: "5.3", .minor,
            population: "Active assignments of mandatory roles; mandatory roles; critical roles", empty: .noData,
            date: "end of the last assignment (or role inForce) + 30 days",
            "Every active assignment of a mandatory role was accepted by its holder, no mandatory role is vacant for "
                + "more than 30 days, and every critical role has a deputy.",
            unless: "Role holder unaware of the assignment",
            says: .are(
                "assignment or role", "assignments and roles",
                "in order (accepted, filled, with a deputy where critical)")
        ) { on in
            every(on.assignments.filter { on.isHeld($0) && on.role(of: $0)?.isMandatory == true }) {
                has(\.acceptedAt, "acceptance by the holder")
            }
            every(on.inForce(RoleDefinition.self).filter { $0.mandatory == true }) {
                asked { role in
                    if on.assignments(to: role).contains(where: on.isHeld) {
                        .holds
                    } else {
                        .lacksUntil(
                            on.vacantSince(role).adding(days: 30),
                            Gap(
                                "nobody holds the role since \(on.vacantSince(role))",
                                .create("RoleAssignment", with: ["role": role.id.text])))
                    }
                }
            }
            every(on.inForce(RoleDefinition.self).filter { $0.critical == true }) {
                asked { role in
                    let held = on.assignments(to: role).filter(on.isHeld)
                    return if held.contains(where: { on.isActive($0.deputy?.id) }) {
                        .holds
                    } else {
                        .lacks(
                            Gap(
                                "no deputy",
                                held.first.map { .fillIn($0.id, ["deputy"]) }
                                    ?? .create("RoleAssignment", with: ["role": role.id.text])))
                    }
                }
            }
        }
    }
}

/// One of the two duties that top management has to give to somebody.
struct DutyOfLeadership: Member {
    let duty: RoleDefinition.LeadershipDuty
    let citation: RecordRef
    let carrier: RecordContent?
}

extension Inquiry {
    /// The two duties of 5.3, each carried by the role that holds it; nothing while no role was ever assigned.
    var duties: [DutyOfLeadership] {
        let register = register(RoleAssignment.self, "Active")
        if register.isEmptyRegister, all(RACI.self).isEmpty { return [] }
        return RoleDefinition.LeadershipDuty.allCases.map { duty in
            let holder = holders(of: duty).first
            return DutyOfLeadership(duty: duty, citation: holder?.citation ?? register, carrier: holder?.content)
        }
    }

    /// The first duty of 5.3 that no active person holds.
    var unheldDuty: RoleDefinition.LeadershipDuty? {
        RoleDefinition.LeadershipDuty.allCases.first { holders(of: $0).isEmpty }
    }

    /// Assignments through which an active person holds a duty of 5.3.
    func holders(of duty: RoleDefinition.LeadershipDuty) -> [Record<RoleAssignment>] {
        dutyHolders.records.filter { role(of: $0)?.duties.contains(duty) == true }
    }

    func gap(_ duty: RoleDefinition.LeadershipDuty) -> Gap {
        let what =
            switch duty {
            case .conformity: "to keep the AIMS conforming"
            case .reporting: "to report its performance to top management"
            }
        let role = roleSetting { $0.duty53?.contains(duty) == true }
        return Gap(
            "no active person holds the duty \(what)", part: duty.rawValue, .create("RoleAssignment", with: role))
    }

    /// The day from which a role in force has no holder: the end of the last assignment, else the day the role came into force.
    func vacantSince(_ role: Record<RoleDefinition>) -> Day {
        let ends = assignments(to: role).compactMap { assignment -> Day? in
            switch assignment.state {
            case .ended?: assignment.validTo ?? assignment.content.entry.at.day(in: view.zone)
            case .active?: earliest(assignment.validTo, assignment.person.flatMap { lastDay(of: $0.id) })
            case .proposed?, .accepted?, nil: nil
            }
        }
        let began = effect(of: role)
        return ends.filter { $0 <= day }.max().map { max($0, began) } ?? began
    }
}
