package import Domain

/// The roles of a programme, when a step is weighed that asks who is in them.
package struct OccupancyFacts: Hashable, Sendable {
    package var roles: [RoleFacts]
    /// How many working days a critical role may be vacant (organisation setting).
    package var vacancyWorkingDays: Int64
    package var today: CalendarDate

    package init(roles: [RoleFacts], vacancyWorkingDays: Int64, today: CalendarDate) {
        self.roles = roles
        self.vacancyWorkingDays = vacancyWorkingDays
        self.today = today
    }

    fileprivate var critical: [RoleFacts] { roles.filter(\.isCritical) }
}

extension Rule<ProgrammeStepFacts> {
    static let criticalRolesAreHeld = Rule(.sta05) { facts in
        Rule<OccupancyFacts>.criticalRolesAreHeld.verdict(facts.occupancy)
    }
    static let noLongVacancy = Rule(.ppl05) { facts in Rule<OccupancyFacts>.noLongVacancy.verdict(facts.occupancy) }
}

extension Rule<OccupancyFacts> {
    static let criticalRolesAreHeld = Rule(.sta05) { facts in
        guard !facts.critical.isEmpty else { return .noCriticalRole }
        let lacks = facts.critical.compactMap { role in
            role.lack(on: facts.today).map { (role: role, text: $0) }
        }
        guard lacks.isEmpty else {
            return .breached(
                .init(
                    nl: "Nog niet goed bezet: \(lacks.map(\.text).listed(in: .dutch)).",
                    en: "Not well held yet: \(lacks.map(\.text).listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Wie toewijst stelt voor elk van deze rollen iemand voor, laat een ander beoordelen, en maakt de"
                        + " toewijzing actief; wie er nu in zit en niet past, stopt eerst.",
                    en:
                        "Whoever assigns proposes someone for each of these roles, has another person assess, and activates"
                        + " the assignment; a holder who does not fit stops first."
                ),
                subjects: lacks.map { .init($0.role) }
            )
        }
        return .met(
            .init(
                nl: "Elke kritieke rol wordt vervuld door iemand die past.",
                en: "Every critical role is held by someone who fits."
            ),
            subjects: facts.critical.map { .init($0) }
        )
    }

    static let noLongVacancy = Rule(.ppl05) { facts in
        guard !facts.critical.isEmpty else { return .noCriticalRole }
        let vacancies = facts.critical.compactMap { role in
            role.vacantSince(on: facts.today).map { (role: role, days: $0.workingDays(until: facts.today)) }
        }
        let long = vacancies.filter { $0.days > facts.vacancyWorkingDays }
        guard long.isEmpty else {
            let texts = long.map { vacancy in
                LocalizedText(
                    nl: "\(vacancy.role.name) (\(vacancy.days) werkdagen)",
                    en: "\(vacancy.role.name) (\(vacancy.days) working days)"
                )
            }
            return .breached(
                .init(
                    nl: "Langer dan \(facts.vacancyWorkingDays) werkdagen leeg: \(texts.listed(in: .dutch)).",
                    en: "Vacant for more than \(facts.vacancyWorkingDays) working days: \(texts.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Wie toewijst vervult elk van deze rollen: iemand voorstellen, een ander laten beoordelen, en de"
                        + " toewijzing actief maken.",
                    en:
                        "Whoever assigns fills each of these roles: propose someone, have another person assess, and activate"
                        + " the assignment."
                ),
                subjects: long.map { .init($0.role) }
            )
        }
        return .met(
            .init(
                nl: "Geen kritieke rol staat langer dan \(facts.vacancyWorkingDays) werkdagen leeg.",
                en: "No critical role is vacant for more than \(facts.vacancyWorkingDays) working days."
            ),
            subjects: vacancies.map { .init($0.role) }
        )
    }
}

extension RoleFacts {
    /// What is lacking of a critical role on a day; `nil` when its holder fits.
    fileprivate func lack(on day: CalendarDate) -> LocalizedText? {
        guard let tenure = tenure(on: day) else {
            return .init(nl: "\(name) (leeg)", en: "\(name) (vacant)")
        }
        guard tenure.isPersonActive else {
            return .init(
                nl: "\(name) (\(tenure.personName) werkt hier niet meer)",
                en: "\(name) (\(tenure.personName) does not work here any more)"
            )
        }
        guard !fits(tenure, on: day) else { return nil }
        let lacking = fit(of: tenure.scores).filter { !$0.isEnough }.map(\.title)
        return .init(
            nl: "\(name) (\(tenure.personName): \(lacking.listed(in: .dutch)))",
            en: "\(name) (\(tenure.personName): \(lacking.listed(in: .english)))"
        )
    }
}

extension Verdict {
    fileprivate static let noCriticalRole = Verdict.notApplicable(
        .init(nl: "Het programma heeft geen kritieke rollen.", en: "The programme has no critical roles.")
    )
}
