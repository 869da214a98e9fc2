import ArgumentParser

/// Societal problems, before anyone chose how to work on them.
enum Challenges: Resource {
    static let command = "challenges"
    static let singular = "challenge"
    static let dutch = "opgave"
    static let handle = Handle.name("name")
    static let abstract = "Societal problems, and the method that fits them."
    static let columns = ["name", "chosenMethod", "id"]
    static let examples = [
        "challenges list --search parkeer",
        "challenges create --file opgave.json",
        "challenges show 'Iedereen telt mee'",
        "challenges update parkeer --steering-parties 2",
        "challenges advice parkeer",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ActionCommand<MethodAdvice>.self]
    }
}

/// Which way of working fits the facts of a challenge.
enum MethodAdvice: Action {
    typealias Owner = Challenges
    static let command = "advice"
    static let abstract = "Which method fits this challenge, and why."
    static let method = "GET"
    static let suffix = "/method-advice"
}
