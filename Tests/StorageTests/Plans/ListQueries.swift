import Contract
import Domain
import Foundation

@testable import Storage

/// One list query with a name, such as `programmes?sort=-name`.
struct ListQuery: Sendable {
    let name: String
    let resource: Resource
    let query: PageQuery
    let isOrder: Bool
}

/// Every list of the contract, in each of its orders and with each of its filters alone. A new list, order or filter is
/// in it by itself; a new filter must get its examples here.
enum ListQueries {
    static func all() throws -> [ListQuery] {
        let contract = try Contract.embedded()
        return try Resource.all.filter { !$0.isSingleton }.flatMap { try queries(of: $0, contract) }
    }

    private static func queries(of resource: Resource, _ contract: Contract) throws -> [ListQuery] {
        let path = String(resource.path.dropFirst(contract.basePath.count))
        guard let operation = contract.operations.first(where: { $0.path == path && $0.method == .get }) else {
            throw Unexpected(description: "The contract has no list at \(path).")
        }
        var queries = [query(resource, "no parameters", isOrder: true) { _ in }]
        for parameter in operation.parameters where parameter.part == .query && !generic.contains(parameter.name) {
            if parameter.name == "sort" {
                for key in try orders(contract, parameter) {
                    queries.append(
                        query(resource, "sort=\(key)", isOrder: true) { $0.sort = [SortKey(key)] }
                    )
                }
                continue
            }
            guard let values = examples[parameter.name] else {
                throw Unexpected(description: "The filter \(parameter.name) has no example.")
            }
            for value in values {
                queries.append(
                    query(resource, "\(parameter.name)=\(value)", isOrder: false) {
                        apply(parameter.name, value, resource, &$0)
                    }
                )
            }
        }
        return queries
    }

    private static let generic: Set = ["limit", "cursor", "count", "fields", "expand", "asOf"]

