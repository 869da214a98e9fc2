import ArgumentParser
import Contract

/// The names that the server knows, offered where people may type one.
///
/// Someone is waiting with a finger on Tab: without credentials, or when the server is slow, there are none.
struct KnownNames {
    private let resource: any Resource.Type
    private let line: CommandLineSoFar

    init(_ resource: any Resource.Type, on line: CommandLineSoFar) {
        self.resource = resource
        self.line = line
    }

    func candidates() async -> [Candidate] {
        var quiet = Console.current
        quiet.warn = { _ in }
        quiet.noteWidth = nil
        return await Console.$current.withValue(quiet) { (try? await asked()) ?? [] }
    }

    private static let patience = Duration.seconds(2)

    private func asked() async throws -> [Candidate] {
        let options = ["--profile", "--language"].flatMap { name in line.given[name].map { [name, $0] } ?? [] }
        var session = try Session(try CommonOptions.parse(options))
        session.client.timeout = Self.patience
        var location = JSON.Object()
        for outer in resource.lineage.dropLast() {
            let word = line.given.first { $0.key == outer.option }?.value ?? line.positionals.first
            if let word {
                location[outer.parameter] = .string(try await outer.id(of: word, within: location, session))
            } else if resource.topPath == nil {
                return []
            }
        }
        let list = try Catalogue.current.endpoint("GET", resource.path(within: location))
        location["limit"] = 100
        let page = try session.json(try await session.client.send(try list.request(location)))
        return (page["results"]?.array ?? []).compactMap(candidate)
    }

    private func candidate(_ row: JSON) -> Candidate? {
        let label = row["name"]?.string ?? row["statement"]?.string ?? ""
        switch resource.handle {
        case .none: return row["id"]?.string.map { Candidate(word: $0) }
        case .name(let member): return row[member]?.string.map { Candidate(word: $0) }
        case .key(let member):
            let key = row[member].flatMap(Details.inline)
            return key.map { Candidate(word: $0, explanation: String(label.prefix(60))) }
        }
    }
}
