import Foundation

/// The texts of a programme that its story begins with.
struct ProgrammePortrait: Decodable {
    let code: String
    let name: String
    let description: String?
    let startDate: String?
    let endDate: String?
    let commission: String?
    let governance: String?
    let challenge: Challenge
    let vision: Vision?
    let politicalSponsor: String?
    let officialSponsor: String?
    let teams: [String: Team]

    struct Challenge: Decodable {
        let name: String
        let description: String?
    }

    struct Vision: Decodable {
        let number: Int
        let statement: String
        let intendedReality: String
    }

    struct Team: Decodable {
        let name: String
        let policyField: String
    }
}
