package import Domain
package import Foundation

/// What someone does with a stakeholder of a programme.
package struct StakeholderActFacts: Hashable, Sendable {
    /// The programme's support, where the vision in question is the one that the act is about, else the adopted one.
    package var support: SupportFacts
    /// The stakeholder before the act; `nil` for a new one.
    package var before: StakeholderFacts?
    /// The stakeholder as the act would leave it.
    package var after: StakeholderFacts
    /// The person of the credentials.
    package var personID: UUID?
    /// Whether the credentials hold `organisation:admin`.
    package var isAdministrator: Bool

    package init(
        support: SupportFacts,
        before: StakeholderFacts?,
        after: StakeholderFacts,
        personID: UUID?,
        isAdministrator: Bool
    ) {
        self.support = support
        self.before = before
        self.after = after
        self.personID = personID
        self.isAdministrator = isAdministrator
    }

    fileprivate var isByPoliticalSponsor: Bool {
        personID != nil && personID == support.programme.politicalSponsorID
    }
}

/// Giving a stance.
extension Rule<StakeholderActFacts> {
    static let givenByRepresentative = Rule(.vis04) { facts in
        let stakeholder = facts.after
        guard facts.personID == stakeholder.representativeID else {
            return .breached(
                facts.personID == nil
                    ? .init(
                        nl: "Deze toegangssleutel hoort bij geen persoon, en dus niet bij de vertegenwoordiger van"
                            + " \(stakeholder.name).",
                        en: "This token belongs to no person, and so not to the representative of \(stakeholder.name)."
                    )
                    : .init(
                        nl: "U bent niet de vertegenwoordiger van \(stakeholder.name).",
                        en: "You are not the representative of \(stakeholder.name)."
                    ),
                remedy: .init(
                    nl:
                        "De vertegenwoordiger geeft het standpunt zelf; is dat inmiddels een ander, dan wijst de bestuurlijk"
                        + " opdrachtgever die eerst aan.",
                    en:
                        "The representative gives the stance; if that is someone else by now, the political sponsor names"
                        + " that person first."
                ),
                subjects: [.init(stakeholder)]
            )
        }
        return .met(
            .init(
                nl: "De vertegenwoordiger van \(stakeholder.name) geeft het standpunt.",
                en: "The representative of \(stakeholder.name) gives the stance."
            ),
            subjects: [.init(stakeholder)]
        )
    }

    static let stakeholderStillCounts = Rule(.vis07) { facts in
        guard let endedAt = facts.after.endedAt else {
            return .met(.init(nl: "De belanghebbende is niet verwijderd.", en: "The stakeholder was not removed."))
        }
        return .breached(
            .init(
                nl:
                    "\(facts.after.name) is op \(endedAt.amsterdamDate.title.nl) verwijderd; eerdere standpunten blijven"
                    + " zichtbaar, een nieuw standpunt telt niet meer.",
                en:
                    "\(facts.after.name) was removed on \(endedAt.amsterdamDate.title.en); earlier stances stay visible, a"
                    + " new one no longer counts."
            ),
            remedy: .recordAnew,
            subjects: [.init(facts.after)]
        )
    }

    static let visionTakesStances = Rule(.vis09) { facts in
        guard let vision = facts.support.vision, vision.status.takesStances else {
            let status = facts.support.vision?.status.title ?? VisionStatus.draft.title
            return .breached(
                .init(
                    nl: "De visie is \(status.nl); standpunten zijn er alleen over een tekst die is voorgelegd of"
                        + " vastgesteld.",
                    en: "The vision is \(status.en); stances are only given on a text that seeks support or is adopted."
                ),
                remedy: facts.support.vision?.status == .superseded
                    ? .init(
                        nl: "Geef het standpunt over de visie die nu is voorgelegd of vastgesteld.",
                        en: "Give the stance on the vision that now seeks support or is adopted."
                    )
                    : .init(
                        nl: "Leg deze visie eerst ter steun voor.",
                        en: "Let this vision seek support first."
                    ),
                subjects: facts.support.vision.map { [.init($0)] } ?? []
            )
        }
        return .met(
            .init(nl: "De visie is \(vision.status.title.nl).", en: "The vision is \(vision.status.title.en)."),
            subjects: [.init(vision)]
        )
    }
}

