import Domain
import Foundation
import Postgres
import Storage

/// What PostgreSQL would do for a statement, from the top down.
struct Plan: Equatable, CustomStringConvertible {
    struct Node: Equatable {
        let type: String
        let index: String?
        let relation: String?
    }

    let nodes: [Node]
    let cost: String

    init(json: String) throws {
        guard let top = try Value(json: json).elements?.first?.members?["Plan"]?.members else {
            throw Unexpected(description: json)
        }
        nodes = Self.nodes(top)
        cost = top["Total Cost"]?.json ?? ""
    }

    /// Whether both read the same in the same way; a page that is the last may put its few rows in order itself.
    static func == (left: Plan, right: Plan) -> Bool { left.scans == right.scans }

    private var scans: [Node] { nodes.filter { !$0.type.hasSuffix("Sort") } }

    /// The tables that are read from one end to the other.
    var scannedTables: [String] { nodes.filter { $0.type == "Seq Scan" }.compactMap(\.relation) }

    /// Whether all rows are put in order before the first is shown. An incremental sort only orders what is equal.
    var sorts: Bool { nodes.contains { $0.type == "Sort" } }

    var description: String {
        nodes.map { [$0.type, $0.index ?? $0.relation].compactMap(\.self).joined(separator: " ") }
            .joined(separator: " < ") + " (\(cost))"
    }

    private static func nodes(_ plan: Members) -> [Node] {
        let node = Node(
            type: plan["Node Type"]?.string ?? "",
            index: plan["Index Name"]?.string,
            relation: plan["Relation Name"]?.string
        )
        return [node] + (plan["Plans"]?.elements ?? []).flatMap { nodes($0.members ?? []) }
    }
}

/// Which of the two ways PostgreSQL plans a prepared statement.
enum Planning: String, CaseIterable {
    /// For these very values.
    case custom = "force_custom_plan"
    /// For any values, as after the fifth execution on one connection.
    case generic = "force_generic_plan"
}

extension Installation {
    /// The plan of a statement of a page, as the app role inside the tenant gets it.
    func plan(_ statement: Statement, _ planning: Planning, in organisation: UUID) async throws -> Plan {
        let values = statement.parameters.dropFirst().map { value in
            value.bytes.map { bytes in
                guard value.type == .uuid else {
                    return "'" + String(decoding: bytes, as: UTF8.self).replacing("'", with: "''") + "'"
                }
                return "encode('\\x\(bytes.map { String(format: "%02x", $0) }.joined())'::bytea, 'hex')::uuid"
            } ?? "NULL"
        }
        let arguments = (["'\(organisation.lowercased)'"] + values).joined(separator: ", ")
        let results = try await app.withConnection { lease in
            try await lease.send(
                Batch([
                    .begin, Statement("enter", "SELECT koers.enter('\(organisation)', '2026-10-08T09:30:00Z')"),
                    Statement("planning", "SET LOCAL plan_cache_mode = \(planning.rawValue)"),
                    Statement("prepare", "PREPARE probe AS \(statement.sql)"),
                    Statement("explain", "EXPLAIN (FORMAT JSON) EXECUTE probe(\(arguments))"),
                    Statement("forget", "DEALLOCATE probe"), .rollback,
                ])
            )
        }
        return try Plan(json: try results[4][0].decode(0, as: PostgresJSON.self).text)
    }
}
