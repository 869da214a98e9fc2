import ArgumentParser

/// The goal tree of a programme, one goal at a time.
enum Goals: Resource {
    static let command = "goals"
    static let singular = "goal"
    static let dutch = "doel"
    static let abstract = "The goals of a programme: the main goal, effects and what lies under them."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["kind", "text", "parent", "policyField", "endedAt", "id"]
    static let handle = Handle.name("text")
    static let references: Set = ["parentId", "mainGoalId", "goalIds"]
    static let examples = [
        "goals list ITMDM-26 --no-ended --kind effect",
        "goals list ITMDM-26 --parent 'kansrijk en veilig'",
        "goals show 'betekenisvol contact' --programme ITMDM-26",
        "goals create --programme WDW-26 --kind main_goal \\\n    --text 'Wonen dat werkt'",
        "goals create --programme WDW-26 --kind effect --parent Wonen \\\n"
            + "    --text 'Starters vinden een thuis'",
        "goals update starters --programme WDW-26 --parent Wonen",
        "goals split lijn --programme ITMDM-26 --file delen.json",
        "goals merge 'naar groep 3' --programme ITMDM-26 \\\n"
            + "    --goals 'voortgezet onderwijs' --motivation 'Eén aanpak'",
        "goals import doelen.csv --programme WDW-26 --dry-run",
        "goals tree ITMDM-26",
        "goals tree ITMDM-26 --as svg",
        "goals tree ITMDM-26 --as-of 2026-06-01T00:00:00Z -o json",
        "goals end 'naar groep 3' --programme ITMDM-26 --motivation Bereikt",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [
            ChangingActionCommand<GoalSplit>.self, ChangingActionCommand<GoalMerge>.self,
            ChangingActionCommand<GoalEnding>.self, ActionCommand<GoalTree>.self, ImportCommand<GoalsImported>.self,
        ]
    }
}

/// Two or more goals in the place of one.
enum GoalSplit: Action {
    typealias Owner = Goals
    static let command = "split"
    static let abstract = "Put two or more goals in the place of one."
    static let method = "POST"
    static let suffix = "/split"
}

/// One goal in the place of several.
enum GoalMerge: Action {
    typealias Owner = Goals
    static let command = "merge"
    static let abstract = "Merge other goals into this one; all that hangs on them comes along."
    static let method = "POST"
    static let suffix = "/merge"
}

/// The end of a goal on which nothing hangs any more.
enum GoalEnding: Action {
    typealias Owner = Goals
    static let command = "end"
    static let abstract = "End a goal on which nothing hangs any more."
    static let method = "POST"
    static let suffix = "/ending"
}
