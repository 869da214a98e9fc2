import Domain
import Foundation
import Governance
import Testing

@Suite struct `The form of a partner relation` {
    private static let partner = UUID()

    private static func facts(
        _ form: PartnerForm = .network,
        siblings: [SiblingRelation] = [],
        support: (inout SupportFacts) -> Void = { _ in },
        changesForm: Bool = true
    ) -> PartnerRelationActFacts {
        PartnerRelationActFacts(
            relation: PartnerRelationFacts(
                id: UUID(),
                partnerID: partner,
                partnerName: "Buurtkracht",
                provision: "Ontmoeting",
                form: form
            ),
            siblings: siblings,
            support: Example.support(support),
            changesForm: changesForm
        )
    }

    private static func finding(_ rule: String, _ facts: PartnerRelationActFacts) -> Finding? {
        Rulebook.recordPartnerRelation.evaluate(facts).finding(rule)
    }

    private static func sibling(_ form: PartnerForm, programme: UUID = UUID()) -> SiblingRelation {
        SiblingRelation(id: UUID(), programmeID: programme, programmeName: "Wonen dat werkt", form: form)
    }

    @Test func `is a strategic partnership when the partner endorses the vision in force (PRT-05)`() {
        let carried = Self.facts(.strategicPartnership, support: { $0.stakeholders[0].partnerID = Self.partner })
        #expect(Self.finding("PRT-05", carried)?.status == .met)
    }

    @Test(arguments: [Stance.reservation, .refused, .withdrawn, nil])
    func `is none while the partner's latest stance is another (PRT-05)`(stance: Stance?) {
        let facts = Self.facts(
            .strategicPartnership,
            support: {
                $0.stakeholders[0].partnerID = Self.partner
                $0.stakeholders[0].takes(stance)
            }
        )
        #expect(Self.finding("PRT-05", facts)?.status == .breached)
        #expect(Self.finding("PRT-05", facts)?.reason.nl == "Buurtkracht steunt de geldende visie niet.")
    }

    @Test func `is none for a partner that is no stakeholder, or no longer, or without a vision (PRT-05)`() {
        let stranger = Self.facts(.strategicPartnership)
        #expect(Self.finding("PRT-05", stranger)?.reason.en == "Buurtkracht is no stakeholder of this programme.")
        let former = Self.facts(
            .strategicPartnership,
            support: {
                $0.stakeholders[0].partnerID = Self.partner
                $0.stakeholders[0].endedAt = Example.adoptedAt
            }
        )
        #expect(Self.finding("PRT-05", former)?.status == .breached)
        let blind = Self.facts(
            .strategicPartnership,
            support: {
                $0.stakeholders[0].partnerID = Self.partner
                $0.adopted = nil
            }
        )
        #expect(Self.finding("PRT-05", blind)?.reason.en == "There is no adopted vision yet.")
    }

    @Test func `asks no endorsement of a supplier or a network, nor when it stays as it is (PRT-05)`() {
        for form in [PartnerForm.network, .competingSupplier] {
            #expect(Self.finding("PRT-05", Self.facts(form))?.status == .notApplicable)
        }
        let unchanged = Self.facts(.strategicPartnership, changesForm: false)
        #expect(Self.finding("PRT-05", unchanged)?.status == .notApplicable)
        #expect(Self.finding("PRT-07", unchanged)?.status == .notApplicable)
    }

