package import Domain

/// A challenge beside the organisation's own threshold of predictability.
package struct MethodFacts: Hashable, Sendable {
    package var challenge: ChallengeFacts
    /// From this predictability (0–100) on, routine fits (organisation setting).
    package var predictabilityThreshold: Int64

    package init(challenge: ChallengeFacts, predictabilityThreshold: Int64) {
        self.challenge = challenge
        self.predictabilityThreshold = predictabilityThreshold
    }

    /// The method that fits.
    package var advice: Method {
        Method.advised(for: challenge, predictabilityThreshold: predictabilityThreshold)
    }
}

/// A challenge before and after a change.
package struct ChallengeChangeFacts: Hashable, Sendable {
    package var before: ChallengeFacts
    package var after: MethodFacts
    /// The programmes of this challenge that have left exploration.
    package var programmesUnderWay: [ProgrammeFacts]

    package init(before: ChallengeFacts, after: MethodFacts, programmesUnderWay: [ProgrammeFacts]) {
        self.before = before
        self.after = after
        self.programmesUnderWay = programmesUnderWay
    }
}

extension Rule<MethodFacts> {
    static let challengeIsFitForProgramme = Rule(.mth01) { facts in
        let challenge = facts.challenge
        guard challenge.lacksForProgramme.isEmpty else {
            let lacks = challenge.lacksForProgramme
            let advice = facts.advice.title
            return .breached(
                .init(
                    nl: "Aan de opgave ontbreekt nog: \(lacks.listed(in: .dutch)). De passende aanpak is \(advice.nl).",
                    en: "The challenge still lacks \(lacks.listed(in: .english)). The method that fits is \(advice.en)."
                ),
                remedy: .init(
                    nl: "Kies de aanpak \(advice.nl), of leg met de opdrachtgevers vast wat ontbreekt en pas de opgave"
                        + " aan.",
                    en: "Choose the method \(advice.en), or settle with the sponsors what is lacking and change the"
                        + " challenge."
                ),
                subjects: [.init(challenge)]
            )
        }
        return .met(
            .init(
                nl: "De opgave heeft een strategisch doel, structurele inspanning en \(challenge.steeringParties)"
                    + " sturende partijen.",
                en: "The challenge has a strategic goal, structural effort and \(challenge.steeringParties) steering"
                    + " parties."
            ),
            subjects: [.init(challenge)]
        )
    }

    static let deviationIsMotivated = Rule(.mth02) { facts in
        guard let chosen = facts.challenge.chosenMethod else {
            return .notApplicable(.init(nl: "Er is nog geen aanpak gekozen.", en: "No method has been chosen yet."))
        }
        let advice = facts.advice
        guard chosen != advice else {
            return .met(
                .init(
                    nl: "De gekozen aanpak is de geadviseerde: \(advice.title.nl).",
                    en: "The chosen method is the advised one: \(advice.title.en)."
                )
            )
        }
        guard facts.challenge.motivation.isFilled else {
            return .breached(
                .init(
                    nl: "De gekozen aanpak is \(chosen.title.nl), het advies is \(advice.title.nl), en een motivering"
                        + " ontbreekt.",
                    en: "The chosen method is \(chosen.title.en), the advice is \(advice.title.en), and a motivation is"
                        + " missing."
                ),
                remedy: .init(
                    nl: "Vul een motivering in (motivation), of kies de aanpak \(advice.title.nl).",
                    en: "Fill in a motivation, or choose the method \(advice.title.en)."
                ),
                subjects: [.init(facts.challenge)]
            )
        }
        return .met(
            .init(
                nl: "De keuze voor \(chosen.title.nl) in plaats van \(advice.title.nl) is gemotiveerd.",
                en: "The choice of \(chosen.title.en) instead of \(advice.title.en) is motivated."
            )
        )
    }
}

extension Rule<ChallengeChangeFacts> {
    static let factsFreezeWithProgramme = Rule(.mth01) { facts in
        guard facts.before.method != facts.after.challenge.method else {
            return .notApplicable(
                .init(
                    nl: "De feiten van de opgave veranderen niet.",
                    en: "The facts of the challenge do not change."
                )
            )
        }
        guard !facts.programmesUnderWay.isEmpty else {
            return .met(
                .init(
                    nl: "Geen programma van deze opgave is voorbij de verkenning.",
                    en: "No programme of this challenge has left exploration."
                )
            )
        }
        let programmes = facts.programmesUnderWay.map(\.nameAndPhase)
        let isOne = programmes.count == 1
        return .breached(
            .init(
                nl: "De feiten liggen vast: \(isOne ? "programma" : "de programma's")"
                    + " \(programmes.listed(in: .dutch)) \(isOne ? "rust" : "rusten") erop.",
                en: "The facts are frozen: \(isOne ? "programme" : "the programmes")"
                    + " \(programmes.listed(in: .english)) \(isOne ? "rests" : "rest") on them."
            ),
            remedy: .init(
                nl: "Leg een nieuwe opgave vast met de gewijzigde feiten; naam en beschrijving van deze kunt u wel"
                    + " wijzigen.",
                en: "Record a new challenge with the changed facts; the name and description of this one can still be"
                    + " changed."
            ),
            subjects: facts.programmesUnderWay.map { .init($0) }
        )
    }

    static let deviationStaysMotivated = Rule(.mth02) { facts in
        Rule<MethodFacts>.deviationIsMotivated.verdict(facts.after)
    }
}

extension ProgrammeFacts {
    /// "Wonen dat werkt (opbouw)"
    fileprivate var nameAndPhase: LocalizedText {
        .init(nl: "\(name) (\(phase.title.nl))", en: "\(name) (\(phase.title.en))")
    }
}

extension ChallengeFacts {
    /// The facts that the method rests on, and that freeze.
    fileprivate var method: [Int64] {
        [predictability, strategicGoalSet ? 1 : 0, structuralEffort ? 1 : 0, steeringParties]
    }

    /// What a programme needs and this challenge does not have.
    var lacksForProgramme: [LocalizedText] {
        var lacks: [LocalizedText] = []
        if !strategicGoalSet {
            lacks.append(.init(nl: "een vooraf gesteld strategisch doel", en: "a strategic goal set beforehand"))
        }
        if !structuralEffort {
            lacks.append(.init(nl: "structurele inspanning", en: "structural effort"))
        }
        if steeringParties < 2 {
            lacks.append(
                steeringParties == 1
                    ? .init(nl: "een tweede sturende partij", en: "a second steering party")
                    : .init(nl: "twee sturende partijen", en: "two steering parties")
            )
        }
        return lacks
    }
}
