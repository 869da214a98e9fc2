extension Words {
    func engaged(cents: Int64, subject: String, id: String) -> String {
        let amount = Euros(cents: cents).text
        return choose("Verplicht: \(amount) voor \(subject) (\(id)).", "Committed: \(amount) for \(subject) (\(id)).")
    }

    func line(_ line: BudgetLineFound, waits: Bool) -> String {
        let amount = Euros(cents: line.cents).text
        return waits
            ? choose(
                "Op \(line.name): \(amount), onder voorbehoud van de begroting.",
                "On \(line.name): \(amount), subject to the budget."
            )
            : choose("Op \(line.name): \(amount).", "On \(line.name): \(amount).")
    }

    func stillFree(cents: Int64) -> String {
        let amount = Euros(cents: cents).text
        return choose("Daar is nog \(amount) vrij.", "There \(amount) is still free.")
    }

    func noBudgetLine(_ name: String) -> String {
        choose("Er is geen budgetregel \(name) in dit programma.", "There is no budget line \(name) in this programme.")
    }
}
