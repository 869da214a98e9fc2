import Contract
import Testing

@testable import KoersCLI

@Suite("Who may decide shows in a terminal")
struct AuthorityTests {
    private func mandate(_ changes: [String: JSON]) throws -> String {
        try Examples.answer("getMandate", changing: changes)
    }

    @Test("mandates hang under each other below their body, each with its mark")
    func tree() async throws {
        let (first, second) = ("019a9631-3a80-7c75-8cd4-48aea71e2d9e", "019aa07d-f280-76fd-9989-d22b27955238")
        let director: JSON = ["mandataryPerson": ["displayName": "Directeur"]]
        let page = Examples.page([
            try mandate([
                "id": .string(first), "code": "M1", "parentId": .null, "body": "college", "status": "in_force",
                "ceilingCents": 25_000_000, "powers": ["grant_subsidy"], "fromDate": "2026-01-01", "untilDate": .null,
                "_expand": director, "case": .null, "kind": "mandate",
            ]),
            try mandate([
                "id": .string(second), "code": "M2", "parentId": .string(first), "body": "college", "status": "revoked",
                "ceilingCents": .null, "powers": ["grant_subsidy", "other"], "fromDate": "2026-01-01",
                "untilDate": "2026-12-31", "_expand": director, "case": "Buurtkamers", "kind": "mandate",
            ]),
        ])
        try await StubServer.run([.reply(200, body: page)]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("mandates", "tree")
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(
                result.output.hasPrefix(
                    """
                    the college
                    ✓ M1 → Directeur · grant subsidies · up to € 250.000,00 · from 2026-01-01
                      └ ✗ M2 → Directeur · grant subsidies, other decisions · “Buurtkamers” · 2026-01-01 to 2026-12-31

                    """
                ),
                "\(result.output)"
            )
        }
        try await StubServer.run([.reply(200, body: Examples.page([]))]) { server in
            let user = CommandLineUser(url: server.url)
            #expect(await user.run("mandates", "tree").output == "There are no mandates.\n")
        }
    }

    @Test("may: yes or no, why, and who may; the exit code says it too", arguments: [true, false])
    func may(allowed: Bool) async throws {
        let answer = try Examples.answer(
            "getAuthorityCheck",
            changing: [
                "allowed": .bool(allowed),
                "mayDecide": [
                    [
                        "personId": .string(Examples.programmeID), "name": "Directeur", "body": "college",
                        "mandateIds": [], "ceilingCents": 10_000_000,
                    ]
                ],
            ]
        )
        try await StubServer.run([.reply(200, body: answer)]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("may", "--kind", "grant_subsidy", "--amount", "62.000,00")
            #expect(result.outcome == (allowed ? .done : .refused))
            #expect(result.output.hasPrefix(allowed ? "Yes, that is allowed." : "No, that is not allowed."))
            #expect(result.output.contains("Directeur  the college   € 100.000,00"), "\(result.output)")
            #expect(server.asked[0].target.contains("amountCents=6200000"))
        }
        let user = CommandLineUser(url: "http://127.0.0.1:1")
        #expect(await user.run("may", "iets").outcome == .usage)
        #expect(await user.run("may").notes.contains("--kind"))
    }
}
