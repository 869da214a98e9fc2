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

    /// Changes nothing else: like every write of the resource it first sets down what the calendar brought about.
    private func setDown(_ due: DueResource, at moment: Moment) async throws(Refusal) {
        let opening = Opening(
            idempotencyKey: nil,
            resource: due.resource,
            place: due.place,
            subject: due.id,
            references: [],
            facts: .none
        )
        let tenant = Tenant(organisationID: due.organisationID, moment: moment)
        let provenance = Provenance(
            actorID: nil,
            clientID: nil,
            operationID: "calendar",
            requestID: .version7(at: moment)
        )
        try await CommandRunner(store).retrying {
            _ = try await store.change(opening, in: tenant, by: provenance) { _ in
                Conclusion(closing: .unchanged(status: 200), findings: [], verdict: ())
            }
        }
    }
}