    /// A common and a rare value of each filter.
    private static let examples: [String: [String]] = [
        "search": ["programma", "wijk77", "pro wijk7", "nergens"],
        "externalId": ["zaaksysteem:Z-77", "zaaksysteem:nergens"],
        "createdAtFrom": ["2016-02-01T00:00:00Z", "2025-06-30T00:00:00Z", "2099-01-01T00:00:00Z"],
        "createdAtUntil": ["2016-01-02T00:00:00Z", "2025-01-01T00:00:00Z", "1999-01-01T00:00:00Z"],
        "updatedAtFrom": ["2026-01-02T00:00:00Z", "2026-07-28T00:00:00Z", "2099-01-01T00:00:00Z"],
        "updatedAtUntil": ["2026-01-01T01:00:00Z", "2026-07-01T00:00:00Z", "1999-01-01T00:00:00Z"],
        "startDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "startDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "endDateFrom": ["2027-02-01", "2035-03-15", "2099-01-01"],
        "endDateUntil": ["2027-01-02", "2035-01-01", "1999-01-01"],
        "predictabilityFrom": ["10", "100"], "predictabilityUntil": ["0", "90"],
        "steeringPartiesFrom": ["1", "11"], "steeringPartiesUntil": ["0", "10"],
        "active": ["true", "false"], "strategicGoalSet": ["true", "false"], "structuralEffort": ["true", "false"],
        "teamId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "subject": ["77", "nobody", "/v1/programmes/77"], "policyField": ["veld 7", "nergens"],
        "kind": [
            "care", "sports", "subsidy", "goal", "effect", "activity", "local_scheme", "other", "mandate",
            "authorisation",
            "estimate", "grant_subsidy", "decide_objection", "contract",
        ],
        "kvkNumber": ["00000077", "99999999"], "chosenMethod": ["programme", "process"],
        "code": ["P-" + "28dd2c7955ce926456240b2ff0100bde", "nergens"],
        "challengeId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "phase": ["closed", "execution", "reconsideration", "rejected"],
        "supportStatus": ["none", "carried", "eroded"],
        "politicalSponsorId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "officialSponsorId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "category": ["director", "residents"], "required": ["true", "false"],
        "partnerId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "representativeId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "status": [
            "superseded", "adopted", "seeking_support", "approved", "draft", "completed", "proposed", "ended",
            "withdrawn", "confirmed", "open", "closed", "assessed", "expired", "in_force", "revoked", "estimated",
            "taken", "withheld",
            "active", "winding_down", "agreed", "done", "engaged", "released",
        ],
        "number": ["77", "100001"],
        "stakeholderId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "stance": ["endorsed", "refused"],
        "givenById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "givenAtFrom": ["2016-02-01T00:00:00Z", "2025-06-30T00:00:00Z", "2099-01-01T00:00:00Z"],
        "givenAtUntil": ["2016-01-02T00:00:00Z", "2025-01-01T00:00:00Z", "1999-01-01T00:00:00Z"],
        "parentId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "ownerRoleId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "ended": ["true", "false"], "direction": ["increase", "decrease", "income"], "final": ["true", "false"],
        "goalId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "leaderRoleId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "enteredById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "approvedById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "influence": ["own", "shared"],
        "targetDateFrom": ["2027-02-01", "2035-03-15", "2099-01-01"],
        "targetDateUntil": ["2027-01-02", "2035-01-01", "1999-01-01"],
        "measuredDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "measuredDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "critical": ["true", "false"],
        "year": ["1977", "999999"], "fiscalYear": ["2077", "99999"],
        "taskField": ["P-" + "28dd2c7955ce926456240b2ff0100bde", "nergens"], "budgetProgramme": ["P77", "nergens"],
        "nature": ["incidental", "structural"],
        "budgetHolderRoleId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "deputyPersonId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "roleId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "personId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "pledgedById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "confirmedById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "signalledById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "decideByDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "decideByDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "scoreFrom": ["2", "25"], "scoreUntil": ["1", "20"],
        "reviewedById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "reviewedDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "reviewedDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "fromDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "fromDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "untilDateFrom": ["2027-02-01", "2035-03-15", "2099-01-01"],
        "untilDateUntil": ["2027-01-02", "2035-01-01", "1999-01-01"],
        "mandataryRoleId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "mandataryPersonId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "body": ["college", "mayor"], "powers": ["grant_subsidy", "decide_objection"],
        "external": ["true", "false"], "subMandateAllowed": ["true", "false"],
        "ceilingCentsFrom": ["100", "9900000"], "ceilingCentsUntil": ["100", "9900000"],
        "mandateId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "restsOnMandateId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "proposedById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "takenById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "ratifiesId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "objectionToId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "amountCentsFrom": ["100", "9900000"], "amountCentsUntil": ["100", "9900000"],
        "proposedAtFrom": ["2016-02-01T00:00:00Z", "2025-06-30T00:00:00Z", "2099-01-01T00:00:00Z"],
        "proposedAtUntil": ["2016-01-02T00:00:00Z", "2025-01-01T00:00:00Z", "1999-01-01T00:00:00Z"],
        "takenAtFrom": ["2016-02-01T00:00:00Z", "2025-06-30T00:00:00Z", "2099-01-01T00:00:00Z"],
        "takenAtUntil": ["2016-01-02T00:00:00Z", "2025-01-01T00:00:00Z", "1999-01-01T00:00:00Z"],
        "effortId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "decisionId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "budgetLineId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "commitmentId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "engagedById": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "performedDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "performedDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "form": ["network", "strategic_partnership"], "reassess": ["true", "false"],
        "directionId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "assessedDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "assessedDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "dueDateFrom": ["2016-02-01", "2026-12-10", "2099-01-01"],
        "dueDateUntil": ["2016-01-02", "2026-01-01", "1999-01-01"],
        "type": ["programme.updated", "programme.refused", "programme.created"],
        "actorId": ["01900000-0000-7000-8000-000000000007", "01900000-0000-7000-8009-000000000007"],
        "programmeId": ["01900000-0000-7000-8001-000000000007", "01900000-0000-7000-8009-000000000007"],
        "from": ["2016-02-01T00:00:00Z", "2025-06-30T00:00:00Z"],
        "until": ["2016-01-02T00:00:00Z", "2025-01-01T00:00:00Z"],
    ]

    private static func query(
        _ resource: Resource,
        _ name: String,
        isOrder: Bool,
        _ change: (inout PageQuery) -> Void
    ) -> ListQuery {
        var query = PageQuery(limit: 10, address: "")
        if resource.key == "sequence" { query.sort = [SortKey("-sequence")] }
        change(&query)
        return ListQuery(name: "\(resource.name): \(name)", resource: resource, query: query, isOrder: isOrder)
    }

    private static func orders(_ contract: Contract, _ parameter: Contract.Parameter) throws -> [String] {
        let orders = contract[parameter.schema].items.flatMap { contract[$0].allowedValues } ?? []
        return orders.compactMap { if case .string(let key) = $0 { key } else { nil } }
    }

    /// As a query string says it: a name, a name and `From` or `Until`, or the window of the journal.
    private static func apply(_ name: String, _ value: String, _ resource: Resource, _ query: inout PageQuery) {
        if name == "search" {
            query.search = value
        } else if name == "externalId" {
            let parts = value.split(separator: ":").map(String.init)
            query.filters = [.externalID(system: parts[0], value: parts[1])]
        } else if let window = resource.window, name == "from" || name == "until" {
            query.filters = [name == "from" ? .atLeast(member: window, value) : .atMost(member: window, value)]
        } else if name.hasSuffix("From") {
            query.filters = [.atLeast(member: String(name.dropLast(4)), value)]
        } else if name.hasSuffix("Until") {
            query.filters = [.atMost(member: String(name.dropLast(5)), value)]
        } else {
            query.filters = [.anyOf(member: name, [value])]
        }
    }
}