    @Test func `is the same in every programme (PRT-07)`() {
        #expect(Self.finding("PRT-07", Self.facts())?.status == .met)
        #expect(Self.finding("PRT-07", Self.facts(siblings: [Self.sibling(.network)]))?.status == .met)
        let other = Self.facts(siblings: [Self.sibling(.network), Self.sibling(.competingSupplier)])
        #expect(Self.finding("PRT-07", other)?.status == .breached)
        #expect(
            Self.finding("PRT-07", other)?.reason.nl
                == "Buurtkracht is voor “Ontmoeting” al concurrerende aanbieder in Wonen dat werkt."
        )
        #expect(Self.finding("PRT-07", other)?.subjects.count == 2)
    }

    @Test func `is had by one relation in a programme (PRT-07)`() {
        var facts = Self.facts()
        facts.siblings = [Self.sibling(.network, programme: facts.support.programme.id)]
        #expect(Self.finding("PRT-07", facts)?.status == .breached)
    }

    @Test(arguments: PartnerRelationStatus.allCases)
    func `and all below it change only until the relation has ended (PRT-06)`(status: PartnerRelationStatus) {
        var facts = Self.facts()
        facts.relation.status = status
        let expected: Finding.Status = status == .ended ? .breached : .met
        #expect(Rulebook.changePartnerRelation.evaluate(facts).finding("PRT-06")?.status == expected)
        #expect(Rulebook.recordAgreement.evaluate(facts.relation).finding("PRT-06")?.status == expected)
        let position = PositionFacts(influence: 1, dependence: 1, alternativeIfLost: "Geen")
        #expect(
            Rulebook.recordPosition.evaluate(PositionActFacts(position: position, relation: facts.relation))
                .finding("PRT-06")?.status == expected
        )
        #expect(
            Rulebook.recordAction.evaluate(ActionActFacts(directionStatus: .agreed, relation: facts.relation))
                .finding("PRT-06")?.status == expected
        )
    }
}

@Suite struct `The end of a partner relation` {
    private static let today = AuthorityExample.today

    private static func facts(_ change: (inout RelationEndFacts) -> Void = { _ in }) -> RelationEndFacts {
        let relation = PartnerRelationFacts(
            id: UUID(),
            partnerID: UUID(),
            partnerName: "JongActief",
            provision: "Jongerenwerk",
            status: .windingDown,
            endDate: today.advanced(byDays: -1)
        )
        var decision = Example.decision(.endPartnerRelation)
        decision.partnerID = relation.partnerID
        return Example.changed(
            RelationEndFacts(
                relation: relation,
                programmeID: Example.programme.id,
                running: [],
                decision: decision,
                today: today
            ),
            change
        )
    }

    private static func blockers(_ change: (inout RelationEndFacts) -> Void) -> [String] {
        Rulebook.endPartnerRelation.evaluate(facts(change)).blockers.map(\.article.id)
    }

    @Test func `comes when nothing runs any more, the day after the term (PRT-06)`() throws {
        #expect(Self.blockers { _ in } == [])
        #expect(Self.blockers { $0.relation.endDate = nil } == [])
        #expect(Self.blockers { $0.relation.endDate = Self.today } == ["PRT-06"])
        let running = [
            RunningObligation(type: "agreement", id: UUID(), name: "Subsidie 2026"),
            RunningObligation(type: "commitment", id: UUID(), name: "Jongerenwerk"),
        ]
        let facts = Self.facts { ($0.running, $0.relation.endDate) = (running, Self.today.advanced(byDays: 3)) }
        let finding = try #require(Rulebook.endPartnerRelation.evaluate(facts).finding("PRT-06"))
        #expect(finding.reason.en.hasPrefix("Something still runs: “Subsidie 2026” still runs, “Jongerenwerk” still"))
        #expect(finding.subjects.map(\.type) == ["partner_relation", "agreement", "commitment"])
    }

    @Test func `rests on a decision on this partner, or on a decision on none in particular (AUT-01)`() {
        #expect(Self.blockers { $0.decision?.partnerID = nil } == [])
        #expect(Self.blockers { $0.decision?.partnerID = UUID() } == ["AUT-01"])
        #expect(Self.blockers { $0.decision?.kind = .endProgramme } == ["AUT-01"])
        #expect(Self.blockers { $0.decision?.status = .withdrawn } == ["AUT-01"])
        #expect(Self.blockers { $0.decision = nil } == ["AUT-01"])
    }
}

@Suite struct `Winding down a subsidy (PRT-04)` {
    private static let today = CalendarDate("2026-09-01") ?? CalendarDate(daysSinceEpoch: 0)

