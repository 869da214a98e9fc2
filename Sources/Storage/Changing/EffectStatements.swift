import Domain
import Foundation
import Postgres

/// Turns an effect into SQL: the row itself, its external ids and its search words.
struct EffectStatements {
    let catalogue: Catalogue
    let tenant: Tenant

    func statements(_ effect: Effect) -> [Statement] {
        let row =
            switch effect.kind {
            case .insert: insert(effect)
            case .update:
                update(effect, "version = version + 1, updated_at = greatest(updated_at, $3)", moment)
            case .passDeadline: update(effect, "deadlines_passed = deadlines_passed + 1")
            }
        return [row] + parts(effect) + externalIDs(effect) + searchWords(effect)
    }

    private func insert(_ effect: Effect) -> Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        let id = effect.resource.isSingleton ? nil : parameters.add(.uuid(effect.id))
        let moment = parameters.add(moment)
        let columns = columns(effect)
        let places = columns.map { parameters.add($0.value) }
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

    private func update(_ effect: Effect, _ kept: String, _ values: PostgresValue...) -> Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        let id = parameters.add(.uuid(effect.id))
        for value in values { _ = parameters.add(value) }
        let changes = columns(effect).map { ", \($0.name) = \(parameters.add($0.value))" }
        return Statement(
            "update \(effect.resource.name)",
            "UPDATE \(effect.resource.table) SET \(kept)\(changes.joined()) WHERE organisation_id = $1 AND id = \(id)",
            parameters.values
        )
    }

    private var moment: PostgresValue { .timestamptz(PostgresTimestamp(tenant.moment)) }

    private func columns(_ effect: Effect) -> [(name: String, value: PostgresValue)] {
        effect.members.flatMap { member -> [(name: String, value: PostgresValue)] in
            if effect.resource.flattened.contains(member.name) {
                return (member.value.members ?? []).map { (Resource.column($0.name), parameter($0.value, .int8)) }
            }
            let type = catalogue.column(member.name, of: effect.resource)?.type ?? .text
            return [(Resource.column(member.name), parameter(member.value, type))]
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
        let values = parts.members.map {
            $0.reference == nil ? "p.part ->> '\($0.name)'" : "(p.part ->> '\($0.name)')::uuid"
        }
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

    private func externalIDs(_ effect: Effect) -> [Statement] {
        guard let ids = effect.members["externalIds"]?.members else { return [] }
        let forget = Statement(
            "forget external ids",
            "DELETE FROM koers.external_id WHERE organisation_id = $1 AND type = $2 AND id = $3",
            key(effect)
        )
        let keep = Statement(
            "keep external ids",
            """
            INSERT INTO koers.external_id (organisation_id, type, id, system, value) \
            SELECT $1, $2, $3, system, value FROM unnest($4::text[], $5::text[]) AS given (system, value)
            """,
            key(effect) + [.textArray(ids.map(\.name)), .textArray(ids.compactMap(\.value.string))]
        )
        return (effect.kind == .update ? [forget] : []) + (ids.isEmpty ? [] : [keep])
    }

    private func searchWords(_ effect: Effect) -> [Statement] {
        guard let words = effect.searchWords else { return [] }
        let forget = Statement(
            "forget search words",
            "DELETE FROM koers.search_word WHERE organisation_id = $1 AND type = $2 AND id = $3",
            key(effect)
        )
        let keep = Statement(
            "keep search words",
            """
            INSERT INTO koers.search_word (organisation_id, type, id, word) \
            SELECT $1, $2, $3, word FROM unnest($4::text[]) AS given (word)
            """,
            key(effect) + [.textArray(words)]
        )
        return (effect.kind == .update ? [forget] : []) + (words.isEmpty ? [] : [keep])
    }

    private func key(_ effect: Effect) -> [PostgresValue] {
        [.uuid(tenant.organisationID), .text(effect.resource.name), .uuid(effect.id)]
    }
}
