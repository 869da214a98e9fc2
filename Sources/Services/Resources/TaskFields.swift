package import Domain
package import Foundation
package import Governance
package import Storage

/// Adds a task field of Iv3.
///
/// An organisation gets the list as it gets all else, through this command: the ministry changes it almost every year, and a
/// list that the program brought along would be out of date the year after. The demo shows the list of the social domain.
package struct CreateTaskField: CreateCommand {
    package static let resource = Resource.taskField
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package func invalidMembers(before: Members) -> [InvalidMember] { input.members.disorderedYears }
}

/// Changes a task field: its name, until when it is valid, and what took its place (BUD-09).
package struct UpdateTaskField: UpdateCommand {
    package static let resource = Resource.taskField
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<Int64?> { .lastYear(ofTaskField: id) }

    package func invalidMembers(before: Members) -> [InvalidMember] { before.merged(with: patch).disorderedYears }

    package func decide(_ situation: Situation<Int64?>) throws(Refusal) -> Decision {
        let after = after(situation)
        return Rulebook.changeTaskField.evaluate(
            TaskFieldChangeFacts(
                taskField: TaskFieldFacts(
                    id: id,
                    code: after["code"]?.string ?? "",
                    fromYear: after["fromYear"]?.integer ?? 0,
                    untilYear: after["untilYear"]?.integer,
                    lastYear: situation.facts
                )
            )
        )
    }
}

extension Members {
    /// A last year before the first one.
    fileprivate var disorderedYears: [InvalidMember] {
        guard let from = self["fromYear"]?.integer, let until = self["untilYear"]?.integer, until < from else {
            return []
        }
        return [
            InvalidMember(
                location: "/untilYear",
                code: "minimum",
                detail: .init(nl: "Het laatste jaar ligt voor \(from).", en: "The last year is before \(from).")
            )
        ]
    }
}
