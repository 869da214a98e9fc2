import Foundation

/// The partner matrix as `GET …/partner-matrix` shows it, read for drawing.
struct PartnerMatrixDocument: Decodable {
    let onDate: String
    let partners: [Partner]

    struct Partner: Decodable {
        let partnerName: String
        let provision: String
        let form: String
        let status: String
        let quadrant: String?
        let position: Position?
        let track: [Point]
        let direction: Direction?
        let amountCents: Int64
        let committedCents: Int64
        let realisedCents: Int64

        /// What is at stake: what was agreed, or what was promised and spent where that is more. They are not added up: a
        /// commitment usually carries an agreement out.
        var stakeCents: Int64 { max(amountCents, committedCents + realisedCents) }
    }

    struct Position: Decodable {
        let influence: Double
        let dependence: Double
    }

    struct Point: Decodable {
        let assessedDate: String
        let influence: Double
        let dependence: Double
    }

    struct Direction: Decodable {
        let vertical: String
        let horizontal: String
        let reassess: Bool
    }

    /// - Throws: `DecodingError` when the bytes are no partner matrix.
    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json))
    }
}
