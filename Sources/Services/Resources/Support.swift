import Domain
import Foundation
import Governance
import Storage

extension SupportFacts {
    /// The programme's change when these facts amount to another state of support than the programme shows (VIS-05).
    ///
    /// Support is lost on the day of the loss, and the days for recovery are counted from there; a further loss while it
    /// is eroded does not move the deadline.
    func programmeEffect(adopting vision: VisionFacts? = nil) -> Effect? {
        let status = supportStatus
        var changes = vision.map { [Member("visionId", .string($0.id.lowercased))] } ?? []
        if status != programme.supportStatus {
            let deadline = status == .eroded ? today.advanced(byDays: Int(recoveryDays)) : nil
            changes += [
                Member("supportStatus", .string(status.rawValue)),
                Member("supportDeadlineDate", deadline.map { .string($0.description) } ?? .null),
            ]
        }
        guard !changes.isEmpty else { return nil }
        return .update(
            .programme,
            id: programme.id,
            changes,
            of: [],
            event: status == programme.supportStatus ? "updated" : status.rawValue,
            programmeID: programme.id
        )
    }

    /// The same with another version of one stakeholder, or with a new one.
    func with(_ stakeholder: StakeholderFacts) -> SupportFacts {
        var facts = self
        facts.stakeholders.removeAll { $0.id == stakeholder.id }
        facts.stakeholders.append(stakeholder)
        return facts
    }

    func stakeholder(_ id: UUID) -> StakeholderFacts? {
        stakeholders.first { $0.id == id }
    }
}

extension StakeholderFacts {
    /// The same as the members of a request or of its view change it.
    func changed(by members: Members) -> StakeholderFacts {
        var facts = self
        for member in members {
            switch member.name {
            case "name": facts.name = member.value.string ?? name
            case "category": facts.category = member.value.string.flatMap(StakeholderCategory.init) ?? category
            case "partnerId": facts.partnerID = member.value.string.flatMap { UUID(uuidString: $0) }
            case "representativeId":
                facts.representativeID = member.value.string.flatMap { UUID(uuidString: $0) } ?? representativeID
            case "required": facts.required = member.value.boolean ?? required
            default: break
            }
        }
        return facts
    }
}

extension Credentials {
    /// Whether they administer the organisation.
    var isAdministrator: Bool { scopes.contains("organisation:admin") }
}
