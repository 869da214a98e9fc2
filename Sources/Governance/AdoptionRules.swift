package import Domain

extension Rule<SupportFacts> {
    static let everyRequiredStakeholderEndorses = Rule(.vis01) { facts in
        let missing = facts.missing
        guard missing.isEmpty else {
            return .breached(
                .init(
                    nl: "Nog geen steun van \(missing.withStance.listed(in: .dutch)).",
                    en: "No support yet from \(missing.withStance.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Bespreek wat er nodig is; daarna geeft de vertegenwoordiger van elk van hen steun. Vraagt dat een"
                        + " andere tekst, breng de visie dan terug naar concept.",
                    en:
                        "Discuss what is needed; then the representative of each of them endorses. If that takes another"
                        + " text, take the vision back to draft."
                ),
                subjects: missing.map { .init($0) }
            )
        }
        guard facts.stakeholders.contains(where: { $0.required && $0.endedAt == nil }) else {
            return .notApplicable(
                .init(nl: "Er zijn geen verplichte belanghebbenden.", en: "There are no required stakeholders.")
            )
        }
        return .met(
            .init(
                nl: "Elke verplichte belanghebbende steunt deze tekst.",
                en: "Every required stakeholder endorses this text."
            )
        )
    }

    static let everySideEndorses = Rule(.vis02) { facts in
        let sides: [StakeholderCategory] = [.executive, .director, .socialPartner]
        let silent = sides.filter { side in
            !facts.stakeholders.contains { $0.category == side && $0.endedAt == nil && $0.endorses }
        }
        guard silent.isEmpty else {
            let titles = silent.map(\.title)
            return .breached(
                .init(
                    nl: "Nog geen steun van: \(titles.listed(in: .dutch)).",
                    en: "No support yet from: \(titles.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Uit elk van deze kringen geeft de vertegenwoordiger van ten minste één belanghebbende steun; leg"
                        + " die belanghebbende zo nodig eerst vast.",
                    en:
                        "The representative of at least one stakeholder of each of these sides endorses; record that"
                        + " stakeholder first where there is none."
                )
            )
        }
        return .met(
            .init(
                nl: "Bestuur, directie en maatschappelijke partners steunen de visie.",
                en: "Executives, directors and social partners endorse the vision."
            )
        )
    }

    static let noNewerVisionIsAdopted = Rule(.vis03) { facts in
        guard let adopted = facts.adopted, adopted.id != facts.vision?.id else {
            return .met(.init(nl: "Er is geen andere vastgestelde visie.", en: "There is no other adopted vision."))
        }
        guard adopted.number < facts.vision?.number ?? 0 else {
            return .breached(
                .init(
                    nl: "Visie \(adopted.number) is nieuwer en al vastgesteld.",
                    en: "Vision \(adopted.number) is newer and already adopted."
                ),
                remedy: .init(
                    nl:
                        "Breng deze visie terug naar concept; zij krijgt dan een nieuw nummer en kan opnieuw worden"
                        + " voorgelegd.",
                    en: "Take this vision back to draft; it then gets a new number and can seek support again."
                ),
                subjects: [.init(adopted)]
            )
        }
        return .met(
            .init(
                nl: "De vaststelling vervangt visie \(adopted.number).",
                en: "The adoption supersedes vision \(adopted.number)."
            ),
            subjects: [.init(adopted)]
        )
    }
}

extension Finding.Subject {
    package init(_ stakeholder: StakeholderFacts) {
        self.init(type: "stakeholder", id: stakeholder.id, name: stakeholder.name)
    }

    package init(_ vision: VisionFacts) {
        self.init(type: "vision", id: vision.id, name: "v\(vision.number)")
    }
}

extension [StakeholderFacts] {
    /// "Schoolbestuur Oeverwijs (voorbehoud)"
    var withStance: [LocalizedText] {
        map { stakeholder in
            let stance = stakeholder.latest?.stance.title ?? .init(nl: "nog geen standpunt", en: "no stance yet")
            return .init(nl: "\(stakeholder.name) (\(stance.nl))", en: "\(stakeholder.name) (\(stance.en))")
        }
    }
}
