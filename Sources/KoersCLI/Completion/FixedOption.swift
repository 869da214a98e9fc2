import ArgumentParser
import Contract

/// An option that a command declares itself, as the argument parser describes it.
struct FixedOption: Hashable {
    /// With their dashes, the long one first.
    var names: [String]
    var takesValue: Bool
    var values: [String]
    var explanation: String

    /// The options of a command, hidden ones excepted; where there are subcommands, those that all of them share.
    static func all(of command: any ParsableCommand.Type) -> [FixedOption] {
        let isGroup = !command.configuration.subcommands.isEmpty
        return declared(by: isGroup ? CommonOptions.self : command).compactMap { argument in
            let names = (argument["names"]?.array ?? []).compactMap { name in
                name["name"]?.string.map { (name["kind"] == "short" ? "-" : "--") + $0 }
            }
            guard !names.isEmpty, argument["shouldDisplay"] != false else { return nil }
            return FixedOption(
                names: names.sorted { $0.count > $1.count },
                takesValue: argument["kind"] == "option",
                values: values(of: argument),
                explanation: argument["abstract"]?.string ?? ""
            )
        }
    }

    /// The words that the command takes by themselves, where it takes certain ones only.
    static func positionals(of command: any ParsableCommand.Type) -> [String] {
        guard command.configuration.subcommands.isEmpty else { return [] }
        return declared(by: command).filter { $0["kind"] == "positional" }.flatMap(values)
    }

    private static func declared(by command: any ParsableArguments.Type) -> [JSON] {
        let description = try? JSON(parsing: command._dumpHelp())
        return description?["command"]?["arguments"]?.array ?? []
    }

    private static func values(of argument: JSON) -> [String] {
        (argument["allValues"]?.array ?? []).compactMap(\.string)
    }
}
