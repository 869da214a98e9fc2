import Foundation
import Postgres

/// What to send and what to answer, as `scripts/bench/floor.py` writes it.
struct Plan: Decodable, Sendable {
    /// One statement as koers-server sends it. U+0001 in a parameter stands for what the request draws; null is NULL.
    struct Prepared: Decodable, Sendable {
        let sql: String
        let parameters: [String?]
    }

    let port: Int
    let database: String
    /// The settings of each session.
    let session: [String: String]
    /// None for a server that asks no database.
    let statements: [Prepared]
    let sharesSync: Bool
    /// Where in the target stands what the request draws, and how many bytes it has.
    let offset: Int
    let length: Int
    /// The status line and the fields of the response, but for its length.
    let head: String
    /// nil for one that is made of the rows.
    let body: String?
    /// Whether the rows are answered as JSON, or as they came.
    let isJSON: Bool
    /// How many of the rows and of their columns a response of the rows shows.
    let rows: Int
    let columns: Int
}

/// Makes the batch of a request; what is the same for all of them is made once.
struct BatchMaker: Sendable {
    /// A statement, and of each parameter what stands around what is drawn; one that is always the same is one piece.
    private struct Template: Sendable {
        let statement: Statement
        let pieces: [[String]?]
        let varies: Bool
    }

    private let templates: [Template]
    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
        templates = plan.statements.enumerated().map { index, prepared in
            let pieces = prepared.parameters.map { $0?.components(separatedBy: "\u{1}") }
            return Template(
                statement: Statement("floor \(index)", prepared.sql, prepared.parameters.map { .inferred($0) }),
                pieces: pieces,
                varies: pieces.contains { $0.map { $0.count > 1 } ?? false }
            )
        }
    }

    func batch(for target: String) -> Batch {
        let drawn = String(decoding: target.utf8.dropFirst(plan.offset).prefix(plan.length), as: UTF8.self)
        let statements = templates.map { template in
            guard template.varies else { return template.statement }
            return template.statement.with(template.pieces.map { .inferred($0?.joined(separator: drawn)) })
        }
        return Batch(statements, sharesSync: plan.sharesSync)
    }
}
