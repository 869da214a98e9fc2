import Domain
import Foundation
import Governance

extension Example {
    static let manager = RoleFacts(
        id: UUID(),
        kind: .programmeManager,
        name: "Programmamanager",
        isCritical: true,
        required: [.init(competence: "complex_environment", level: 4), .init(competence: "flexibility", level: 3)],
        createdDate: CalendarDate(daysSinceEpoch: 20_000)
    )

    /// Someone who has exactly what the role of manager asks.
    static let candidate = AssignmentStepFacts(
        role: manager,
        programmeID: programme.id,
        personID: UUID(),
        personName: "Beleidsadviseur",
        assessorID: UUID(),
        scores: manager.required,
        exception: ExceptionFacts(maxMonths: 6),
        today: CalendarDate(daysSinceEpoch: 20_700)
    )

    /// A taken decision that lets the candidate in for six months.
    static let exception = DecisionFacts(
        id: UUID(),
        code: "B-060",
        programmeID: programme.id,
        kind: .grantException,
        subject: "Uitzondering programmamanager",
        status: .taken,
        takenAt: Moment(rfc3339: "2026-09-04T09:00:00Z"),
        untilDate: CalendarDate("2027-03-04")
    )

    /// A mandate of the college to a person, in force.
    static func mandate(_ code: String?, for programme: UUID? = nil, to role: UUID? = nil) -> MandateFacts {
        MandateFacts(
            id: UUID(),
            code: code,
            mandataryRoleID: role,
            mandataryPersonID: role == nil ? candidate.personID : nil,
            programmeID: programme,
            powers: [.grantSubsidy],
            fromDate: CalendarDate(daysSinceEpoch: 20_000),
            status: .inForce
        )
    }
}

/// What the rules of people say of many different facts.
enum PeopleFindings {
    static var all: [Finding] { roles + steps + exceptions + hours + occupancies + departures }

    private static var roles: [Finding] {
        let all = ["complex_environment", "flexibility", "seizing_opportunities"]
        return RoleKind.allCases.flatMap { kind in
            (0...3).flatMap { count in
                let facts = RoleChangeFacts(kind: kind, competences: Array(all.prefix(count)))
                return Rulebook.recordRole.evaluate(facts).findings
            }
        }
    }

    private static var steps: [Finding] {
        let candidate = Example.candidate
        var findings: [Finding] = []
        for status in AssignmentStatus.allCases {
            for assessor in [nil, candidate.personID, UUID()] as [UUID?] {
                for critical in [true, false] {
                    for scores in [[], candidate.scores] {
                        var facts = candidate
                        facts.assessorID = assessor
                        facts.scores = scores
                        facts.role.isCritical = critical
                        findings += Rulebook.step(to: status).evaluate(facts).findings
                    }
                }
            }
        }
        return findings
    }

    private static var exceptions: [Finding] {
        let wrong: [(inout DecisionFacts) -> Void] = [
            { _ in }, { $0.kind = .other }, { $0.status = .proposed }, { $0.programmeID = UUID() },
            { $0.untilDate = nil },
            { $0.untilDate = CalendarDate(daysSinceEpoch: 20_000) }, { $0.untilDate = CalendarDate("2027-03-05") },
            { $0.code = nil },
        ]
        return wrong.flatMap { change in
            var facts = Example.candidate
            facts.scores = []
            var decision = Example.exception
            change(&decision)
            facts.exception.decision = decision
            return Rulebook.step(to: .active).evaluate(facts).findings
        }
    }

    private static var departures: [Finding] {
        let mandates = [[], [Example.mandate("M9")], [Example.mandate(nil), Example.mandate("M9")]]
        return mandates.flatMap { personal in
            [[], [Example.mandate("M3", to: Example.manager.id)]].flatMap { ofRole in
                [nil, "Beleidsadviseur"].flatMap { deputy in
                    var role = Example.manager
                    role.deputyID = deputy.map { _ in UUID() }
                    role.deputyName = deputy
                    return Rulebook.leaveRole.evaluate(
                        HolderLeavesFacts(
                            leave: LeaveFacts(role: role, personalMandates: personal, roleMandates: ofRole),
                            personName: "Programmamanager",
                            programmeID: Example.programme.id,
                            today: CalendarDate(daysSinceEpoch: 20_700)
                        )
                    ).findings
                }
            }
        }
    }

    private static var hours: [Finding] {
        var findings: [Finding] = []
        for contract in [0, 36] as [Int64] {
            for last in [nil, CalendarDate(daysSinceEpoch: 20_800)] as [CalendarDate?] {
                for programme in [nil, "Wonen dat werkt"] as [String?] {
                    let promise = HoursPromise(
                        assignmentID: UUID(),
                        roleID: UUID(),
                        roleName: "Rol",
                        programmeName: programme,
                        hoursPerWeek: 36,
                        fromDate: CalendarDate(daysSinceEpoch: 20_600),
                        untilDate: last
                    )
                    let person = PersonHours(
                        personID: UUID(),
                        name: "Beleidsadviseur",
                        contractHoursPerWeek: contract,
                        promises: [promise]
                    )
                    let today = CalendarDate(daysSinceEpoch: 20_700)
                    findings += Rulebook.promiseHours.evaluate(HoursFacts(hours: person, today: today)).findings
                }
            }
        }
        return findings
    }

    private static var occupancies: [Finding] {
        let today = CalendarDate(daysSinceEpoch: 20_700)
        let tenure = RoleTenure(
            assignmentID: UUID(),
            personID: UUID(),
            personName: "Beleidsadviseur",
            hoursPerWeek: 32,
            fromDate: today,
            scores: Example.manager.required
        )
        var gone = tenure
        gone.isPersonActive = false
        var findings: [Finding] = []
        for tenures in [[], [tenure], [gone]] {
            for created in [20_000, 20_699] {
                var step = Example.step()
                var role = Example.manager
                role.tenures = tenures
                role.createdDate = CalendarDate(daysSinceEpoch: created)
                step.occupancy = OccupancyFacts(roles: [role], vacancyWorkingDays: 20, today: today)
                findings += Rulebook.step(to: .execution).evaluate(step).findings
            }
        }
        return findings
    }
}
