import ArgumentParser
import Foundation

struct TokenCreate: AdministrationCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a token. It is shown once.",
        discussion: """
            A scope opens a door: course, authority, finance, people, partners or journal, each with :read or :write; \
            and organisation:admin. The rulebook decides what the person may do inside.

            EXAMPLES
              koers-server token create --organisation Lindemeer --scopes course:read,finance:read --expires 30d
              koers-server token create --organisation Lindemeer --person "J. Jansen" --scopes course:write --json
            """
    )

    @OptionGroup var shared: AdministrationFlags

    @Option(help: ArgumentHelp("The organisation it belongs to.", valueName: "name|id"))
    var organisation: String

    @Option(help: ArgumentHelp("The person who acts by it; without one it decides nothing.", valueName: "name|id"))
    var person: String?

    @Option(help: ArgumentHelp("What it opens, separated by commas.", valueName: "a,b"))
    var scopes: String

    @Option(
        help: ArgumentHelp("When it ends: a number of h, d or w, such as 30d. Without it, never.", valueName: "time")
    )
    var expires: Lifetime?

    private var scopeNames: [String] {
        scopes.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    func validate() throws {
        guard !scopeNames.isEmpty else { throw ValidationError("--scopes: name at least one scope.") }
    }

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        let created = try await database.createToken(
            organisation: organisation,
            person: person,
            scopes: scopeNames,
            expiry: expires.map { Date(timeIntervalSinceNow: $0.seconds) }
        )
        try output.write(
            created,
            text: "Created token \(created.id). Keep it now, it is not shown again:\n\(created.token)"
        )
    }
}

/// How long a token lives: `12h`, `30d`, `4w`.
struct Lifetime: ExpressibleByArgument, Equatable {
    let seconds: Double

    init?(argument: String) {
        let units: [Character: Double] = ["h": 3600, "d": 86400, "w": 604800]
        guard
            let unit = argument.last.flatMap({ units[$0] }),
            let count = UInt16(argument.dropLast()), count > 0
        else { return nil }
        seconds = Double(count) * unit
    }
}
