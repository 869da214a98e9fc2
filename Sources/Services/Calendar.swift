package import Domain
import Foundation
package import Storage

/// Sets down what the calendar brought about: the journal entries of deadlines that have passed.
///
/// Nothing waits for it: a deadline holds from its moment at every read and every write. It only sees to it that the
/// journal, which others follow as a feed, tells of it within a minute.
package struct Calendar: Sendable {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// Sets down every step that is due; several servers may do so at once. One that fails does not keep the others
    /// back.
    ///
    /// - Returns: How many resources took a step.
    /// - Throws: `StorageError` when the database does not answer; the first `Refusal`, after the others were tried.
    package func setDownDueSteps(at moment: Moment) async throws -> Int {
        let due = try await store.due(at: moment)
        var failure: Refusal?
        for resource in due {
            do {
                try await setDown(resource, at: moment)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return due.count
    }

    private func setDown(_ due: DueResource, at moment: Moment) async throws(Refusal) {
        let input = CommandInput(
            path: ["\(due.resource.name)Id": due.id.lowercased],
            members: [],
            moment: moment,
            credentials: Credentials(
                organisationID: due.organisationID,
                clientID: due.organisationID,
                personID: nil,
                scopes: []
            )
        )
        let context = CommandContext(
            tenant: Tenant(organisationID: due.organisationID, moment: moment),
            provenance: Provenance(
                actorID: nil,
                clientID: nil,
                operationID: "calendar",
                requestID: .version7(at: moment)
            )
        )
        _ = try await CommandRunner(store).run(try NoticeDeadline(input), context)
    }
}

/// Changes nothing itself; like every write of a programme it first sets down what the calendar brought about.
private struct NoticeDeadline: Command {
    static let resource = Resource.programme
    let id: UUID

    init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
    }

    var subject: CommandSubject { .existing(id) }
    var references: [Reference] { [] }

    func effects(_ situation: Situation<Void>) -> [Effect] { [] }
}
