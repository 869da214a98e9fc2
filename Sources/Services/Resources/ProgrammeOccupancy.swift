package import Domain
import Foundation
package import Governance
package import Storage

/// The roles of a programme: who is in them, how they fit, and how long a role has been vacant.
package struct ProgrammeOccupancy: Inquiry {
    package static let resource = Resource.programme
    private let id: UUID

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
    }

    package var facts: FactQuery<OccupancyFacts?> { .occupancy(ofProgramme: id) }

    package func answer(_ facts: OccupancyFacts?, in language: Language) throws(Refusal) -> Value {
        guard let facts else { throw .notFound }
        return .object([
            Member("programmeId", .id(id)),
            Member("onDate", .string(facts.today.description)),
            Member("vacancyWorkingDays", .integer(facts.vacancyWorkingDays)),
            Member("roles", .array(facts.roles.map { $0.occupancy(on: facts.today) })),
        ])
    }
}

extension RoleFacts {
    /// The role as the contract shows it on a day.
    fileprivate func occupancy(on day: CalendarDate) -> Value {
        let tenure = tenure(on: day)
        let vacancy = vacantSince(on: day)
        return .object([
            Member("roleId", .id(id)),
            Member("kind", .string(kind.rawValue)),
            Member("name", .string(name)),
            Member("critical", .boolean(isCritical)),
            Member("holder", tenure?.value ?? .null),
            Member("deputyPersonId", .id(deputyID)),
            Member("deputyName", deputyName.map(Value.string) ?? .null),
            Member("actingPersonId", .id(acting(on: day)?.id)),
            Member("restingMandateIds", .array(restingMandates(on: day).map { .id($0.id) })),
            Member("fit", .array(fit(of: tenure?.scores ?? []).map(\.value))),
            Member("fits", tenure.map { .boolean(fits($0, on: day)) } ?? .null),
            Member("vacantSinceDate", vacancy.map { .string($0.description) } ?? .null),
            Member("vacantWorkingDays", vacancy.map { .integer(Int64($0.workingDays(until: day))) } ?? .null),
        ])
    }
}

extension RoleTenure {
    fileprivate var value: Value {
        .object([
            Member("assignmentId", .id(assignmentID)),
            Member("personId", .id(personID)),
            Member("name", .string(personName)),
            Member("hoursPerWeek", .integer(hoursPerWeek)),
            Member("fromDate", .string(fromDate.description)),
            Member("untilDate", untilDate.map { .string($0.description) } ?? .null),
            Member("exceptionUntilDate", exceptionUntilDate.map { .string($0.description) } ?? .null),
        ])
    }
}

extension CompetenceFit {
    fileprivate var value: Value {
        .object([
            Member("competence", .string(competence)),
            Member("required", .integer(required)),
            Member("seen", seen.map(Value.integer) ?? .null),
            Member("enough", .boolean(isEnough)),
        ])
    }
}
