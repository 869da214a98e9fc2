import Domain
import Foundation
import Postgres

/// The second batch of a change: effects · journal · stored answer · COMMIT, or ROLLBACK.
struct ClosingBatch {
    let batch: Batch
    /// Where in the batch the first effect's resource comes back.
    private let answer: Int?

    /// - Parameter subject: The path of the resource that was locked.
    init(
        _ closing: Closing,
        effects: EffectStatements,
        journal: JournalStatements,
        idempotency: IdempotencyStatements?,
        subject: String?
    ) {
        switch closing {
        case .rollBack:
            batch = [.rollback]
            answer = nil
        case .commit(let changes, let status) where changes.isEmpty:
            let stored = idempotency.map {
                [$0.forgetExpired, $0.storeUnchanged(status: status, subject: subject ?? "")]
            }
            batch = Batch((stored ?? []) + [.commit])
            answer = nil
        case .commit(let changes, let status):
            // The journal's head is locked as late as can be: from there on every writer of the organisation waits.
            let before = (idempotency.map { [$0.forgetExpired] } ?? []) + changes.flatMap(effects.statements)
            let entries = changes.map(journal.entry)
            let stored = idempotency.map { [$0.store(status: status, entriesBack: changes.count - 1)] }
            batch = Batch(before + entries.flatMap(\.statements) + (stored ?? []) + [.commit])
            answer = entries.first.map { before.count + $0.data }
        case .refuse(let resource, let subject, let programmeID, let status):
            let entry = journal.refusal(resource, subject: subject, programmeID: programmeID)
            let stored = idempotency.map { [$0.store(status: status, entriesBack: 0)] }
            batch = Batch((idempotency.map { [$0.forgetExpired] } ?? []) + entry + (stored ?? []) + [.commit])
            answer = nil
        }
    }

    /// The first effect's resource, as the journal keeps it.
    func item(_ results: [Rows]) throws -> Item? {
        guard let answer else { return nil }
        let data = results[answer]
        return Item(
            json: data.withCell(row: 0, column: 0) { $0.map(Array.init) ?? [] },
            version: try data[0].decode(1)
        )
    }
}
