import ArgumentParser
import Contract
import Foundation

/// `koers partners assess ontmoeting --programme ITMDM-26`: asks a team the questions that place a partner, and records
/// the answers as a position.
struct PartnerAssessCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "assess",
                abstract: "Place a partner with your team: a dialogue that ends in a position.",
                usage:
                    "koers partners assess \(PartnerRelations.identifier) --programme <\(Programmes.placeholder)> [options]",
                discussion: helpText([
                    Partners.exampleText("assess"),
                    """
                    It asks how much the partner influences your goals now, whether there is
                    an alternative if it falls away, what would happen then, and why. An
                    answer that does not fit is asked again; the end of input stops without
                    recording anything. Answers may also come from a file, one a line.
                    """,
                    FieldHelp.rendered(fields, title: "FIELDS"),
                ])
            )
        }
    }

    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ChangeOptions.flags + CommonOptions.flags
        )
        let show = try Catalogue.current.endpoint("GET", PartnerRelations.itemPath)
        let create = try Catalogue.current.endpoint("POST", Positions.path)
        let session = try Session(common)
        let location = try await PartnerRelations.locate(
            arguments.positionals,
            on: show,
            values: arguments.values,
            session: session
        )
        var expanded = location
        expanded["expand"] = .array([.string("partner")])
        let relation = try session.json(try await session.client.send(try show.request(expanded)))
        let name = [relation["_expand"]?["partner"]?["name"]?.string, relation["provision"]?.string]
            .compactMap(\.self).map(TerminalText.line).joined(separator: ": ")
        Console.current.warn(session.words.assessing(name) + "\n")
        let position = try Dialogue(words: session.words).position()
        let request = try create.request(location, body: position).asCommand(change)
        let reply = try await session.client.send(request)
        guard !change.dryRun, session.printer.format == .table else { return try session.show(reply, of: request) }
        let made = try session.json(reply)
        Console.current.warn(
            session.words.assessed(
                influence: made["influence"]?.integer ?? 0,
                dependence: made["dependence"]?.integer ?? 0
            ) + "\n"
        )
    }

    static var named: (any Resource.Type)? { PartnerRelations.self }

    static var fields: [Field] { PartnerRelations.outerFields(Catalogue.current["GET", PartnerRelations.itemPath]) }
}

/// The questions that place a partner, asked until each has an answer that fits.
struct Dialogue {
    let words: Words

    /// - Throws: a usage failure when the input ends before the last answer.
    func position() throws -> JSON {
        let influence = try number(words.askInfluence)
        let dependence = try number(words.askDependence)
        let alternative = try text(words.askAlternative)
        let rationale = try text(words.askRationale)
        return [
            "influence": .number(NumberText(influence)), "dependence": .number(NumberText(dependence)),
            "alternativeIfLost": .string(alternative), "rationale": .string(rationale),
        ]
    }

    private func number(_ question: String) throws -> Int64 {
        while true {
            let answer = try asked(question)
            if let number = Int64(answer), 0...100 ~= number { return number }
            Console.current.warn(words.needsNumber + "\n")
        }
    }

    private func text(_ question: String) throws -> String {
        while true {
            let answer = try asked(question)
            if !answer.isEmpty { return answer }
            Console.current.warn(words.needsAnswer + "\n")
        }
    }

    private func asked(_ question: String) throws -> String {
        Console.current.warn(question)
        guard let line = try Console.current.readAnswer() else {
            throw Failure.usage("\n" + words.stopped + "\n")
        }
        return line.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
