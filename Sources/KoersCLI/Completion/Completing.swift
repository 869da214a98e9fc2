import ArgumentParser
import Contract

/// Finds what may come next on a command line.
struct Completing {
    /// The word that is being typed, perhaps empty.
    let current: String
    let line: CommandLineSoFar

    /// - Parameter words: the words after `koers`, the last of which is being typed.
    init(_ words: [String]) {
        var before = words.dropLast()
        current = Self.unquoted(words.last == "=" ? "" : words.last ?? "")
        while before.last == "=" { before.removeLast() }
        line = CommandLineSoFar(before)
    }

    /// A quote that is still open is the shell's, not the word's.
    private static func unquoted(_ word: String) -> String {
        word.hasPrefix("'") || word.hasPrefix("\"") ? String(word.dropFirst()) : word
    }

    func completion() async -> Completion {
        if let option = line.pending { return await values(of: option, typed: current, before: "") }
        if current.hasPrefix("--"), let equals = current.firstIndex(of: "=") {
            let typed = String(current[current.index(after: equals)...])
            return await values(of: String(current[..<equals]), typed: typed, before: String(current[...equals]))
        }
        if current.hasPrefix("-") { return .words(matching(options)) }
        return .words(matching(subcommands + (await positionals)))
    }

    // MARK: Words that begin with a dash

    private var options: [Candidate] {
        let fields = line.fields.filter { field in !line.given.keys.contains { field.answers(to: $0) } }
        let contract = fields.flatMap { field -> [Candidate] in
            let one = Candidate(word: field.flag, explanation: Self.sentence(field.description))
            guard field.kind == .boolean else { return [one] }
            return [one, Candidate(word: "--no-" + field.flag.dropFirst(2), explanation: one.explanation)]
        }
        let fixed = line.options.filter { option in !option.names.contains { line.given[$0] != nil } }
        return contract
            + fixed.compactMap { option in
                option.names.first.map { Candidate(word: $0, explanation: Self.sentence(option.explanation)) }
            }
    }

    // MARK: Words by themselves

    private var subcommands: [Candidate] {
        guard line.positionals.isEmpty else { return [] }
        var candidates: [Candidate] = []
        for command in line.command.configuration.subcommands {
            let configuration = command.configuration
            guard configuration.shouldDisplay, let name = configuration.commandName else { continue }
            candidates.append(Candidate(word: name, explanation: Self.sentence(configuration.abstract)))
        }
        return candidates
    }

    private var positionals: [Candidate] {
        get async {
            if line.command == APICommand.self { return operationsOrKeys }
            guard line.positionals.isEmpty else { return [] }
            if let resource = (line.command as? any Completable.Type)?.named { return await names(of: resource) }
            return FixedOption.positionals(of: line.command).map { Candidate(word: $0) }
        }
    }

    private var operationsOrKeys: [Candidate] {
        guard let name = line.positionals.first else {
            return Catalogue.current.endpoints.map { Candidate(word: $0.id, explanation: $0.summary) }
        }
        guard let endpoint = Catalogue.current[id: name], line.given["--list"] == nil else { return [] }
        let fields = endpoint.parameters.map(\.field) + endpoint.body
        return fields.map { Candidate(word: $0.name + "=", explanation: Self.sentence($0.description)) }
    }

    // MARK: Values of options

    private func values(of option: String, typed: String, before: String) async -> Completion {
        if option == "--file" { return .files }
        var before = before
        var typed = typed
        var candidates = await candidates(for: option)
        if takesSeveral(option), let comma = typed.lastIndex(of: ",") {
            before += typed[...comma]
            typed = String(typed[typed.index(after: comma)...])
            let chosen = before.split(whereSeparator: { $0 == "," || $0 == "=" }).map(String.init)
            candidates.removeAll { chosen.contains($0.word) }
        }
        return .words(
            matching(candidates, typed: typed).map { Candidate(word: before + $0.word, explanation: $0.explanation) }
        )
    }

    private func candidates(for option: String) async -> [Candidate] {
        if let members = (line.command as? any Completable.Type)?.members[option] {
            return members.map { Candidate(word: $0) }
        }
        if option == "--profile" || option == "--use" { return profiles }
        if let fixed = line.option(option) { return fixed.values.map { Candidate(word: $0) } }
        guard let field = line.field(option) else { return [] }
        if let resource = field.reference { return await names(of: resource) }
        return (field.kind == .boolean ? ["true", "false"] : field.allowed).map { Candidate(word: $0) }
    }

    private func takesSeveral(_ option: String) -> Bool {
        if option == "--sort" { return true }
        if case .list = line.field(option)?.kind { return true }
        return false
    }

    private var profiles: [Candidate] {
        let profiles = try? ProfileFile(environment: Console.current.environment).read()
        return profiles?.all.map { Candidate(word: $0.name, explanation: $0.url) } ?? []
    }

    private func names(of resource: any Resource.Type) async -> [Candidate] {
        await KnownNames(resource, on: line).candidates()
    }

    // MARK: What fits

    private func matching(_ candidates: [Candidate]) -> [Candidate] { matching(candidates, typed: current) }

    private func matching(_ candidates: [Candidate], typed: String) -> [Candidate] {
        candidates.filter { $0.word.lowercased().hasPrefix(typed.lowercased()) }
    }

    /// The first sentence, which is as much as fits beside a word.
    private static func sentence(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.firstRange(of: ". ").map { String(line[..<$0.lowerBound]) + "." } ?? line
    }
}
