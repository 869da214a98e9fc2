import Domain
import Foundation
import Storage

extension MandateFacts {
    /// Reads the members of a mandate as its view shows them, or as a request gives them.
    init(id: UUID, _ members: Members) {
        self.init(
            id: id,
            code: members["code"]?.string,
            kind: members["kind"]?.string.flatMap(MandateKind.init) ?? .mandate,
            body: members["body"]?.string.flatMap(GoverningBody.init) ?? .college,
            parentID: members.id("parentId"),
            mandataryRoleID: members.id("mandataryRoleId"),
            mandataryPersonID: members.id("mandataryPersonId"),
            programmeID: members.id("programmeId"),
            powers: (members["powers"]?.elements ?? []).compactMap { $0.string.flatMap(DecisionKind.init) },
            ceilingCents: members["ceilingCents"]?.integer,
            oneCase: members["case"]?.string,
            subMandateAllowed: members["subMandateAllowed"]?.boolean ?? false,
            maxDepth: members["maxDepth"]?.integer ?? 1,
            instructions: members["instructions"]?.string,
            foundingDecision: members["foundingDecision"]?.string,
            isExternal: members["external"]?.boolean ?? false,
            hasEmployer: members["hasEmployer"]?.boolean ?? true,
            mandataryConsentDate: members.date("mandataryConsentDate"),
            employerConsentDate: members.date("employerConsentDate"),
            fromDate: members.date("fromDate") ?? CalendarDate(daysSinceEpoch: 0),
            untilDate: members.date("untilDate"),
            mandataryUntilDate: members.date("mandataryUntilDate"),
            status: members["status"]?.string.flatMap(MandateStatus.init) ?? .draft,
            inForceAt: members["inForceAt"]?.string.flatMap { Moment(rfc3339: $0) },
            revokedAt: members["revokedAt"]?.string.flatMap { Moment(rfc3339: $0) }
        )
    }

    /// One link of a chain as the contract shows it: what it grants, and to whom.
    var link: Value {
        .object([
            Member("mandateId", .id(id)), Member("code", .text(code)), Member("kind", .string(kind.rawValue)),
            Member("body", .string(body.rawValue)), Member("parentId", .id(parentID)),
            Member("mandataryRoleId", .id(mandataryRoleID)), Member("mandataryPersonId", .id(mandataryPersonID)),
            Member("programmeId", .id(programmeID)), Member("powers", .array(powers.map { .string($0.rawValue) })),
            Member("ceilingCents", ceilingCents.map(Value.integer) ?? .null), Member("case", .text(oneCase)),
            Member("instructions", .text(instructions)), Member("fromDate", .string(fromDate.description)),
            Member("untilDate", .text(untilDate?.description)),
            Member("mandataryUntilDate", .text(mandataryUntilDate?.description)),
            Member("status", .string(status.rawValue)),
        ])
    }
}

extension Members {
    /// The day under a name.
    func date(_ name: String) -> CalendarDate? {
        self[name]?.string.flatMap { CalendarDate($0) }
    }
}

extension Value {
    /// A text, or null.
    static func text(_ text: String?) -> Value { text.map(Value.string) ?? .null }
}
