package import Domain
import Foundation
import Postgres

extension Store {
    /// Forgets the answers that are too old to be replayed, in every organisation; several servers may do so at once.
    ///
    /// Nothing waits for it: an answer that is too old is not replayed, and another request may take its key.
    ///
    /// - Returns: How many were forgotten.
    /// - Throws: `StorageError` when the database does not answer.
    package func forgetExpiredAnswers(at moment: Moment) async throws(StorageError) -> Int {
        var count = 0
        for organisationID in try await organisationIDs() {
            let tenant = Tenant(organisationID: organisationID, moment: moment)
            var last: Int
            repeat {
                last = try await forgetSomeExpiredAnswers(in: tenant)
                count += last
            } while last == Self.expiredAnswersAtOnce
        }
        return count
    }

    private func forgetSomeExpiredAnswers(in tenant: Tenant) async throws(StorageError) -> Int {
        let batch = Batch([.begin] + topology.entering(tenant) + [Self.forgetExpiredAnswers(in: tenant), .commit])
        do {
            return try await client.withConnection { lease in
                try await lease.send(batch).dropLast().last?.affectedRows ?? 0
            }
        } catch let error as PostgresError {
            throw StorageError(error)
        } catch {
            throw .unexpected("\(error)")
        }
    }

    /// Not all at once, so that none of their rows is locked for long.
    package static let expiredAnswersAtOnce = 1000

    static func forgetExpiredAnswers(in tenant: Tenant) -> Statement {
        Statement(
            "forget expired answers",
            """
            DELETE FROM koers.idempotency_key WHERE organisation_id = $1 AND (client_id, key) IN \
            (SELECT e.client_id, e.key FROM koers.idempotency_key e WHERE e.organisation_id = $1 AND e.stored_at <= $2 \
            ORDER BY e.stored_at LIMIT $3 FOR UPDATE SKIP LOCKED)
            """,
            [
                .uuid(tenant.organisationID), .timestamptz(IdempotencyKey.expiry(at: tenant.moment)),
                .int8(Int64(expiredAnswersAtOnce)),
            ]
        )
    }
}
