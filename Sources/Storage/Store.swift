import Domain
import Foundation
import Governance
package import Postgres

/// What a change came to.
package enum Change<Verdict: Sendable>: Sendable {
    /// Another request under the same idempotency key is being carried out.
    case inFlight
    /// The request was carried out before under the same key.
    case replayed(StoredAnswer)
    /// The second round trip was made; the item is the answer's resource after the change.
    case closed(Item?, Verdict)
}

/// The database of Koers: reads, and changes in two round trips.
package struct Store: Sendable {
    /// Reads from the primary.
    package let reader: Reader
    /// Reads from the standby, and from the primary when there is none that can answer: what it gives may be a moment
    /// old, so nothing may be decided on it.
    package let standbyReader: Reader
    let client: PostgresClient
    let catalogue: Catalogue
    let topology: Topology

    /// Looks at the database once: which topology it has, and which columns its views have.
    ///
    /// - Parameters:
    ///   - client: The primary.
    ///   - standby: Asked for what `standbyReader` reads.
    /// - Throws: `StorageError` when the database does not answer.
    package init(_ client: PostgresClient, standby: Standby? = nil) async throws(StorageError) {
        do {
            let distributed = try await client.read([
                Statement(
                    "topology",
                    "SELECT to_regproc('pg_catalog.create_distributed_table') IS NOT NULL"
                )
            ])
            topology = try distributed[0][0].decode(0) ? .distributed : .single
            self.catalogue = try await Catalogue.load(client)
            self.client = client
            self.reader = Reader(client: client, catalogue: catalogue, topology: topology)
            self.standbyReader = Reader(client: client, catalogue: catalogue, topology: topology, standby: standby)
        } catch let error as PostgresError {
            throw StorageError(error)
        } catch {
            throw .unexpected("\(error)")
        }
    }

    /// Carries out one change in one transaction and two round trips.
    ///
    /// - Parameters:
    ///   - opening: What to lock and read.
    ///   - decide: Pure: what to do, from what was found. What it throws rolls everything back.
    /// - Throws: `StorageError`; `contention` means that the whole may be tried again.
    package func change<Facts, Verdict>(
        _ opening: Opening<Facts>,
        in tenant: Tenant,
        by provenance: Provenance,
        decide: @escaping @Sendable (Opened<Facts>) throws -> Conclusion<Verdict>
    ) async throws -> Change<Verdict> {
        do {
            return try await client.withConnection { lease in
                let batch = OpeningBatch(opening: opening, tenant: tenant, catalogue: catalogue, topology: topology)
                let found = try await lease.send(batch.batch)
                do {
                    switch try batch.read(found) {
                    case .inFlight:
                        _ = try await lease.send([.rollback])
                        return .inFlight
                    case .stored(let answer):
                        _ = try await lease.send([.rollback])
                        return .replayed(answer)
                    case .opened(let opened):
                        let conclusion = try decide(opened)
                        let batch = closing(conclusion, of: opening, opened, in: tenant, by: provenance)
                        return .closed(try batch.item(try await lease.send(batch.batch)), conclusion.verdict)
                    }
                } catch {
                    // Before the answer: whoever asks again at once finds the key and the rows free.
                    _ = try? await lease.send([.rollback])
                    throw error
                }
            }
        } catch let error as PostgresError {
            throw StorageError(error)
        }
    }

    private func closing<Facts, Verdict>(
        _ conclusion: Conclusion<Verdict>,
        of opening: Opening<Facts>,
        _ opened: Opened<Facts>,
        in tenant: Tenant,
        by provenance: Provenance
    ) -> ClosingBatch {
        ClosingBatch(
            conclusion.closing,
            dueSteps: opened.dueSteps,
            effects: EffectStatements(catalogue: catalogue, tenant: tenant),
            journal: JournalStatements(
                catalogue: catalogue,
                tenant: tenant,
                provenance: provenance,
                findings: conclusion.findings
            ),
            idempotency: opening.idempotencyKey.map { IdempotencyStatements(tenant: tenant, key: $0) },
            subject: opening.subject.map { id in
                (opening.resource.path(of: id, in: opening.place), opened.item?.state.deadlinesPassed ?? 0)
            }
        )
    }
}
