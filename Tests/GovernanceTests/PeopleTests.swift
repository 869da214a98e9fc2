import Domain
import Foundation
import Testing

@testable import Governance

@Suite("The rules of people: the right one in the right place, and hours that are promised once")
struct PeopleTests {
    private let today = CalendarDate(daysSinceEpoch: 20_700)

    private let role = Example.manager

    private func candidate(_ change: (inout AssignmentStepFacts) -> Void = { _ in }) -> AssignmentStepFacts {
        var facts = Example.candidate
        change(&facts)
        return facts
    }

    // MARK: PPL-01

    @Test("PPL-01: someone else assesses, never the candidate")
    func assessedByAnother() {
        let rule = Rule<AssignmentStepFacts>.assessedByAnother
        #expect(rule.finding(candidate()).status == .met)
        #expect(rule.finding(candidate { $0.assessorID = $0.personID }).status == .breached)
        #expect(rule.finding(candidate { $0.assessorID = nil }).status == .breached)
    }

    // MARK: PPL-02

    @Test("PPL-02: exactly the level that is asked is enough in a critical role, one less is not")
    func fitsCriticalRole() {
        let rule = Rule<AssignmentStepFacts>.fitsCriticalRole
        #expect(rule.finding(candidate()).status == .met)
        let low = rule.finding(candidate { $0.scores[0].level = 3 })
        #expect(low.status == .breached)
        #expect(low.reason.en.contains("complex_environment is 3, 4 is asked"))
        let unseen = rule.finding(candidate { $0.scores.removeLast() })
        #expect(unseen.status == .breached)
        #expect(unseen.reason.en.contains("flexibility was not assessed, 3 is asked"))
        #expect(
            rule.finding(
                candidate {
                    $0.role.isCritical = false
                    $0.scores = []
                }
            ).status == .notApplicable
        )
    }

    @Test("PPL-02: a taken exception of this programme lets someone in, six months at most and until its last day")
    func exception() throws {
        let rule = Rule<AssignmentStepFacts>.fitsCriticalRole
        func find(_ change: (inout AssignmentStepFacts, inout DecisionFacts) -> Void) -> Finding {
            var facts = candidate { $0.scores[0].level = 3 }
            var decision = Example.exception
            change(&facts, &decision)
            facts.exception.decision = decision
            return rule.finding(facts)
        }
        let met = find { _, _ in }
        #expect(met.status == .met)
        #expect(met.reason.en.contains("B-060 allows that until 4 March 2027"))
        let late = find { _, decision in decision.untilDate = CalendarDate("2027-03-05") }
        #expect(late.status == .breached)
        #expect(late.reason.en.contains("goes on after 4 March 2027, longer than 6 months"))
        #expect(late.remedy?.en.contains("6 months at most") == true)
        let last = try #require(CalendarDate("2027-03-04"))
        #expect(find { facts, _ in facts.today = last }.status == .met)
        #expect(
            find { facts, _ in facts.today = last.advanced(byDays: 1) }.reason.en.contains("counted until 4 March 2027")
        )
        #expect(find { _, decision in decision.untilDate = nil }.reason.en.contains("has no end date"))
        #expect(find { _, decision in decision.status = .withdrawn }.reason.en.contains("B-060 is withdrawn"))
        #expect(find { _, decision in decision.kind = .other }.reason.en.contains("B-060 is about"))
        #expect(find { _, decision in decision.programmeID = UUID() }.reason.en.contains("another programme"))
        #expect(find { facts, _ in facts.programmeID = nil }.status == .breached, "a role of the organisation has none")
        #expect(!candidate().needsException && candidate { $0.scores = [] }.needsException)
    }

    // MARK: PPL-03

    @Test("PPL-03: a programme manager is asked for all three, whatever else is asked")
    func managerCanLeadProgramme() {
        let rule = Rule<RoleChangeFacts>.managerCanLeadProgramme
        let all = ["complex_environment", "flexibility", "seizing_opportunities"]
        #expect(rule.finding(.init(kind: .programmeManager, competences: all)).status == .met)
        #expect(rule.finding(.init(kind: .programmeManager, competences: all + ["connecting"])).status == .met)
        for lacking in all {
            let finding = rule.finding(.init(kind: .programmeManager, competences: all.filter { $0 != lacking }))
            #expect(finding.status == .breached)
            #expect(finding.reason.en.contains(lacking))
        }
        #expect(rule.finding(.init(kind: .other, competences: [])).status == .notApplicable)
    }

    // MARK: PPL-04

    private func promise(_ hours: Int64, _ first: Int, _ last: Int?) -> HoursPromise {
        HoursPromise(
            assignmentID: UUID(),
            roleID: UUID(),
            roleName: "Rol",
            hoursPerWeek: hours,
            fromDate: today.advanced(byDays: first),
            untilDate: last.map { today.advanced(byDays: $0) }
        )
    }

    private func hours(_ contract: Int64, _ promises: [HoursPromise]) -> HoursFacts {
        HoursFacts(
            hours: PersonHours(
                personID: UUID(),
                name: "Beleidsadviseur",
                contractHoursPerWeek: contract,
                promises: promises
            ),
            today: today
        )
    }

    @Test("PPL-04: as many hours as the contract has are met, one more on one day is not")
    func hoursAreWithinContract() {
        let rule = Rule<HoursFacts>.hoursAreWithinContract
        #expect(rule.finding(hours(36, [promise(24, 0, nil), promise(12, 10, 20)])).status == .met)
        let over = rule.finding(hours(36, [promise(24, 0, nil), promise(13, 10, 10)]))
        #expect(over.status == .breached)
        #expect(
            over.reason.en.contains("37 hours a week from 14 September 2026 until 14 September 2026"),
            "\(over.reason.en)"
        )
        #expect(over.remedy?.en.contains("1 hours a week") == true)
        // One ends the day before the other begins, and what has passed does not count.
        #expect(rule.finding(hours(36, [promise(36, 0, 9), promise(36, 10, nil)])).status == .met)
        #expect(rule.finding(hours(36, [promise(36, 0, 10), promise(36, 10, nil)])).status == .breached)
        #expect(rule.finding(hours(36, [promise(36, -20, -1), promise(36, -20, 5)])).status == .met)
        #expect(rule.finding(hours(36, [promise(36, -20, 0), promise(36, -20, 5)])).status == .breached)
        #expect(rule.finding(hours(0, [])).status == .met)
    }

    @Test("Periods cut time where something changes, and leave out the days without promises")
    func periods() {
        let person = hours(36, [promise(8, 0, 9), promise(4, 5, 6), promise(2, 20, nil)]).hours
        #expect(person.periods().map(\.hoursPerWeek) == [8, 12, 8, 2])
        let days = person.periods().map { [$0.fromDate, $0.untilDate].map { $0.map { $0.daysSinceEpoch - 20_700 } } }
        #expect(days == [[0, 4], [5, 6], [7, 9], [20, nil]])
        #expect(person.periods(from: today.advanced(byDays: 6)).map(\.hoursPerWeek) == [12, 8, 2])
    }

    // MARK: STA-05, PPL-05

    private func occupancy(_ change: (inout RoleFacts) -> Void) -> OccupancyFacts {
        var role = role
        role.tenures = [
            RoleTenure(
                assignmentID: UUID(),
                personID: UUID(),
                personName: "Beleidsadviseur",
                hoursPerWeek: 32,
                fromDate: today.advanced(byDays: -100),
                scores: candidate().scores
            )
        ]
        change(&role)
        return OccupancyFacts(roles: [role], vacancyWorkingDays: 20, today: today)
    }

    @Test("STA-05: on the day itself every critical role has a holder who fits, or may be there by exception")
    func criticalRolesAreHeld() {
        let rule = Rule<OccupancyFacts>.criticalRolesAreHeld
        #expect(rule.finding(occupancy { _ in }).status == .met)
        #expect(rule.finding(occupancy { $0.tenures[0].untilDate = self.today }).status == .met)
        #expect(
            rule.finding(occupancy { $0.tenures[0].untilDate = self.today.advanced(byDays: -1) }).status == .breached
        )
        #expect(rule.finding(occupancy { $0.tenures[0].fromDate = self.today }).status == .met)
        #expect(rule.finding(occupancy { $0.tenures[0].fromDate = self.today.advanced(byDays: 1) }).status == .breached)
        #expect(rule.finding(occupancy { $0.tenures[0].isActive = false }).status == .breached)
        #expect(rule.finding(occupancy { $0.tenures[0].scores[0].level = 3 }).status == .breached)
        let excepted = occupancy {
            $0.tenures[0].scores[0].level = 3
            $0.tenures[0].exceptionUntilDate = self.today
        }
        #expect(rule.finding(excepted).status == .met)
        let expired = occupancy {
            $0.tenures[0].scores[0].level = 3
            $0.tenures[0].exceptionUntilDate = self.today.advanced(byDays: -1)
        }
        #expect(rule.finding(expired).status == .breached)
        #expect(rule.finding(occupancy { $0.isCritical = false }).status == .notApplicable)
        let gone = rule.finding(occupancy { $0.tenures[0].isPersonActive = false })
        #expect(gone.status == .breached && gone.reason.en.contains("does not work here any more"))
    }

    @Test("Who acts in a role is its holder, or the deputy while it is vacant, and nobody who has gone")
    func acting() {
        let deputy = UUID()
        func acting(_ change: (inout RoleFacts) -> Void) -> UUID? {
            occupancy {
                $0.deputyID = deputy
                $0.deputyName = "Plaatsvervanger"
                change(&$0)
            }.roles[0].acting(on: today)?.id
        }
        let role = occupancy { _ in }.roles[0]
        #expect(role.acting(on: today)?.id == role.tenures[0].personID)
        #expect(acting { $0.tenures[0].isActive = false } == deputy)
        #expect(acting { $0.tenures[0].isPersonActive = false } == nil, "the role is not vacant, and its mandates rest")
        #expect(acting { $0.tenures = [] } == deputy)
        #expect(
            acting {
                $0.tenures = []
                $0.isDeputyActive = false
            } == nil
        )
        let rested = occupancy {
            $0.mandates = [Example.mandate("M3", to: $0.id)]
            $0.tenures = []
        }.roles[0]
        #expect(rested.restingMandates(on: today).map(\.code) == ["M3"])
        #expect(rested.restingMandates(on: CalendarDate(daysSinceEpoch: 19_999)).isEmpty, "it does not hold yet")
    }

    @Test("PPL-05: a holder who leaves keeps only the personal mandates that another role carries")
    func leaves() {
        let (here, elsewhere) = (UUID(), UUID())
        let (general, own, other) = (
            Example.mandate("M1"), Example.mandate("M2", for: here), Example.mandate("M4", for: elsewhere)
        )
        func ending(_ remainsIn: Set<UUID>, in programme: UUID? = here) -> [String?] {
            LeaveFacts(role: role, personalMandates: [general, own, other], remainsIn: remainsIn)
                .ending(on: today, in: programme).map(\.code)
        }
        #expect(ending([]) == ["M1", "M2"])
        #expect(ending([elsewhere]) == ["M2"])
        #expect(ending([here]) == [])
        #expect(ending([], in: nil) == ["M1"])
        var last = own
        last.untilDate = today
        #expect(LeaveFacts(role: role, personalMandates: [last]).ending(on: today, in: here).isEmpty, "it ends already")
        last.untilDate = today.advanced(byDays: 1)
        let leave = LeaveFacts(role: role, personalMandates: [last])
        #expect(leave.ending(on: today, in: here).count == 1)
        #expect(leave.ending(on: today, in: here, after: last.fromDate).count == 1)
        let before = last.fromDate.advanced(byDays: -1)
        #expect(leave.ending(on: today, in: here, after: before).isEmpty, "it was given after the last day")
        last.fromDate = today.advanced(byDays: 1)
        #expect(
            LeaveFacts(role: role, personalMandates: [last]).ending(on: today, in: here).isEmpty,
            "it is yet to begin"
        )

        func finding(_ leave: LeaveFacts) -> Finding {
            Rule<HolderLeavesFacts>.mandatesFollowTheHolder.finding(
                HolderLeavesFacts(leave: leave, personName: "Beleidsadviseur", programmeID: here, today: today)
            )
        }
        #expect(finding(LeaveFacts(role: role)).status == .notApplicable)
        let ofRole = Example.mandate("M3", to: role.id)
        let resting = finding(LeaveFacts(role: role, personalMandates: [own], roleMandates: [ofRole]))
        #expect(resting.status == .met && resting.subjects.map(\.name) == ["M2", "M3"])
        #expect(resting.reason.en.contains("ends today: mandate M2."))
        #expect(resting.reason.en.contains("rests until there is a successor or a deputy: mandate M3."))
        var deputised = role
        deputised.deputyID = UUID()
        deputised.deputyName = "Controller"
        #expect(
            finding(LeaveFacts(role: deputised, roleMandates: [ofRole])).reason.en.contains("Controller as its deputy")
        )
    }

    @Test("PPL-05: twenty working days of vacancy are borne, twenty-one are not")
    func noLongVacancy() throws {
        let rule = Rule<OccupancyFacts>.noLongVacancy
        func left(on day: String, today: String) throws -> Finding.Status {
            var facts = occupancy { _ in }
            facts.roles[0].tenures[0].fromDate = CalendarDate(daysSinceEpoch: 20_454)
            facts.roles[0].tenures[0].untilDate = CalendarDate(day)
            facts.today = try #require(CalendarDate(today))
            return rule.finding(facts).status
        }
        // The last day is Friday 28 August 2026; the vacancy begins on Saturday, its twentieth working day ends on the 25th.
        #expect(try left(on: "2026-08-28", today: "2026-09-28") == .met)
        #expect(try left(on: "2026-08-28", today: "2026-09-29") == .breached)
        #expect(try left(on: "2026-08-28", today: "2026-08-28") == .met)
        // Easter Monday, King's Day, 5 May, Ascension Day and Good Friday are no working days.
        #expect(try left(on: "2026-04-01", today: "2026-05-05") == .met)
        #expect(try left(on: "2026-04-01", today: "2026-05-06") == .met)
        #expect(try left(on: "2026-04-01", today: "2026-05-07") == .breached)
        let never = occupancy {
            $0.tenures = []
            $0.createdDate = self.today
        }
        #expect(rule.finding(never).status == .met)
        #expect(rule.finding(occupancy { $0.tenures = [] }).status == .breached)
        #expect(rule.finding(occupancy { $0.isCritical = false }).status == .notApplicable)
    }
}