/// Adding and changing a stakeholder.
extension Rule<StakeholderActFacts> {
    static let categoryIsFrozen = Rule(.vis02) { facts in
        guard let before = facts.before,
            before.category != facts.after.category || before.partnerID != facts.after.partnerID
        else {
            return .notApplicable(
                .init(nl: "Categorie en partner veranderen niet.", en: "Category and partner do not change.")
            )
        }
        guard before.hasGivenStance else {
            return .met(
                .init(nl: "De belanghebbende gaf nog geen standpunt.", en: "The stakeholder gave no stance yet.")
            )
        }
        return .breached(
            .init(
                nl: "\(before.name) gaf al een standpunt; categorie en partner liggen vast.",
                en: "\(before.name) already gave a stance; category and partner are frozen."
            ),
            remedy: .recordAnew,
            subjects: [.init(before)]
        )
    }

    static let representativeIsNamedBySponsor = Rule(.vis04) { facts in
        guard let before = facts.before, before.representativeID != facts.after.representativeID else {
            return .notApplicable(
                .init(nl: "De vertegenwoordiger blijft dezelfde.", en: "The representative stays the same.")
            )
        }
        guard facts.isByPoliticalSponsor || facts.isAdministrator else {
            return .breached(
                .init(
                    nl:
                        "Alleen de zittende bestuurlijk opdrachtgever of een beheerder wijst een andere vertegenwoordiger"
                        + " aan.",
                    en: "Only the sitting political sponsor or an administrator names another representative."
                ),
                remedy: .init(
                    nl: "Vraag het aan de bestuurlijk opdrachtgever van het programma, of aan een beheerder.",
                    en: "Ask the political sponsor of the programme, or an administrator."
                ),
                subjects: [.init(before)]
            )
        }
        return .met(
            .init(
                nl: facts.isByPoliticalSponsor
                    ? "De bestuurlijk opdrachtgever wijst de vertegenwoordiger aan."
                    : "Een beheerder wijst de vertegenwoordiger aan.",
                en: facts.isByPoliticalSponsor
                    ? "The political sponsor names the representative." : "An administrator names the representative."
            )
        )
    }

    static let staysUntilRemoved = Rule(.vis07) { facts in
        guard let before = facts.before else {
            return .notApplicable(.init(nl: "De belanghebbende is nieuw.", en: "The stakeholder is new."))
        }
        guard before.endedAt == nil || before == facts.after else {
            return .breached(
                .init(
                    nl: "\(before.name) is verwijderd en blijft zoals die was.",
                    en: "\(before.name) was removed and stays as it was."
                ),
                remedy: .recordAnew,
                subjects: [.init(before)]
            )
        }
        guard before.removalRequestedByID == nil || before.representativeID == facts.after.representativeID else {
            return .breached(
                .init(
                    nl: "De verwijdering van \(before.name) wacht op bevestiging; tot dan blijft de vertegenwoordiger"
                        + " dezelfde.",
                    en: "The removal of \(before.name) waits for confirmation; until then the representative stays the"
                        + " same."
                ),
                remedy: .init(
                    nl: "Wacht op de bevestiging, of laat de vertegenwoordiger zoals die is.",
                    en: "Wait for the confirmation, or leave the representative as it is."
                ),
                subjects: [.init(before)]
            )
        }
        guard before.required != facts.after.required else {
            return .notApplicable(
                .init(nl: "Of steun verplicht is, verandert niet.", en: "Whether support is required does not change.")
            )
        }
        guard before.required else {
            return .met(
                .init(
                    nl: "De steun van \(before.name) wordt verplicht.",
                    en: "The support of \(before.name) becomes required."
                )
            )
        }
        return .breached(
            .init(
                nl: "\(before.name) blijft een verplichte belanghebbende, tenzij die wordt verwijderd.",
                en: "\(before.name) stays a required stakeholder, unless it is removed."
            ),
            remedy: .init(
                nl:
                    "De bestuurlijk opdrachtgever verwijdert de belanghebbende (removal), en een tweede persoon bevestigt"
                    + " dat.",
                en: "The political sponsor removes the stakeholder (removal), and a second person confirms it."
            ),
            subjects: [.init(before)]
        )
    }

