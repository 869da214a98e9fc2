package import Domain
package import Foundation
package import Postgres

/// What the operator of an installation does: registers organisations and hands out keys. Needs the owner's role.
package struct Registry: Sendable {
    let client: PostgresClient
    let store: Store

    package init(_ client: PostgresClient, _ store: Store) {
        self.client = client
        self.store = store
    }

    /// An organisation as it was registered.
    package struct Organisation: Hashable, Sendable {
        package let id: UUID
        package let name: String
        package let oin: String
    }

    /// A key as it can be shown: never its secret.
    package struct Key: Hashable, Sendable {
        package let id: UUID
        package let organisationID: UUID
        package let personID: UUID?
        package let scopes: [String]
        package let createdAt: Moment
        package let expiresAt: Moment?
        package let revokedAt: Moment?
    }

    /// Every organisation, by name.
    package func organisations() async throws -> [Organisation] {
        let rows = try await client.withConnection { lease in
            try await lease.send([
                Statement("organisations", "SELECT id, name, oin FROM koers.organisation_directory ORDER BY name")
            ])[0]
        }
        return try rows.map { Organisation(id: try $0.decode(0), name: try $0.decode(1), oin: try $0.decode(2)) }
    }

    /// Registers an organisation, with the first entry of its journal.
    ///
    /// - Throws: `StorageError.conflict` when the name or the OIN is registered already.
    package func register(
        id: UUID,
        name: String,
        oin: String,
        at moment: Moment,
        by provenance: Provenance
    ) async throws {
        let tenant = Tenant(organisationID: id, moment: moment)
        let journal = JournalStatements(
            catalogue: store.catalogue,
            tenant: tenant,
            provenance: provenance,
            findings: []
        )
        let effect = Effect.create(
            .organisation,
            id: id,
            [Member("name", .string(name)), Member("oin", .string(oin))]
        )
        try await inTransaction(
            tenant,
            [
                Statement(
                    "direct to organisation",
                    "INSERT INTO koers.organisation_directory (id, name, oin) VALUES ($1, $2, $3)",
                    [.uuid(id), .text(name), .text(oin)]
                )
            ] + EffectStatements(catalogue: store.catalogue, tenant: tenant).statements([effect]) + [
                Statement(
                    "begin journal",
                    "INSERT INTO koers.journal_head (organisation_id) VALUES ($1)",
                    [.uuid(id)]
                ), journal.advanceHead(by: 1),
            ] + journal.entries(for: [effect], following: 0)
        )
    }

    /// Stores a key; only the hash of its secret.
    package func store(
        _ key: APIKey,
        personID: UUID?,
        scopes: [String],
        expiresAt: Moment?,
        at moment: Moment
    ) async throws {
        try await inTransaction(
            Tenant(organisationID: key.organisationID, moment: moment),
            [
                Statement(
                    "store key",
                    """
                    INSERT INTO koers.api_key \
                    (organisation_id, id, created_at, secret_hash, person_id, scopes, expires_at) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """,
                    [
                        .uuid(key.organisationID), .uuid(key.id), .timestamptz(PostgresTimestamp(moment)),
                        .bytea(key.secretHash), .uuid(personID), .textArray(scopes),
                        .timestamptz(expiresAt.map { PostgresTimestamp($0) }),
                    ]
                )
            ]
        )
    }

    /// The keys of an organisation, oldest first.
    package func keys(of organisation: UUID, at moment: Moment) async throws -> [Key] {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: moment),
            [
                Statement(
                    "keys",
                    """
                    SELECT id, person_id, scopes, created_at, expires_at, revoked_at FROM koers.api_key \
                    WHERE organisation_id = $1 ORDER BY id
                    """,
                    [.uuid(organisation)]
                )
            ]
        )
        return try results[0].map { row in
            Key(
                id: try row.decode(0),
                organisationID: organisation,
                personID: try row.decodeIfPresent(1),
                scopes: try row.decode(2),
                createdAt: Moment(try row.decode(3, as: PostgresTimestamp.self)),
                expiresAt: try row.decodeIfPresent(4, as: PostgresTimestamp.self).map { Moment($0) },
                revokedAt: try row.decodeIfPresent(5, as: PostgresTimestamp.self).map { Moment($0) }
            )
        }
    }

    /// Revokes a key from this moment on.
    ///
    /// - Returns: Whether there was such a key, not yet revoked.
    package func revoke(_ key: UUID, of organisation: UUID, at moment: Moment) async throws -> Bool {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: moment),
            [
                Statement(
                    "revoke key",
                    """
                    UPDATE koers.api_key SET revoked_at = $3 \
                    WHERE organisation_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id
                    """,
                    [.uuid(organisation), .uuid(key), .timestamptz(PostgresTimestamp(moment))]
                )
            ]
        )
        return results[0].count == 1
    }

    /// The persons of an organisation with this id or exactly this display name.
    package func persons(called name: String, of organisation: UUID, at moment: Moment) async throws -> [UUID] {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: moment),
            [
                Statement(
                    "persons called",
                    """
                    SELECT id FROM koers.person \
                    WHERE organisation_id = $1 AND (display_name = $2 OR id::text = lower($2)) ORDER BY id
                    """,
                    [.uuid(organisation), .text(name)]
                )
            ]
        )
        return try results[0].map { try $0.decode(0) }
    }

    @discardableResult
    func inTransaction(_ tenant: Tenant, _ statements: [Statement]) async throws -> [Rows] {
        do {
            return try await client.withConnection { lease in
                let batch = Batch([.begin, Topology.enter(tenant)] + statements + [.commit])
                return Array(try await lease.send(batch).dropFirst(2).dropLast())
            }
        } catch let error as PostgresError {
            throw StorageError(error)
        }
    }
}

extension Registry {
    /// What each request of a client made, else changed or tried to change: paths by request id.
    package func subjectsByRequest(of organisation: UUID, by client: UUID) async throws -> [UUID: String] {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: Moment(millisecondsSinceEpoch: 0)),
            [
                Statement(
                    "subjects by request",
                    """
                    SELECT request_id, subject FROM koers.journal WHERE organisation_id = $1 AND client_id = $2 \
                    ORDER BY type LIKE '%.created' DESC, CASE WHEN type LIKE '%.created' THEN sequence ELSE -sequence END
                    """,
                    [.uuid(organisation), .uuid(client)]
                )
            ]
        )
        return try Dictionary(
            results[0].map { (try $0.decode(0, as: UUID.self), try $0.decode(1, as: String.self)) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
