import Domain
import Governance

/// What the story of a programme says beside the texts of the programme itself.
struct StoryWords {
    let language: Language

    private func text(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en).in(language) }

    private var tree: GoalTreeWords { GoalTreeWords(language: language) }

    var why: String { text("Waarom", "Why") }
    var vision: String { text("De beoogde nieuwe werkelijkheid", "The intended reality") }
    var noVision: String { text("Er is nog geen vastgestelde visie.", "There is no adopted vision yet.") }
    var goals: String {
        text("Wat we willen bereiken en hoe we dat meten", "What we want to reach and how we measure it")
    }
    var noMainGoal: String { tree.noMainGoal + "." }
    var efforts: String { text("Wat we ervoor doen, per beleidsveld", "What we do for it, by policy field") }
    var noEfforts: String {
        text("Er is nog geen inspanning die aan een doel bijdraagt.", "No effort contributes to a goal yet.")
    }
    var noPolicyField: String { text("Zonder beleidsveld", "Without a policy field") }
    var carriers: String { text("Wie het draagt", "Who carries it") }
    var noSponsors: String { text("Er zijn nog geen opdrachtgevers.", "There are no sponsors yet.") }
    var noStakeholders: String {
        text("Er zijn nog geen belanghebbenden vastgelegd.", "No stakeholders were recorded yet.")
    }
    var stakeholderHead: [String] {
        [text("belanghebbende", "stakeholder"), text("categorie", "category"), text("standpunt", "stance")]
    }
    var open: String { text("Wat nog open staat", "What is still open") }
    var inTheTree: String { text("In de doelenboom", "In the goal tree") }
    var nothingOpen: String { text("Er staat niets open.", "Nothing is open.") }

    /// `Fase: uitvoering · 1 januari 2026 – 31 december 2029`
    func standing(_ portrait: ProgrammePortrait, _ phase: Phase) -> String {
        let dates = [portrait.startDate, portrait.endDate].map { $0.map(tree.date) ?? "…" }
        let phase = text("Fase: ", "Phase: ") + phase.title.in(language)
        return dates == ["…", "…"] ? phase : "\(phase) · \(dates[0]) – \(dates[1])"
    }

    func commission(_ commission: String) -> String { text("De opdracht: ", "The commission: ") + commission }

    func mainGoal(_ goal: String) -> String { text("Hoofddoel: ", "Main goal: ") + goal }

    func goal(_ goal: String) -> String { text("Doel: ", "Goal: ") + goal }

    /// `Ernstig eenzame inwoners: 13 → 12,4 → 10 % van de inwoners (gemeten 30 juni 2026; streefdatum …; 20% van de weg)`
    func course(_ indicator: GoalTreeDocument.Indicator) -> String {
        let way = indicator.progress.map { text("; \($0)% van de weg", "; \($0)% of the way") } ?? ""
        return "\(indicator.name): \(tree.course(indicator)) (\(tree.moments(indicator))\(way))"
    }

    func missing(_ code: String) -> String { tree.missing(code) }

    func effort(_ effort: GoalTreeDocument.Effort, team: String?, _ goals: [String]) -> String {
        let about = [kind(effort.kind), status(effort.status), influence(effort.influence), team].compactMap(\.self)
        return "\(effort.name) (\(about.joined(separator: ", "))) – "
            + text("draagt bij aan ", "contributes to ") + goals.joined(separator: "; ")
    }

    func withoutGoal(_ effort: String) -> String {
        text("\(effort): dient nog geen doel", "\(effort): serves no goal yet")
    }

    func politicalSponsor(_ name: String) -> String {
        text("Bestuurlijk opdrachtgever: ", "Political sponsor: ") + name
    }

    func officialSponsor(_ name: String) -> String { text("Ambtelijk opdrachtgever: ", "Official sponsor: ") + name }

    func stakeholder(_ stakeholder: StakeholderFacts) -> [String] {
        let stance = stakeholder.latest?.stance.title.in(language) ?? text("nog geen", "none yet")
        return [stakeholder.name, stakeholder.category.title.in(language), stance]
    }

    func support(_ number: Int, _ support: SupportFacts) -> String {
        switch support.programme.supportStatus {
        case .eroded:
            let until = support.programme.supportDeadlineDate?.title.in(language) ?? "…"
            return text(
                "Visie \(number) is vastgesteld; het draagvlak is verwaterd en moet uiterlijk op \(until) terug zijn.",
                "Vision \(number) is adopted; its support is eroded and must be back by \(until)."
            )
        case .carried, .none:
            let required = support.stakeholders.count { $0.required && $0.endedAt == nil }
            return text(
                "Visie \(number) is vastgesteld en wordt gedragen door alle \(required) verplichte belanghebbenden.",
                "Vision \(number) is adopted and carried by all \(required) required stakeholders."
            )
        }
    }

    func neededFor(_ phase: Phase) -> String {
        text("Nodig voor de stap naar \(phase.title.nl)", "Needed for the step to \(phase.title.en)")
    }

    /// The reason, and under it what would make the step possible.
    func finding(_ finding: Finding) -> [(depth: Int, text: String)] {
        let reason = (0, "\(finding.article.id): \(finding.reason.in(language))")
        return [reason] + (finding.remedy.map { [(1, $0.in(language))] } ?? [])
    }

    private func kind(_ kind: String) -> String {
        switch kind {
        case "project": text("project", "project")
        case "activity": text("activiteit", "activity")
        case "statutory_task": text("wettelijke taak", "statutory task")
        case "local_scheme": text("lokale regeling", "local scheme")
        default: kind
        }
    }

    private func status(_ status: String) -> String {
        switch status {
        case "proposed": text("voorgesteld", "proposed")
        case "active": text("loopt", "active")
        case "completed": text("afgerond", "completed")
        default: status
        }
    }

    private func influence(_ influence: String) -> String {
        switch influence {
        case "own": text("eigen invloed", "in our own hands")
        case "shared": text("gedeelde invloed", "shared influence")
        case "none": text("buiten onze invloed", "outside our influence")
        default: influence
        }
    }
}