    private static func finding(
        since: Int64? = 2019,
        announced: String? = "2026-09-01",
        end: String? = "2027-09-01",
        motivation: String? = "Eén aanbod",
        earlier: [SubsidyHistory.Span] = [],
        months: Int64 = 12
    ) -> Finding? {
        let relation = PartnerRelationFacts(
            id: UUID(),
            partnerID: UUID(),
            partnerName: "JongActief",
            provision: "Jongerenwerk",
            subsidySinceYear: since,
            announcedDate: announced.flatMap { CalendarDate($0) },
            endDate: end.flatMap { CalendarDate($0) },
            windDownMotivation: motivation
        )
        return Rulebook.windDown.evaluate(
            WindDownFacts(
                relation: relation,
                history: SubsidyHistory(earlier: earlier),
                termMonths: months,
                today: today
            )
        ).finding("PRT-04")
    }

    @Test func `needs an announcement, a term and a motivation, and names all that lacks`() {
        #expect(Self.finding()?.status == .met)
        #expect(Self.finding(announced: nil)?.status == .breached)
        #expect(Self.finding(end: nil)?.status == .breached)
        #expect(Self.finding(motivation: " \n")?.status == .breached)
        let bare = Self.finding(announced: nil, end: nil, motivation: nil)
        #expect(
            bare?.reason.en
                == "JongActief has been subsidised for “Jongerenwerk” since 2019."
                + " The winding down lacks an announcement, a term with an end date and a motivation."
        )
    }

    @Test(arguments: [
        ("2026-09-01", "2027-08-31", false), ("2026-09-01", "2027-09-01", true), ("2024-02-29", "2025-02-27", false),
        ("2024-02-29", "2025-02-28", true), ("2023-02-28", "2024-02-27", false), ("2023-02-28", "2024-02-28", true),
        ("2023-02-28", "2024-02-29", true),
    ])
    func `leaves a term of whole months`(announced: String, end: String, isEnough: Bool) {
        #expect(Self.finding(announced: announced, end: end)?.status == (isEnough ? .met : .breached))
    }

    @Test func `takes the term that the organisation set`() {
        #expect(Self.finding(end: "2026-12-01", months: 3)?.status == .met)
        #expect(Self.finding(end: "2026-11-30", months: 3)?.status == .breached)
        #expect(Self.finding(end: "2027-09-01", months: 24)?.status == .breached)
    }

    @Test(arguments: [(2024, true), (2025, false), (2026, false)])
    func `protects from the third year in a row on`(since: Int64, isProtected: Bool) {
        let finding = Self.finding(since: since, announced: nil, end: nil, motivation: nil)
        #expect(finding?.status == (isProtected ? .breached : .notApplicable))
    }

    @Test func `counts the years of the partners that this one continues, without a year between them`() {
        func bare(_ earlier: SubsidyHistory.Span...) -> Finding.Status? {
            Self.finding(since: 2026, announced: nil, earlier: earlier)?.status
        }
        #expect(bare(.init(partnerName: "A", since: 2024, until: 2025)) == .breached)
        #expect(bare(.init(partnerName: "A", since: 2025, until: 2025)) == .notApplicable)
        #expect(bare(.init(partnerName: "A", since: 2020, until: 2024)) == .notApplicable)
        #expect(bare(.init(partnerName: "A", since: 2020)) == .breached)
        let chain = [
            SubsidyHistory.Span(partnerName: "Oudste", since: 2023, until: 2024),
            SubsidyHistory.Span(partnerName: "Oude", since: 2025, until: 2025),
        ]
        let finding = Self.finding(since: 2026, earlier: chain)
        #expect(finding?.status == .met)
        #expect(finding?.reason.nl.contains("sinds 2023, Oude en Oudste meegeteld") == true)
    }

    @Test func `does not concern a partner without a subsidy`() {
        #expect(Self.finding(since: nil, announced: nil, end: nil, motivation: nil)?.status == .notApplicable)
    }
}
