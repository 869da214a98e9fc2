package import Domain

extension Rulebook {
    /// The rules of recording or changing a role.
    package static let recordRole: [Rule<RoleChangeFacts>] = [.managerCanLeadProgramme]

    /// The rules of a step of an assignment.
    package static func step(to status: AssignmentStatus) -> [Rule<AssignmentStepFacts>] {
        switch status {
        case .assessed: [.assessedByAnother]
        case .active: [.assessedByAnother, .fitsCriticalRole]
        case .proposed, .ended: []
        }
    }

    /// What a holder's departure brings about.
    package static let leaveRole: [Rule<HolderLeavesFacts>] = [.mandatesFollowTheHolder]

    /// The rules of promising a person's hours.
    package static let promiseHours: [Rule<HoursFacts>] = [.hoursAreWithinContract]
}
