package import Domain

/// The hours of a person as they would become.
package struct HoursFacts: Hashable, Sendable {
    package var hours: PersonHours
    package var today: CalendarDate

    package init(hours: PersonHours, today: CalendarDate) {
        self.hours = hours
        self.today = today
    }
}

extension Rule<HoursFacts> {
    static let hoursAreWithinContract = Rule(.ppl04) { facts in
        let hours = facts.hours
        let person = Finding.Subject(type: "person", id: hours.personID, name: hours.name)
        let contract = hours.contractHoursPerWeek
        let periods = hours.periods(from: facts.today)
        guard let worst = periods.filter({ $0.hoursPerWeek > contract }).max(by: { $0.hoursPerWeek < $1.hoursPerWeek })
        else {
            let most = periods.map(\.hoursPerWeek).max() ?? 0
            return .met(
                .init(
                    nl:
                        "\(hours.name) heeft van vandaag af ten hoogste \(most) van \(contract) uur per week toegezegd.",
                    en: "\(hours.name) has promised \(most) of \(contract) hours a week at most from today on."
                ),
                subjects: [person]
            )
        }
        let places = worst.promises.map(\.title).listed
        return .breached(
            .init(
                nl: "\(hours.name) zou \(worst.window.nl) \(worst.hoursPerWeek) uur per week toezeggen en heeft er"
                    + " \(contract): \(places.nl).",
                en: "\(hours.name) would promise \(worst.hoursPerWeek) hours a week \(worst.window.en) and has"
                    + " \(contract): \(places.en)."
            ),
            remedy: .init(
                nl:
                    "Neem \(worst.hoursPerWeek - contract) uur per week terug, kies een andere periode, of verruim eerst"
                    + " het contract.",
                en:
                    "Take back \(worst.hoursPerWeek - contract) hours a week, choose another period, or extend the contract"
                    + " first."
            ),
            subjects: [person]
                + worst.promises.map { .init(type: "assignment", id: $0.assignmentID, name: $0.roleName) }
        )
    }
}

extension HoursPromise {
    /// "32 uur voor Programmamanager (Wonen dat werkt)"
    fileprivate var title: LocalizedText {
        let place = programmeName.map { " (\($0))" } ?? ""
        return .init(
            nl: "\(hoursPerWeek) uur voor \(roleName)\(place)",
            en: "\(hoursPerWeek) hours for \(roleName)\(place)"
        )
    }
}

extension HoursPeriod {
    /// "van 1 maart 2026 tot en met 30 april 2026"
    fileprivate var window: LocalizedText {
        let end = untilDate.map { LocalizedText(nl: " tot en met \($0.title.nl)", en: " until \($0.title.en)") }
        return .init(
            nl: "van \(fromDate.title.nl)\(end?.nl ?? " af")",
            en: "from \(fromDate.title.en)\(end?.en ?? " on")"
        )
    }
}

extension [LocalizedText] {
    fileprivate var listed: LocalizedText { .init(nl: listed(in: .dutch), en: listed(in: .english)) }
}
