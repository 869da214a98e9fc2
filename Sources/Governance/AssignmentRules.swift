package import Domain
package import Foundation

/// An assignment that takes a step, with the role and what was seen of the person.
package struct AssignmentStepFacts: Hashable, Sendable {
    package var role: RoleFacts
    /// Where the role lies; `nil` for one of the organisation itself.
    package var programmeID: UUID?
    package var personID: UUID
    package var personName: String
    /// Who assessed, or does now; `nil` while nobody has.
    package var assessorID: UUID?
    package var scores: [CompetenceLevel]
    package var exception: ExceptionFacts
    package var today: CalendarDate

    package init(
        role: RoleFacts,
        programmeID: UUID?,
        personID: UUID,
        personName: String,
        assessorID: UUID?,
        scores: [CompetenceLevel],
        exception: ExceptionFacts,
        today: CalendarDate
    ) {
        self.role = role
        self.programmeID = programmeID
        self.personID = personID
        self.personName = personName
        self.assessorID = assessorID
        self.scores = scores
        self.exception = exception
        self.today = today
    }

    /// What the role asks and was not seen.
    fileprivate var lacking: [CompetenceFit] { role.fit(of: scores).filter { !$0.isEnough } }

    /// Whether only an exception can let the person in (PPL-02).
    package var needsException: Bool { role.isCritical && !lacking.isEmpty }

    fileprivate var person: Finding.Subject { .init(type: "person", id: personID, name: personName) }
}

extension Rule<AssignmentStepFacts> {
    static let assessedByAnother = Rule(.ppl01) { facts in
        guard let assessorID = facts.assessorID else {
            return .breached(
                .init(
                    nl: "\(facts.personName) is nog niet beoordeeld.",
                    en: "\(facts.personName) has not been assessed yet."
                ),
                remedy: .init(nl: "Laat iemand anders beoordelen.", en: "Have someone else assess."),
                subjects: [facts.person]
            )
        }
        guard assessorID != facts.personID else {
            return .breached(
                .init(
                    nl: "\(facts.personName) beoordeelt zichzelf.",
                    en: "\(facts.personName) would assess themselves."
                ),
                remedy: .init(
                    nl: "Laat iemand anders dan de kandidaat beoordelen.",
                    en: "Have someone other than the candidate assess."
                ),
                subjects: [facts.person]
            )
        }
        return .met(
            .init(
                nl: "\(facts.personName) is door een ander beoordeeld.",
                en: "\(facts.personName) was assessed by someone else."
            ),
            subjects: [facts.person]
        )
    }

    static let fitsCriticalRole = Rule(.ppl02) { facts in
        guard facts.role.isCritical else {
            return .notApplicable(
                .init(
                    nl: "De rol \(facts.role.name) is niet kritiek.",
                    en: "The role \(facts.role.name) is not critical."
                )
            )
        }
        guard facts.needsException else {
            return .met(
                .init(
                    nl: "\(facts.personName) heeft wat de rol \(facts.role.name) vraagt.",
                    en: "\(facts.personName) has what the role \(facts.role.name) asks."
                ),
                subjects: [facts.person]
            )
        }
        let lacking = facts.lacking.map(\.title)
        let gap = LocalizedText(
            nl: "\(facts.personName) past nog niet op de rol \(facts.role.name): \(lacking.listed(in: .dutch)).",
            en: "\(facts.personName) does not fit the role \(facts.role.name) yet: \(lacking.listed(in: .english))."
        )
        let flaws = facts.exceptionFlaws
        guard let decision = facts.exception.decision, let last = decision.untilDate, flaws.isEmpty else {
            let months = facts.exception.maxMonths
            return .breached(
                .init(
                    nl: gap.nl + (flaws.isEmpty ? "" : " Besluit \(flaws.listed(in: .dutch))."),
                    en: gap.en + (flaws.isEmpty ? "" : " Decision \(flaws.listed(in: .english)).")
                ),
                remedy: .init(
                    nl:
                        "Stel iemand voor die het gevraagde niveau heeft, of laat een besluit tot uitzondering nemen dat"
                        + " uiterlijk \(months) maanden later afloopt en noem het bij de stap.",
                    en:
                        "Propose someone who has the level that is asked, or have a decision taken that grants an exception"
                        + " for \(months) months at most and name it with the step."
                ),
                subjects: [facts.person, .init(facts.role)]
            )
        }
        return .met(
            .init(
                nl: "\(gap.nl) Besluit \(decision.name) staat dat toe tot en met \(last.title.nl).",
                en: "\(gap.en) Decision \(decision.name) allows that until \(last.title.en)."
            ),
            subjects: [facts.person, .init(decision)]
        )
    }
}

extension AssignmentStepFacts {
    /// Why the decision that was named is no exception for this role today; none: it is, or none was named.
    fileprivate var exceptionFlaws: [LocalizedText] {
        guard let decision = exception.decision else { return [] }
        let name = decision.name
        var flaws = decision.flaws(asGroundFor: .grantException, of: programmeID, on: today)
        if programmeID == nil {
            flaws.append(
                .init(
                    nl: "\(name) is van een programma en de rol niet",
                    en: "\(name) is of a programme and the role is not"
                )
            )
        }
        guard let last = decision.untilDate else {
            return flaws + [.init(nl: "\(name) heeft geen einddatum", en: "\(name) has no end date")]
        }
        let limit = (decision.takenAt?.amsterdamDate ?? today).advanced(byMonths: Int(exception.maxMonths))
        if last > limit {
            flaws.append(
                .init(
                    nl: "\(name) loopt na \(limit.title.nl) door, langer dan \(exception.maxMonths) maanden",
                    en: "\(name) goes on after \(limit.title.en), longer than \(exception.maxMonths) months"
                )
            )
        }
        return flaws
    }
}

extension CompetenceFit {
    /// What is lacking, in a few words.
    var title: LocalizedText {
        guard let seen else {
            return .init(
                nl: "\(competence) is niet beoordeeld, gevraagd is \(required)",
                en: "\(competence) was not assessed, \(required) is asked"
            )
        }
        return .init(
            nl: "\(competence) is \(seen), gevraagd is \(required)",
            en: "\(competence) is \(seen), \(required) is asked"
        )
    }
}

extension Finding.Subject {
    init(_ role: RoleFacts) {
        self.init(type: "role", id: role.id, name: role.name)
    }
}
