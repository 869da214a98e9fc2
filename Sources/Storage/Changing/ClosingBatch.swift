import Domain
import Foundation
import Postgres

/// The second batch of a change: effects · journal · stored answer · COMMIT, or ROLLBACK.
struct ClosingBatch {
    let batch: Batch
    /// Where in the batch the resource of the answer comes back.
    private let answer: Int?
    /// The deadlines that have passed for the resource that comes back.
    private let deadlinesPassed: Int64

    /// - Parameters:
    ///   - dueSteps: What the calendar did before; it is set down first, in a commit that leaves anything at all.
    ///   - subject: The resource that was locked: its path, and the deadlines that have passed for it.
    init(
        _ closing: Closing,
        dueSteps: [DueStep],
        effects: EffectStatements,
        journal: JournalStatements,
        idempotency: IdempotencyStatements?,
        subject: (path: String, deadlinesPassed: Int64)?
    ) {
        let count = dueSteps.count + closing.entryCount
        let advance = count > 0 ? [journal.advanceHead(by: count)] : []
        let calendar = dueSteps.enumerated().flatMap { place, step in
            effects.statements([step.effect]) + (place == 0 ? advance : [])
                + journal.byCalendar.entries(for: [step.effect], following: count - 1 - place)
        }
        // The journal's head is locked as late as can be: from there on every writer of the organisation waits.
        let late = dueSteps.isEmpty ? advance : []
        switch closing {
        case .rollBack:
            batch = [.rollback]
            answer = nil
            deadlinesPassed = 0
        case .unchanged(let status):
            let passed = subject?.deadlinesPassed ?? 0
            let stored = idempotency.map {
                [$0.storeUnchanged(status: status, deadlinesPassed: passed, subject: subject?.path ?? "")]
            }
            batch = Batch(calendar + (stored ?? []) + [.commit])
            answer = nil
            deadlinesPassed = passed
        case .commit(let changes, let place, let status):
            let runs = changes.runs(apart: place)
            let before = calendar + runs.flatMap(effects.statements) + late
            var following = changes.count
            var answer = 0
            var entries: [Statement] = []
            for run in runs {
                if following == changes.count - place { answer = before.count + entries.count }
                following -= run.count
                entries += journal.entries(for: run, following: following)
            }
            let passed = changes[place].path == subject?.path ? subject?.deadlinesPassed ?? 0 : 0
            let stored = idempotency.map {
                [$0.store(status: status, deadlinesPassed: passed, entriesBack: changes.count - 1 - place)]
            }
            batch = Batch(before + entries + (stored ?? []) + [.commit])
            self.answer = answer
            deadlinesPassed = passed
        case .refuse(let resource, let subject, let programmeID, let status, let changes):
            let entry = journal.refusal(resource, subject: subject, programmeID: programmeID)
            let entries = changes.enumerated().flatMap {
                journal.entries(for: [$1], following: changes.count - $0)
            }
            let stored = idempotency.map { [$0.store(status: status, deadlinesPassed: 0, entriesBack: 0)] }
            let before = calendar + changes.flatMap { effects.statements([$0]) } + late
            batch = Batch(before + entries + [entry] + (stored ?? []) + [.commit])
            answer = nil
            deadlinesPassed = 0
        }
    }

    /// The resource of the answer, as the journal keeps it.
    func item(_ results: [Rows]) throws -> Item? {
        guard let answer else { return nil }
        let data = results[answer]
        return Item(
            json: data.withCell(row: 0, column: 0) { $0.map(Array.init) ?? [] },
            state: ItemState(version: try data[0].decode(1), deadlinesPassed: deadlinesPassed)
        )
    }
}

extension Closing {
    /// How many entries the journal gets, besides those of the calendar.
    fileprivate var entryCount: Int {
        switch self {
        case .rollBack, .unchanged: 0
        case .commit(let changes, _, _): changes.count
        case .refuse(_, _, _, _, let changes): changes.count + 1
        }
    }
}
