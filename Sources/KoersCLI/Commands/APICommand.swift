import ArgumentParser
import Contract
import Foundation

/// `koers api`: every operation of the contract by its name.
struct APICommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "api",
            abstract: "Call any operation of the API by its name.",
            usage: "koers api OPERATION key=value … [options]\nkoers api --list [OPERATION]",
            discussion: """
                key=value gives a parameter of path, query or header, or a member of the
                body, read as the contract types it; key:=json gives any JSON.

                Examples:
                  koers api --list
                  koers api --list createProgramme
                  koers api listProgrammes phase=execution limit=5
                  koers api createTeam name=Welzijn externalIds:='{"afas": "12"}'
                  koers api updateTeam teamId=ID If-Match='"3"' --body @team.json
                """
        )
    }

    @Flag(help: "List the operations, or what one of them takes.")
    var list = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The body: JSON, or @ and a file (@- is standard input).", valueName: "json|@file")
    )
    var body: String?

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("The operation and its values.", valueName: "operation key=value"))
    var words: [String] = []

    func run() async throws {
        if list { return try showList() }
        guard let name = words.first else { throw Failure.usage("Which operation? See: koers api --list\n") }
        let endpoint = try operation(named: name)
        let arguments = try Assignments(words.dropFirst(), of: endpoint)
        let options = BodyOptions(body)
        let members = try options.body(arguments.members)
        let session = try Session(common)
        let isEmpty = members.isEmpty && body == nil
        var request = try endpoint.request(arguments.parameters, body: isEmpty ? nil : .object(members))
        let named = Set(request.headers.map { $0.name.lowercased() })
        if ["POST", "PATCH"].contains(endpoint.method), !named.contains("idempotency-key") {
            request.idempotencyKey = UUID().uuidString.lowercased()
        }
        try await session.show(request)
    }

    private func operation(named name: String) throws(Failure) -> Endpoint {
        if let endpoint = Catalogue.current[id: name] { return endpoint }
        let near = Suggestion.nearest(to: name, among: Catalogue.current.endpoints.map(\.id))
        let guess = near.map { "did you mean \($0)?" } ?? "see: koers api --list"
        throw .usage("There is no operation \(TerminalText.line(name)); \(guess)\n")
    }

    private func showList() throws {
        if let name = words.first {
            return try Console.current.write(EndpointHelp.rendered(try operation(named: name)))
        }
        let rows: [JSON] = Catalogue.current.endpoints.map { endpoint in
            [
                "operation": .string(endpoint.id),
                "method": .string(endpoint.method),
                "path": .string(endpoint.path),
                "summary": .string(endpoint.summary),
            ]
        }
        try common.output.printer(common.session.words).rows(
            rows,
            columns: ["operation", "method", "path", "summary"],
            json: JSON.array(rows).bytes
        )
    }
}

extension BodyOptions {
    /// `--body` of `koers api`: JSON, or `@` and the name of a file.
    fileprivate init(_ body: String?) {
        self.init()
        json = body.flatMap { $0.hasPrefix("@") ? nil : $0 }
        file = body.flatMap { $0.hasPrefix("@") ? String($0.dropFirst()) : nil }
    }
}
