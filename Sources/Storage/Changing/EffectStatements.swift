import Domain
import Foundation
import Postgres

/// Turns effects into SQL: the rows themselves, their external ids and their search words.
struct EffectStatements {
    let catalogue: Catalogue
    let tenant: Tenant

    /// - Parameter run: One effect, or several of `[Effect].runs`, which become one row each by the same statements.
    func statements(_ run: [Effect]) -> [Statement] {
        guard run.count == 1 else { return [insert(run)] + externalIDs(run) + searchWords(run) }
        let effect = run[0]
        let row =
            switch effect.kind {
            case .insert: insert(effect)
            case .update:
                update(effect, "version = version + 1, updated_at = greatest(updated_at, $3)", moment)
            case .passDeadline: update(effect, "deadlines_passed = deadlines_passed + 1")
            }
        return [row] + parts(effect) + hours(effect) + externalIDs(run) + searchWords(run)
    }

    private func insert(_ effect: Effect) -> Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        let id = effect.resource.isSingleton ? nil : parameters.add(.uuid(effect.id))
        let moment = parameters.add(moment)
        let columns = columns(effect)
        let places = columns.map { parameters.add(parameter($0.value, $0.type)) }
        let names = ["organisation_id"] + (id.map { _ in ["id"] } ?? []) + ["created_at", "updated_at"]
        let values = ["$1"] + (id.map { [$0] } ?? []) + [moment, moment]
        return Statement(
            "create \(effect.resource.name)",
            """
            INSERT INTO \(effect.resource.table) (\((names + columns.map(\.name)).joined(separator: ", "))) \
            VALUES (\((values + places).joined(separator: ", ")))
            """,
            parameters.values
        )
    }

    /// The rows as JSON, which PostgreSQL reads as the types of their columns.
    private func insert(_ run: [Effect]) -> Statement {
        let resource = run[0].resource
        let own = ["id"] + columns(run[0]).map(\.name)
        let rows = run.map { effect in
            Value.object([Member("id", .id(effect.id))] + columns(effect).map { Member($0.name, $0.value) })
        }
        return Statement(
            "create \(resource.name)s",
            """
            INSERT INTO \(resource.table) (organisation_id, created_at, updated_at, \(own.joined(separator: ", "))) \
            SELECT $1, $2, $2, \(own.map { "r.\($0)" }.joined(separator: ", ")) \
            FROM json_populate_recordset(NULL::\(resource.table), $3) AS r
            """,
            [.uuid(tenant.organisationID), moment, .json(Value.array(rows).json)]
        )
    }

    private func update(_ effect: Effect, _ kept: String, _ values: PostgresValue...) -> Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        let id = parameters.add(.uuid(effect.id))
        for value in values { _ = parameters.add(value) }
        let changes = columns(effect).map { ", \($0.name) = \(parameters.add(parameter($0.value, $0.type)))" }
        return Statement(
            "update \(effect.resource.name)",
            "UPDATE \(effect.resource.table) SET \(kept)\(changes.joined()) WHERE organisation_id = $1 AND id = \(id)",
            parameters.values
        )
    }

    private var moment: PostgresValue { .timestamptz(PostgresTimestamp(tenant.moment)) }

    private func columns(_ effect: Effect) -> [(name: String, value: Value, type: PostgresType)] {
        effect.members.flatMap { member -> [(name: String, value: Value, type: PostgresType)] in
            if effect.resource.flattened.contains(member.name) {
                return (member.value.members ?? []).map { (Resource.column($0.name), $0.value, .int8) }
            }
            let type = catalogue.column(member.name, of: effect.resource)?.type ?? .text
            return [(Resource.column(member.name), member.value, type)]
        }
    }

    /// A value in text form; PostgreSQL reads it as the type of its column.
    private func parameter(_ value: Value, _ type: PostgresType) -> PostgresValue {
        switch (value, type) {
        case (.null, _): .inferred(nil)
        case (_, .json): .inferred(value.json)
        case (.array(let elements), _): .inferred(ArrayLiteral.text(elements.compactMap(\.string)))
        case (.string(let text), _): .inferred(text)
        default: .inferred(value.json)
        }
    }

    /// The elements that a table of their own keeps, taken from the row that was just written.
    private func parts(_ effect: Effect) -> [Statement] {
        let resource = effect.resource
        guard let parts = resource.parts, let elements = effect.members[parts.member]?.elements else { return [] }
        let forget = Statement(
            "forget \(parts.name)s",
            "DELETE FROM \(parts.table) WHERE organisation_id = $1 AND \(resource.name)_id = $2",
            [.uuid(tenant.organisationID), .uuid(effect.id)]
        )
        let place = resource.ancestors.map(Resource.column)
        let own = parts.members.map { Resource.column($0.name) }
        let values = parts.members.map { "(p.part ->> '\($0.name)')::\($0.type)" }
        let keep = Statement(
            "keep \(parts.name)s",
            """
            INSERT INTO \(parts.table) (\((["organisation_id", "\(resource.name)_id"] + place + own).joined(separator: ", "))) \
            SELECT $1, \((["r.id"] + place.map { "r.\($0)" } + values).joined(separator: ", ")) FROM \(resource.table) r \
            CROSS JOIN LATERAL json_array_elements(r.\(Resource.column(parts.member))) AS p (part) \
            WHERE r.organisation_id = $1 AND r.id = $2
            """,
            [.uuid(tenant.organisationID), .uuid(effect.id)]
        )
        return (effect.kind == .update ? [forget] : []) + (elements.isEmpty ? [] : [keep])
    }

    private func externalIDs(_ run: [Effect]) -> [Statement] {
        let given = run.filter { $0.members["externalIds"]?.members != nil }
        let ids = given.flatMap { effect in
            (effect.members["externalIds"]?.members ?? []).map { (id: effect.id, system: $0.name, value: $0.value) }
        }
        let keep = Statement(
            "keep external ids",
            """
            INSERT INTO koers.external_id (organisation_id, type, id, system, value) \
            SELECT $1, $2, id, system, value \
            FROM unnest($3::uuid[], $4::text[], $5::text[]) AS given (id, system, value)
            """,
            [
                .uuid(tenant.organisationID), .text(run[0].resource.name), .uuidArray(ids.map(\.id)),
                .textArray(ids.map(\.system)), .textArray(ids.compactMap(\.value.string)),
            ]
        )
        return given.flatMap { forget("external id", of: $0) } + (ids.isEmpty ? [] : [keep])
    }

    private func searchWords(_ run: [Effect]) -> [Statement] {
        let given = run.filter { $0.searchWords != nil }
        let words = given.flatMap { effect in (effect.searchWords ?? []).map { (id: effect.id, word: $0) } }
        let keep = Statement(
            "keep search words",
            """
            INSERT INTO koers.search_word (organisation_id, type, id, word) \
            SELECT $1, $2, id, word FROM unnest($3::uuid[], $4::text[]) AS given (id, word)
            """,
            [
                .uuid(tenant.organisationID), .text(run[0].resource.name), .uuidArray(words.map(\.id)),
                .textArray(words.map(\.word)),
            ]
        )
        return given.flatMap { forget("search word", of: $0) } + (words.isEmpty ? [] : [keep])
    }

    /// What was kept of a resource that is no new one.
    private func forget(_ kept: String, of effect: Effect) -> [Statement] {
        guard !effect.isCreation else { return [] }
        let table = "koers." + kept.replacing(" ", with: "_")
        return [
            Statement(
                "forget \(kept)s",
                "DELETE FROM \(table) WHERE organisation_id = $1 AND type = $2 AND id = $3",
                [.uuid(tenant.organisationID), .text(effect.resource.name), .uuid(effect.id)]
            )
        ]
    }
}
