package import Domain
import Foundation
import Governance
package import Storage

/// What a programme's dashboard shows: every figure comes from the facts of the resource that it belongs to.
package struct ProgrammeDashboard: Inquiry {
    package static let resource = Resource.programme
    private let id: UUID

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
    }

    package var facts: FactQuery<ProgrammeDashboardFacts?> { .dashboard(ofProgramme: id) }

    package func answer(_ facts: ProgrammeDashboardFacts?, in language: Language) throws(Refusal) -> Value {
        guard let facts else { throw .notFound }
        let step = facts.step
        let programme = step.programme
        return .object([
            Member("programmeId", .id(id)),
            Member("code", .string(facts.code)),
            Member("name", .string(programme.name)),
            Member("phase", .string(programme.phase.rawValue)),
            Member("onDate", .string(step.support.today.description)),
            Member("readiness", try readiness(step, language)),
            Member("support", support(step.support)),
            Member("effects", .array(try effects(facts))),
            Member("budget", try budget(facts)),
            Member("authority", authority(step)),
            Member("vacancies", .array(vacancies(step.occupancy))),
            Member("partners", try read(facts.partnerMatrix).members?["partners"] ?? []),
            Member("opportunities", try read(facts.opportunities)),
            Member("deadlines", try read(facts.deadlines)),
        ])
    }

    private func readiness(_ step: ProgrammeStepFacts, _ language: Language) throws(Refusal) -> Value {
        guard let next = step.programme.phase.next else { return .null }
        return try step.readiness(forStepTo: next, in: language)
    }

    private func support(_ facts: SupportFacts) -> Value {
        let missing = facts.adopted == nil ? [] : facts.missing
        return .object([
            Member("status", .string(facts.programme.supportStatus.rawValue)),
            Member("deadlineDate", facts.programme.supportDeadlineDate.map { .string($0.description) } ?? .null),
            Member(
                "missing",
                .array(
                    missing.map { .object([Member("stakeholderId", .id($0.id)), Member("name", .string($0.name))]) }
                )
            ),
        ])
    }

    private func effects(_ facts: ProgrammeDashboardFacts) throws(Refusal) -> [Value] {
        let tree = try read(facts.goalTree)
        return (tree.members?["effects"]?.elements ?? []).map { effect in
            let members = effect.members ?? []
            return .object(
                [Member("goalId", members["id"] ?? .null)]
                    + ["text", "progress", "missing"].map { Member($0, members[$0] ?? .null) }
            )
        }
    }

    private func budget(_ facts: ProgrammeDashboardFacts) throws(Refusal) -> Value {
        let position = try read(facts.budgetPosition).members ?? []
        return .object(["expense", "income"].map { Member($0, position[$0] ?? .null) })
    }

    private func authority(_ step: ProgrammeStepFacts) -> Value {
        let resting = step.occupancy.roles.flatMap { role in
            role.restingMandates(on: step.occupancy.today).map { mandate in
                Value.object([
                    Member("mandateId", .id(mandate.id)), Member("name", .string(mandate.name)),
                    Member("roleId", .id(role.id)), Member("roleName", .string(role.name)),
                ])
            }
        }
        return .object([
            Member("kindsWithoutDecider", .array(step.kindsWithoutDecider.map { .string($0.rawValue) })),
            Member("restingMandates", .array(resting)),
        ])
    }

    private func vacancies(_ facts: OccupancyFacts) -> [Value] {
        facts.roles.compactMap { role in
            role.vacantSince(on: facts.today).map { since in
                .object([
                    Member("roleId", .id(role.id)), Member("name", .string(role.name)),
                    Member("critical", .boolean(role.isCritical)),
                    Member("deputyName", role.deputyName.map(Value.string) ?? .null),
                    Member("vacantSinceDate", .string(since.description)),
                    Member("vacantWorkingDays", .integer(Int64(since.workingDays(until: facts.today)))),
                ])
            }
        }
    }
}

/// Every programme of the organisation at a glance.
package struct PortfolioDashboard: Inquiry {
    package static let resource = Resource.programme

    package init(_ input: CommandInput) throws(Refusal) {}

    package var facts: FactQuery<[UInt8]> { .portfolio() }

    package func answer(_ facts: [UInt8], in language: Language) throws(Refusal) -> Value { try read(facts) }
}

/// What PostgreSQL put together, as a value.
private func read(_ json: [UInt8]) throws(Refusal) -> Value {
    do {
        return try Value(json: String(decoding: json, as: UTF8.self))
    } catch {
        throw .internalError(detail: "a part of a dashboard is no JSON: \(error)")
    }
}
