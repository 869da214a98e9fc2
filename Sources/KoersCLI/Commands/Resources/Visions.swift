import ArgumentParser
import Contract

/// How society looks when the main goal of a programme is reality: texts with a number, of which one is adopted.
enum Visions: Resource {
    static let command = "visions"
    static let singular = "vision"
    static let dutch = "visie"
    static let abstract = "The visions of a programme, from draft to adopted."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["number", "status", "statement", "adoptedAt", "id"]
    static let handle = Handle.key("number")
    static let examples = [
        "visions list ITMDM-26",
        "visions show --programme ITMDM-26",
        "visions show 1 --programme ITMDM-26 -o json",
        "visions create --programme WDW-26 --file visie.json",
        "visions update 1 --programme WDW-26 --statement 'Iedereen woont goed.'",
        "visions transition 1 --programme WDW-26 --to seeking_support",
        "visions transition 1 --programme WDW-26 --to adopted --dry-run",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<VisionTransition>.self]
    }

    static let standard: Standard? = Standard(
        description: "Without it the adopted one, else the latest that seeks support, else the latest."
    ) { visions in
        let latestFirst = visions.sorted { ($0["number"]?.integer ?? 0) > ($1["number"]?.integer ?? 0) }
        return latestFirst.first { $0["status"] == "adopted" }
            ?? latestFirst.first { $0["status"] == "seeking_support" } ?? latestFirst.first
    }
}

/// The step to seeking support, to adoption, or back to a new draft.
enum VisionTransition: Action {
    typealias Owner = Visions
    static let command = "transition"
    static let abstract = "Seek support for a vision, adopt it, or go back to a new draft."
    static let method = "POST"
    static let suffix = "/transitions"
}
