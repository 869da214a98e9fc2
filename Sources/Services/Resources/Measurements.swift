package import Domain
package import Foundation
package import Governance
package import Storage

/// Enters a measurement as a draft.
package struct CreateMeasurement: CreateCommand {
    package static let resource = Resource.measurement
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package func invalidMembers(before: Members) -> [InvalidMember] { input.futureMeasurement }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        [
            .create(
                Self.resource,
                id: id,
                in: place,
                input.members + [Member("enteredById", .id(input.credentials.personID))],
                programmeID: programmeID
            )
        ]
    }
}

/// Changes a draft; whoever changes what was measured is from then on the one who entered it, so that nobody approves a
/// figure of their own (AUT-11).
package struct UpdateMeasurement: UpdateCommand {
    package static let resource = Resource.measurement
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package func invalidMembers(before: Members) -> [InvalidMember] { input.futureMeasurement }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        Rulebook.changeMeasurement.evaluate(
            MeasurementActFacts(
                measurement: MeasurementFacts(id: id, situation.before),
                changesContent: changesContent(situation),
                personID: input.credentials.personID
            )
        )
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        update(situation, changesContent(situation) ? [Member("enteredById", .id(input.credentials.personID))] : [])
    }

    private func changesContent(_ situation: Situation<Void>) -> Bool {
        changes(situation).contains { $0.name != "externalIds" }
    }
}

/// Approves a measurement, by another person than the one who entered it.
package struct TransitionMeasurement: StepCommand {
    package static let resource = Resource.measurement
    package static let recordsActor = true
    package let id: UUID
    let target: MeasurementStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let measurement = MeasurementFacts(id: id, situation.before)
        try measurement.status.mayBecome(target)
        return Rulebook.approveMeasurement.evaluate(
            MeasurementActFacts(measurement: measurement, personID: input.credentials.personID)
        )
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        [
            step(
                to: target,
                [
                    Member("approvedById", .id(input.credentials.personID)),
                    Member("approvedAt", .string(input.moment.rfc3339)),
                ],
                of: situation.before
            )
        ]
    }
}

extension CommandInput {
    /// That something was measured on a day that is still to come.
    fileprivate var futureMeasurement: [InvalidMember] {
        guard let date = members.date("measuredDate"), date > moment.amsterdamDate
        else { return [] }
        return [
            InvalidMember(
                location: "/measuredDate",
                code: "maximum",
                detail: .init(nl: "Deze dag moet nog komen.", en: "This day is still to come.")
            )
        ]
    }
}

extension MeasurementFacts {
    /// Reads the members of a measurement as its view shows them.
    fileprivate init(id: UUID, _ members: Members) {
        self.init(
            id: id,
            name: "\(members["value"]?.string ?? "") (\(members["measuredDate"]?.string ?? ""))",
            status: members["status"]?.string.flatMap(MeasurementStatus.init) ?? .draft,
            enteredByID: members.id("enteredById")
        )
    }
}
