import Domain
import Foundation
import Services
import Storage

extension KoersDatabase {
    func createOrganisation(name: String, oin: String) async throws -> OrganisationCreated {
        guard !name.allSatisfy(\.isWhitespace) else { throw CommandFailure(.usage, "--name: give a name.") }
        guard oin.wholeMatch(of: /[0-9]{20}/) != nil else {
            throw CommandFailure(.usage, "--oin: an OIN has 20 digits.")
        }
        let now = Installation.now()
        let id = UUID.version7(at: now)
        do {
            try await registry().registry.register(
                id: id,
                name: name,
                oin: oin,
                at: now,
                by: Provenance(
                    actorID: nil,
                    clientID: nil,
                    operationID: "organisation create",
                    requestID: .version7(at: now)
                )
            )
        } catch StorageError.conflict(let member) {
            throw CommandFailure(.outcome, "An organisation with this \(member) is registered already.")
        }
        return OrganisationCreated(id: id.lowercased, name: name, oin: oin)
    }

    func createToken(
        organisation: String,
        person: String?,
        scopes: [String],
        expiry: Date?
    ) async throws -> TokenCreated {
        let unknown = scopes.filter { !Scope.all.contains($0) }
        guard unknown.isEmpty else {
            throw CommandFailure(
                .usage,
                "--scopes: there is no \(unknown.joined(separator: ", ")). There are \(Scope.all.joined(separator: ", "))."
            )
        }
        let registry = try await registry().registry
        let now = Installation.now()
        let found = try await self.organisation(organisation, registry)
        let personID: UUID? =
            if let person { try await self.person(person, of: found, registry) } else { nil }
        let key = APIKey(organisationID: found.id, at: now)
        try await registry.store(
            key,
            personID: personID,
            scopes: scopes,
            expiresAt: expiry.map { Moment($0) },
            at: now
        )
        return TokenCreated(id: key.id.lowercased, token: key.token)
    }

    func tokens(organisation: String?) async throws -> [TokenListed] {
        let registry = try await registry().registry
        let now = Installation.now()
        var listed: [TokenListed] = []
        for found in try await organisations(organisation, registry) {
            listed += try await registry.keys(of: found.id, at: now).map { key in
                TokenListed(
                    id: key.id.lowercased,
                    organisation: found.name,
                    person: key.personID?.lowercased,
                    scopes: key.scopes,
                    createdAt: key.createdAt.rfc3339,
                    expiresAt: key.expiresAt?.rfc3339,
                    revokedAt: key.revokedAt?.rfc3339
                )
            }
        }
        return listed
    }

    func revokeToken(id: String) async throws -> Bool {
        guard let id = UUID(uuidString: id) else { throw CommandFailure(.usage, "A token's id is a UUID.") }
        let registry = try await registry().registry
        for found in try await registry.organisations()
        where try await registry.revoke(id, of: found.id, at: Installation.now()) { return true }
        return false
    }

    func verifyJournal() async throws -> [JournalVerified] {
        let registry = try await registry().registry
        var verified: [JournalVerified] = []
        for found in try await registry.organisations() {
            let verification = try await registry.verifyJournal(of: found.id, at: Installation.now())
            verified.append(
                JournalVerified(
                    organisation: found.name,
                    entries: Int(verification.entries),
                    firstBroken: verification.firstBreach.map { Int($0.sequence) },
                    reason: verification.firstBreach?.kind.rawValue
                )
            )
        }
        return verified
    }

    func verifyLedger() async throws -> [LedgerVerified] {
        let registry = try await registry().registry
        var verified: [LedgerVerified] = []
        for found in try await registry.organisations() {
            let verification = try await registry.verifyLedger(of: found.id, at: Installation.now())
            verified.append(
                LedgerVerified(
                    organisation: found.name,
                    lines: Int(verification.lines),
                    entries: Int(verification.entries),
                    differences: verification.differences.map { difference in
                        .init(
                            budgetLine: difference.budgetLineID.lowercased,
                            total: difference.total,
                            saysCents: difference.saysCents,
                            sumCents: difference.sumCents,
                            source: difference.source.rawValue
                        )
                    }
                )
            )
        }
        return verified
    }

    private func organisations(_ name: String?, _ registry: Registry) async throws -> [Registry.Organisation] {
        guard let name else { return try await registry.organisations() }
        return [try await organisation(name, registry)]
    }

    private func organisation(_ name: String, _ registry: Registry) async throws -> Registry.Organisation {
        let all = try await registry.organisations()
        guard
            let found = all.first(where: { $0.name == name || $0.oin == name || $0.id.lowercased == name.lowercased() })
        else {
            let known = all.isEmpty ? "none yet" : all.map(\.name).joined(separator: ", ")
            throw CommandFailure(.outcome, "There is no organisation \(name). Registered: \(known).")
        }
        return found
    }

    private func person(_ name: String, of organisation: Registry.Organisation, _ registry: Registry) async throws
        -> UUID
    {
        let found = try await registry.persons(called: name, of: organisation.id, at: Installation.now())
        guard let person = found.first else {
            throw CommandFailure(.outcome, "\(organisation.name) has no person \(name).")
        }
        guard found.count == 1 else {
            throw CommandFailure(.outcome, "\(organisation.name) has \(found.count) persons called \(name): use an id.")
        }
        return person
    }
}