    static let newcomerInheritsNothing = Rule(.vis08) { facts in
        guard facts.after.required, facts.before?.required != true else {
            return .notApplicable(
                .init(nl: "Er komt geen verplichte belanghebbende bij.", en: "No required stakeholder is added.")
            )
        }
        guard facts.support.adopted != nil else {
            return .notApplicable(.noAdoptedVision)
        }
        return .met(
            facts.after.endorses
                ? .init(
                    nl: "\(facts.after.name) steunt de vastgestelde visie al.",
                    en: "\(facts.after.name) already endorses the adopted vision."
                )
                : .init(
                    nl: "\(facts.after.name) erft geen steun: tot die zelf steun geeft, is het draagvlak verwaterd.",
                    en:
                        "\(facts.after.name) inherits no support: until it gives its own endorsement, support is eroded."
                ),
            subjects: facts.before == nil ? [] : [.init(facts.after)]
        )
    }
}

/// Removing a stakeholder.
extension Rule<StakeholderActFacts> {
    static let removedBySponsor = Rule(.vis07) { facts in
        guard facts.after.required else {
            guard facts.personID != nil else {
                return .breached(
                    .init(
                        nl: "Het logboek legt vast wie verwijdert, en deze toegangssleutel hoort bij geen persoon.",
                        en: "It is recorded who removes, and this token belongs to no person."
                    ),
                    remedy: .init(
                        nl: "Gebruik een toegangssleutel die bij een persoon hoort.",
                        en: "Use a token that belongs to a person."
                    ),
                    subjects: [.init(facts.after)]
                )
            }
            return .notApplicable(
                .init(
                    nl: "De steun van \(facts.after.name) is niet verplicht; verwijderen vraagt geen bevestiging.",
                    en: "The support of \(facts.after.name) is not required; removal needs no confirmation."
                )
            )
        }
        guard facts.isByPoliticalSponsor else {
            return .breached(
                .init(
                    nl:
                        "Alleen de bestuurlijk opdrachtgever van het programma verwijdert een verplichte belanghebbende.",
                    en: "Only the political sponsor of the programme removes a required stakeholder."
                ),
                remedy: .init(
                    nl: facts.support.programme.politicalSponsorID == nil
                        ? "Wijs eerst een bestuurlijk opdrachtgever aan; die kan de belanghebbende verwijderen."
                        : "Vraag het aan de bestuurlijk opdrachtgever van het programma.",
                    en: facts.support.programme.politicalSponsorID == nil
                        ? "Name a political sponsor first; that person can remove the stakeholder."
                        : "Ask the political sponsor of the programme."
                ),
                subjects: [.init(facts.after)]
            )
        }
        return .met(
            .init(
                nl: "De bestuurlijk opdrachtgever vraagt om de verwijdering; een tweede persoon moet die bevestigen.",
                en: "The political sponsor asks for the removal; a second person must confirm it."
            ),
            subjects: [.init(facts.after)]
        )
    }

    static let removalIsConfirmedByAnother = Rule(.vis07) { facts in
        let stakeholder = facts.after
        let insiders = [
            stakeholder.removalRequestedByID, facts.support.programme.politicalSponsorID, stakeholder.representativeID,
        ]
        guard let personID = facts.personID, !insiders.contains(personID) else {
            return .breached(
                facts.personID == nil
                    ? .init(
                        nl: "Deze toegangssleutel hoort bij geen persoon; alleen een tweede persoon bevestigt een"
                            + " verwijdering.",
                        en: "This token belongs to no person; only a second person confirms a removal."
                    )
                    : .init(
                        nl:
                            "Wie om de verwijdering vroeg, de bestuurlijk opdrachtgever en de vertegenwoordiger kunnen die"
                            + " niet bevestigen.",
                        en:
                            "Whoever asked for the removal, the political sponsor and the representative cannot confirm it."
                    ),
                remedy: .init(
                    nl: "Vraag de bevestiging aan iemand die bij deze verwijdering geen partij is.",
                    en: "Ask someone who is no party to this removal to confirm it."
                ),
                subjects: [.init(stakeholder)]
            )
        }
        return .met(
            .init(
                nl: "Een tweede persoon bevestigt de verwijdering van \(stakeholder.name).",
                en: "A second person confirms the removal of \(stakeholder.name)."
            ),
            subjects: [.init(stakeholder)]
        )
    }
}

extension LocalizedText {
    fileprivate static let recordAnew = LocalizedText(
        nl: "Leg een nieuwe belanghebbende vast.",
        en: "Record a new stakeholder."
    )
}
