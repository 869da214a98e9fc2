package import Domain
import Foundation
package import Storage

/// What a person has promised in each programme over time, against the contract.
package struct PersonWorkload: Inquiry {
    package static let resource = Resource.person
    private let id: UUID

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
    }

    package var facts: FactQuery<PersonHours?> { .hours(ofPerson: id) }

    package func answer(_ facts: PersonHours?, in language: Language) throws(Refusal) -> Value {
        guard let facts else { throw .notFound }
        let contract = facts.contractHoursPerWeek
        return .object([
            Member("personId", .id(id)),
            Member("name", .string(facts.name)),
            Member("contractHoursPerWeek", .integer(contract)),
            Member("periods", .array(facts.periods().map { $0.value(contract: contract) })),
        ])
    }
}

extension HoursPeriod {
    fileprivate func value(contract: Int64) -> Value {
        .object([
            Member("fromDate", .string(fromDate.description)),
            Member("untilDate", untilDate.map { .string($0.description) } ?? .null),
            Member("hoursPerWeek", .integer(hoursPerWeek)),
            Member("freeHoursPerWeek", .integer(contract - hoursPerWeek)),
            Member("promises", .array(promises.map(\.value))),
        ])
    }
}

extension HoursPromise {
    fileprivate var value: Value {
        .object([
            Member("assignmentId", .id(assignmentID)),
            Member("roleId", .id(roleID)),
            Member("roleName", .string(roleName)),
            Member("programmeId", .id(programmeID)),
            Member("programmeName", programmeName.map(Value.string) ?? .null),
            Member("hoursPerWeek", .integer(hoursPerWeek)),
        ])
    }
}
