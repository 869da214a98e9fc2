import Contract
import Domain
import Foundation
import Testing

@Suite("The role of a sponsor makes its holder the sponsor of the programme", .koers)
struct SponsorRoleTests {
    private static let members = ["political_sponsor": "politicalSponsorId", "official_sponsor": "officialSponsorId"]

    @Test("From the day it is active until it ends, in the same step", arguments: members.keys.sorted())
    func holder(kind: String) async throws {
        let client = try Koers.current.client
        let member = try #require(Self.members[kind])
        let programme = try await client.makeProgramme()
        let role = try await client.makeRole(kind, of: programme)
        let person = try client.person
        let path = try await client.assess(person, for: role, of: programme, ["hoursPerWeek": 0])
        #expect(try await client.programme(programme)[member] == .null)
        try await client.take(path, to: "active").expect(200)
        let sponsored = try await client.programme(programme)
        #expect(sponsored[member] == .string(person.text) && sponsored["version"] == 2)
        try await client.take(path, to: "ended").expect(200)
        let bereft = try await client.programme(programme)
        #expect(bereft[member] == .null && bereft["version"] == 3)
        let types = try await client.journal("&programmeId=\(programme.text)").suffix(4).map { $0["type"] }
        #expect(types == ["assignment.active", "programme.updated", "assignment.ended", "programme.updated"])
    }

    @Test("Ending leaves a sponsor that is another person by now", arguments: members.keys.sorted())
    func another(kind: String) async throws {
        let client = try Koers.current.client
        let member = try #require(Self.members[kind])
        let programme = try await client.makeProgramme()
        let role = try await client.makeRole(kind, of: programme)
        let path = try await client.assess(try client.person, for: role, of: programme, ["hoursPerWeek": 0])
        try await client.take(path, to: "active").expect(200)
        let successor = try await client.makePerson()
        let named = try await client.patch("/v1/programmes/\(programme.text)", [(member): .string(successor.text)])
        named.expect(200)
        try await client.take(path, to: "ended").expect(200)
        #expect(try await client.programme(programme).bytes == named.bytes)
    }

    @Test("Only the sitting political sponsor hands over, or an administrator (VIS-04)")
    func authority() async throws {
        let koers = try Koers.current
        let administrator = koers.client
        let employee = koers.client(Municipality.everyScope.subtracting(["organisation:admin"]))
        let sponsor = try administrator.person
        let programme = try await administrator.makeProgramme([
            "politicalSponsorId": .string(koers.home.sponsor?.text ?? "")
        ])
        let role = try await administrator.makeRole("political_sponsor", of: programme)
        let path = try await administrator.assess(sponsor, for: role, of: programme, ["hoursPerWeek": 0])
        let before = try await administrator.programme(programme)
        let refused = try await employee.take(path, to: "active").expect(403, "no-authority")
        #expect(refused.blockers == ["VIS-04"])
        #expect(try await administrator.programme(programme).bytes == before.bytes)
        #expect(try await administrator.get(path)["status"] == "assessed")
        let tried = try await employee.take(path, to: "active", query: "?dryRun=true").expect(200)
        #expect(tried["allowed"] == false)
        let told = try await administrator.journal("&type=assignment.refused&subject=\(encoded(path))")
        #expect(told.count == 1 && told[0]["programmeId"] == .string(programme.text))
        try await koers.sponsor.take(path, to: "active").expect(200)
        #expect(try await administrator.programme(programme)["politicalSponsorId"] == .string(sponsor.text))
        let bystander = try await administrator.makePerson()
        let other = koers.caller(try await koers.makeToken(of: bystander, without: "organisation:admin"))
        #expect(try await other.take(path, to: "ended").expect(403).blockers == ["VIS-04"])
        try await employee.take(path, to: "ended").expect(200)
        #expect(try await administrator.programme(programme)["politicalSponsorId"] == .null)
    }

    @Test("Of four who would become the official sponsor at once, one does")
    func turns() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let role = try await client.makeRole("official_sponsor", of: programme)
        var paths: [String] = []
        for _ in 0..<4 {
            paths.append(
                try await client.assess(try await client.makePerson(), for: role, of: programme, ["hoursPerWeek": 0])
            )
        }
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for path in paths { group.addTask { try await client.take(path, to: "active") } }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.status == 200 } == 1)
        let holder = answers.first { $0.status == 200 }?["personId"]
        #expect(try await client.programme(programme)["officialSponsorId"] == holder)
        #expect(try await client.programme(programme)["version"] == 2)
    }
}
