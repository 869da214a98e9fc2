import Domain
import Foundation
import Postgres

/// The second batch of a change: effects · journal · stored answer · COMMIT, or ROLLBACK.
struct ClosingBatch {
    let closing: Closing
    let tenant: Tenant
    let catalogue: Catalogue
    let journal: JournalStatements
    let idempotency: IdempotencyStatements?
    /// The path of the resource that was locked.
    let subject: String?

    var batch: Batch {
        switch closing {
        case .rollBack:
            Batch([.rollback])
        case .commit(let effects, let status) where effects.isEmpty:
            Batch((idempotency?.storeUnchanged(status: status, subject: subject ?? "") ?? []) + [.commit])
        case .commit(let effects, let status):
            Batch(
                changes(effects) + effects.flatMap(journal.entry)
                    + (idempotency?.store(status: status, entriesBack: effects.count - 1) ?? []) + [.commit]
            )
        case .refuse(let resource, let subject, let programmeID, let status):
            Batch(
                journal.refusal(resource, subject: subject, programmeID: programmeID)
                    + (idempotency?.store(status: status, entriesBack: 0) ?? []) + [.commit]
            )
        }
    }

    /// The first effect's resource, as the journal keeps it.
    func item(_ results: [Rows]) throws -> Item? {
        guard case .commit(let effects, _) = closing, !effects.isEmpty else { return nil }
        let data = results[changes(effects).count + 1]
        return Item(
            json: data.withCell(row: 0, column: 0) { $0.map(Array.init) ?? [] },
            version: try data[0].decode(1)
        )
    }

    private func changes(_ effects: [Effect]) -> [Statement] {
        let statements = EffectStatements(catalogue: catalogue, tenant: tenant)
        return effects.flatMap(statements.statements)
    }
}
