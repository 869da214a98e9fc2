import Domain
import Foundation
import Storage
import Testing

@Suite struct `An API key` {
    private static let key = APIKey(organisationID: UUID(), at: Installation.moment)

    @Test func `round trips through its token`() throws {
        for _ in 0..<100 {
            let key = APIKey(organisationID: UUID(), at: Installation.moment)
            #expect(APIKey(token: key.token) == key)
            #expect(key.token.wholeMatch(of: /koers_[a-z2-7]{52}_[a-z2-7]{52}/) != nil)
        }
    }

    @Test func `is not read from a token that was cut, changed in form or made up`() {
        let token = Self.key.token
        for length in 0..<token.count { #expect(APIKey(token: String(token.prefix(length))) == nil, "\(length)") }
        for wrong in [
            token + "a", token + "_", " " + token, token.uppercased(), token.replacing("koers", with: "other"),
            token.replacing("_", with: "-"), token + "\0", "koers__", "koers_é_é", token.dropLast() + "1",
        ] {
            #expect(APIKey(token: String(wrong)) == nil, "\(wrong)")
        }
    }

    @Test func `opens what was stored, until it expires or is revoked`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let key = APIKey(organisationID: organisation, at: Installation.moment)
            let expiry = Installation.moment.advanced(byMilliseconds: 1000)
            try await installation.registry.store(
                key,
                personID: nil,
                scopes: ["course:read", "journal:read"],
                expiresAt: expiry,
                at: Installation.moment
            )
            let reader = installation.store.reader
            let known = try #require(APIKey(token: key.token))
            #expect(
                try await reader.credentials(known, at: Installation.moment)
                    == Credentials(
                        organisationID: organisation,
                        clientID: key.id,
                        personID: nil,
                        scopes: ["course:read", "journal:read"],
                        expiresAt: expiry
                    )
            )
            #expect(try await reader.credentials(known, at: expiry.advanced(byMilliseconds: -1)) != nil)
            #expect(try await reader.credentials(known, at: expiry) == nil)
            #expect(try await installation.registry.revoke(key.id, of: organisation, at: Installation.moment))
            #expect(try await reader.credentials(known, at: Installation.moment) == nil)
            #expect(try await !installation.registry.revoke(key.id, of: organisation, at: Installation.moment))
        }
    }

    @Test func `opens nothing with another secret, another id or another organisation`() async throws {
        try await Installation.with { installation in
            let (a, b) = (try await installation.organisation("A"), try await installation.organisation("B"))
            let key = APIKey(organisationID: a, at: Installation.moment)
            let other = APIKey(organisationID: b, at: Installation.moment)
            for known in [key, other] {
                try await installation.registry.store(
                    known,
                    personID: nil,
                    scopes: [],
                    expiresAt: nil,
                    at: Installation.moment
                )
            }
            let reader = installation.store.reader
            let parts = key.token.split(separator: "_")
            let others = other.token.split(separator: "_")
            let unknown = APIKey(organisationID: a, at: Installation.moment).token.split(separator: "_")
            // The first 26 letters of an id hold the organisation, but for two bits.
            let mixed = others[1].prefix(25) + parts[1].dropFirst(25)
            for token in [
                "koers_\(parts[1])_\(others[2])", "koers_\(others[1])_\(parts[2])", "koers_\(unknown[1])_\(parts[2])",
                "koers_\(mixed)_\(parts[2])",
            ] {
                let forged = try #require(APIKey(token: token))
                #expect(try await reader.credentials(forged, at: Installation.moment) == nil, "\(token)")
            }
            #expect(try await reader.credentials(key, at: Installation.moment)?.organisationID == a)
            #expect(try await !installation.superuser("SELECT secret_hash FROM koers.api_key").contains(parts[2]))
        }
    }
}
