import Domain
import Foundation
import Testing

@Suite struct `The last day of a mandatary` {
    private static let here = UUID()
    private static let elsewhere = UUID()
    private static let today = CalendarDate(daysSinceEpoch: 20_700)

    private static func day(_ offset: Int) -> CalendarDate { today.advanced(byDays: offset) }

    /// A mandate to a person from 100 days ago.
    private static func mandate(for programme: UUID? = nil, inForce offset: Int = -100) -> MandateFacts {
        MandateFacts(
            id: UUID(),
            mandataryPersonID: UUID(),
            programmeID: programme,
            powers: [.grantSubsidy],
            fromDate: day(-100),
            status: .inForce,
            inForceAt: Moment(rfc3339: "\(day(offset))T12:00:00Z")
        )
    }

    private static func role(in programme: UUID? = nil, until offset: Int?) -> HoursPromise {
        HoursPromise(
            assignmentID: UUID(),
            roleID: UUID(),
            roleName: "Rol",
            programmeID: programme,
            hoursPerWeek: 16,
            fromDate: day(-200),
            untilDate: offset.map(day)
        )
    }

    @Test func `is the last of the roles that go with the mandate`() {
        let (general, own) = (Self.mandate(), Self.mandate(for: Self.here))
        let roles = [
            Self.role(in: Self.here, until: 10), Self.role(in: Self.here, until: 5),
            Self.role(in: Self.elsewhere, until: 20), Self.role(until: 30),
        ]
        #expect(own.lastDayOfMandatary(with: roles, on: Self.today) == Self.day(10))
        #expect(general.lastDayOfMandatary(with: roles, on: Self.today) == Self.day(30))
        let forever = roles + [Self.role(in: Self.elsewhere, until: nil)]
        #expect(own.lastDayOfMandatary(with: forever, on: Self.today) == Self.day(10))
        #expect(general.lastDayOfMandatary(with: forever, on: Self.today) == nil)
    }

    @Test func `is not known of a role, or of who had no role since the mandate counts`() {
        let mandate = Self.mandate(for: Self.here, inForce: -3)
        func last(_ roles: HoursPromise...) -> CalendarDate? { mandate.lastDayOfMandatary(with: roles, on: Self.today) }
        #expect(last() == nil)
        #expect(last(Self.role(in: Self.elsewhere, until: 10)) == nil)
        #expect(last(Self.role(in: Self.here, until: -4)) == nil, "the person had left")
        #expect(last(Self.role(in: Self.here, until: -3)) == Self.today, "nothing ends before today")
        var ofRole = mandate
        (ofRole.mandataryPersonID, ofRole.mandataryRoleID) = (nil, UUID())
        #expect(ofRole.lastDayOfMandatary(with: [Self.role(in: Self.here, until: 10)], on: Self.today) == nil)
        var later = mandate
        later.fromDate = Self.day(11)
        #expect(later.lastDayOfMandatary(with: [Self.role(in: Self.here, until: 10)], on: Self.today) == nil)
    }

    @Test func `bounds the mandate, and the chain that it lies in`() {
        var mandate = Self.mandate()
        mandate.mandataryUntilDate = Self.day(10)
        #expect(mandate.holds(on: Self.day(10)) && !mandate.holds(on: Self.day(11)))
        mandate.untilDate = Self.day(20)
        #expect(mandate.lastDate == Self.day(10))
        #expect(MandateChain(of: mandate.id, in: [mandate])?.untilDate == Self.day(10))
        mandate.untilDate = Self.day(5)
        #expect(mandate.lastDate == Self.day(5) && !mandate.holds(on: Self.day(6)))
    }
}
