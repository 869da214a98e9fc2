package import Domain

extension Article {
    static let sta03 = Article(
        id: "STA-03",
        title: .init(
            nl: "Voor de start is duidelijk wie mag beslissen over alles waarover het programma beslist.",
            en: "Before the start it is clear who may decide on everything that the programme decides."
        ),
        explanation: .init(
            nl:
                "Voor elke soort besluit van het programma is er een keten van mandaten van kracht, of iemand die namens het"
                + " orgaan zelf handelt. Een mandaat voor één zaak telt hier niet.",
            en:
                "For every kind of decision of the programme there is a chain of mandates in force, or someone who acts for"
                + " the body itself. A mandate for one case does not count here."
        ),
        source: .seed("wie welke bevoegdheid/mandaat heeft"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )

    static let sta07 = Article(
        id: "STA-07",
        title: .init(
            nl: "Een programma begint en eindigt met een besluit.",
            en: "A programme starts and ends with a decision."
        ),
        explanation: .init(
            nl:
                "De stap naar uitvoering rust op een genomen besluit van dit programma om te starten, die naar afbouw op een"
                + " besluit om te beëindigen. Wie na heroverweging verdergaat, noemt opnieuw een besluit; het eerste telt nog"
                + " zolang het geldt.",
            en:
                "The step to execution rests on a taken decision of this programme to start it, the one to wind-down on a"
                + " decision to end it. Whoever goes on after reconsideration names one again; the first still counts for as"
                + " long as it holds."
        ),
        source: .seed("wie welke bevoegdheid/mandaat heeft"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )
}

extension ProgrammeStepFacts {
    /// Who may decide with the lowest ceiling, for each kind of decision of the programme.
    fileprivate func lowestDeciders(by authority: AuthorityFacts) -> [(DecisionKind, Authority.Decider?)] {
        programme.decisionKinds.map { kind in
            (kind, Authority(.init(kind: kind, programmeID: programme.id), authority).deciders.first)
        }
    }

    /// The kinds of decision of the programme that nobody may take; none where that was not asked.
    package var kindsWithoutDecider: [DecisionKind] {
        authority.map { lowestDeciders(by: $0).filter { $0.1 == nil }.map(\.0) } ?? []
    }
}

extension Rule<ProgrammeStepFacts> {
    static let someoneMayDecideEveryKind = Rule(.sta03) { facts in
        guard let authority = facts.authority else {
            return .notApplicable(
                .init(nl: "Deze stap vraagt niet wie mag beslissen.", en: "This step does not ask who may decide.")
            )
        }
        let deciders = facts.lowestDeciders(by: authority)
        let orphaned = facts.kindsWithoutDecider
        guard orphaned.isEmpty else {
            let kinds = orphaned.map(\.title)
            return .breached(
                .init(
                    nl: "Niemand mag nu beslissen over: \(kinds.listed(in: .dutch)).",
                    en: "Nobody may decide now on: \(kinds.listed(in: .english))."
                ),
                remedy: orphaned.map(\.remedyOfNoDecider).asOneText,
                subjects: [.init(facts.programme)]
            )
        }
        let lowest = deciders.compactMap { kind, decider in
            decider.map {
                LocalizedText(nl: "\(kind.title.nl) kan \($0.title.nl)", en: "\(kind.title.en): \($0.title.en)")
            }
        }
        return .met(
            .init(
                nl: "\(lowest.listed(in: .dutch).capitalisedFirst).",
                en: "\(lowest.listed(in: .english).capitalisedFirst)."
            )
        )
    }

    static let startIsDecided = Rule(.sta07) { facts in
        .ground(.startProgramme, among: facts.decisions, of: facts.programme.id, on: facts.support.today)
    }

    static let endIsDecided = Rule(.sta07) { facts in
        .ground(.endProgramme, among: facts.decisions, of: facts.programme.id, on: facts.support.today)
    }
}

extension DecisionKind {
    /// How someone comes to decide on it: under a mandate where the law lets it be mandated, or for the body itself.
    fileprivate var remedyOfNoDecider: LocalizedText {
        let mandating = bodies.filter { MandateKind.mandate.mayCarry(self, of: $0) }
        let actor = LocalizedText(
            nl: "de functioneel beheerder legt vast wie namens \(bodies[0].title.nl) handelt",
            en: "the administrator records who acts for \(bodies[0].title.en)"
        )
        guard let body = mandating.first else {
            return .init(
                nl: "Voor \(title.nl) bestaat geen mandaat: \(actor.nl).",
                en: "There is no mandate for \(title.en): \(actor.en)."
            )
        }
        return .init(
            nl: "Vraag \(body.title.nl) om een mandaat voor \(title.nl), of \(actor.nl).",
            en: "Ask \(body.title.en) for a mandate for \(title.en), or \(actor.en)."
        )
    }
}
