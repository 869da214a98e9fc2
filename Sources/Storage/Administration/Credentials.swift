package import Domain
package import Foundation
import Postgres

/// Who is behind an API key, and what it opens.
package struct Credentials: Hashable, Sendable {
    package let organisationID: UUID
    /// The key's own id, which the journal names as the client.
    package let clientID: UUID
    package let personID: UUID?
    package let scopes: Set<String>
    /// From this moment on the key opens nothing; `nil`: it does not expire.
    package let expiresAt: Moment?

    package init(
        organisationID: UUID,
        clientID: UUID,
        personID: UUID?,
        scopes: Set<String>,
        expiresAt: Moment? = nil
    ) {
        self.organisationID = organisationID
        self.clientID = clientID
        self.personID = personID
        self.scopes = scopes
        self.expiresAt = expiresAt
    }
}

extension Reader {
    /// The credentials of a key, or `nil` when it is unknown, wrong, revoked or expired.
    ///
    /// - Throws: `StorageError` when the database does not answer.
    package func credentials(_ key: APIKey, at moment: Moment) async throws(StorageError) -> Credentials? {
        let statement = Statement(
            "credentials",
            """
            SELECT secret_hash, person_id, scopes, expires_at FROM koers.api_key WHERE organisation_id = $1 AND id = $2 \
            AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
            """,
            [.uuid(key.organisationID), .uuid(key.id), .timestamptz(PostgresTimestamp(moment))]
        )
        let tenant = Tenant(organisationID: key.organisationID, moment: moment)
        let rows = try await read([statement], in: tenant, isBrief: true)[0]
        return try decoded {
            guard rows.count == 1, key.hasSecret(withHash: try rows[0].decode(0)) else { return nil }
            return Credentials(
                organisationID: key.organisationID,
                clientID: key.id,
                personID: try rows[0].decodeIfPresent(1),
                scopes: Set(try rows[0].decode(2, as: [String].self)),
                expiresAt: try rows[0].decodeIfPresent(3, as: PostgresTimestamp.self).map { Moment($0) }
            )
        }
    }
}

extension APIKey {
    /// Compares in a time that does not tell where the two differ.
    fileprivate func hasSecret(withHash hash: [UInt8]) -> Bool {
        let own = secretHash
        return own.count == hash.count && zip(own, hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
