import Domain
import Foundation
import Services
import Storage

extension KoersDatabase {
    func loadDemo() async throws -> DemoAnnounced {
        let (registry, _) = try await registry()
        let store = try await appStore()
        let holders = try await Demo(registry, store).load()
        let file = URL(filePath: fileDirectory).appending(path: "demo-tokens.json")
        let kept = (try? JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))) ?? [:]
        var tokens: [(function: String, token: String)] = []
        for holder in holders {
            tokens.append((holder.function, try await token(for: holder, kept: kept[holder.function], registry, store)))
        }
        try Self.write(tokens, to: file)
        return DemoAnnounced(tokens: tokens, tokenFile: file.path)
    }

    /// The token that was written before, as long as it opens the same; else a new one.
    private func token(
        for holder: Demo.Holder,
        kept: String?,
        _ registry: Registry,
        _ store: Store
    ) async throws -> String {
        let now = Installation.now()
        if let kept, let key = APIKey(token: kept),
            let credentials = try await store.reader.credentials(key, at: now),
            credentials.personID == holder.personID, credentials.scopes == Set(holder.scopes)
        {
            return kept
        }
        let key = APIKey(organisationID: Demo.organisationID, at: now)
        try await registry.store(key, personID: holder.personID, scopes: holder.scopes, expiresAt: nil, at: now)
        return key.token
    }

    /// Written whole or not at all, and readable by the owner only.
    private static func write(_ tokens: [(function: String, token: String)], to file: URL) throws {
        let members = tokens.map { Member($0.function, .string($0.token)) }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let draft = file.appendingPathExtension("new")
        try? FileManager.default.removeItem(at: draft)
        let content = Data((Value.object(members).json + "\n").utf8)
        guard
            FileManager.default.createFile(
                atPath: draft.path,
                contents: content,
                attributes: [.posixPermissions: 0o600]
            ),
            rename(draft.path, file.path) == 0
        else { throw CommandFailure(.unavailable, "The demo's tokens cannot be written to \(file.path).") }
    }
}
