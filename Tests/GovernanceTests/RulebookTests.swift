import Contract
import Domain
import Foundation
import Governance
import Testing

@Suite struct `The rulebook` {
    @Test func `is the golden file`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/rulebook.txt")
        if ProcessInfo.processInfo.environment["KOERS_REWRITE_GOLDEN"] == "1" {
            try Rulebook.text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == Rulebook.text)
    }

    @Test func `gives every article an id of its own, of three letters and two digits`() {
        let ids = Rulebook.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[A-Z]{3}-[0-9]{2}/) != nil })
    }

    @Test func `guards operations that the contract has`() throws {
        let contract = try Contract.embedded()
        for article in Rulebook.all {
            #expect(!article.guards.isEmpty)
            #expect(Set(article.guards).count == article.guards.count)
            for guarded in article.guards { #expect(contract.operation(guarded) != nil, "\(article.id): \(guarded)") }
        }
    }

    @Test func `publishes every article that a step asks`() {
        let asked = Self.places.reduce(into: Set()) { $0.formUnion($1.asked) }
        #expect(asked == Set(Rulebook.all.map(\.id)))
    }

    @Test func `names at every article exactly the operations that ask it`() {
        for article in Rulebook.all {
            let operations = Self.places.filter { $0.asked.contains(article.id) }.map(\.operation)
            #expect(Set(article.guards) == Set(operations), "\(article.id)")
        }
    }

    @Test func `calls only the questions who gives a stance and who decides ones of authority`() {
        #expect(
            Rulebook.all.filter(\.isAboutAuthority).map(\.id) == ["VIS-04", "AUT-01", "AUT-03", "AUT-07", "AUT-11"]
        )
    }

    /// Every operation that asks the rulebook, and the articles that it asks.
    private static var places: [(operation: String, asked: Set<String>)] {
        let steps = Set(Phase.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })
        let adoption = Set(Rulebook.adoptVision.map(\.article.id))
        let hours = Set(Rulebook.promiseHours.map(\.article.id))
        let assignmentSteps = AssignmentStatus.allCases.reduce(into: hours) {
            $0.formUnion(Rulebook.step(to: $1).map(\.article.id))
        }.union(Rulebook.leaveRole.map(\.article.id))
        return [
            ("transitionProgramme", steps), ("getProgrammeReadiness", steps),
            ("createChallenge", Set(Rulebook.recordChallenge.map(\.article.id))),
            ("updateChallenge", Set(Rulebook.changeChallenge.map(\.article.id))),
            ("getChallengeMethodAdvice", Set(Rulebook.methodAdvice.map(\.article.id))),
            ("transitionVision", adoption), ("getVisionSupport", adoption),
            ("updateProgramme", Set(Rulebook.changeProgramme.map(\.article.id))),
            ("transitionAssignment", Set(Rulebook.changeProgramme.map(\.article.id)).union(assignmentSteps)),
            ("transitionOrganisationAssignment", assignmentSteps),
            ("updateAssignment", hours), ("updateOrganisationAssignment", hours), ("updatePerson", hours),
            ("createRole", Set(Rulebook.recordRole.map(\.article.id))),
            ("updateRole", Set(Rulebook.recordRole.map(\.article.id))),
            ("createOpportunity", Set(Rulebook.signalOpportunity.map(\.article.id))),
            ("updateOpportunity", Set(Rulebook.changeOpportunity.map(\.article.id))),
            (
                "transitionOpportunity",
                Set(OpportunityStatus.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })
            ),
            ("transitionDecision", Set(DecisionStatus.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })),
            ("updateDecision", Set(Rulebook.changeDecision.map(\.article.id))),
            ("getAuthorityCheck", Set(Rulebook.authorityCheck.map(\.article.id))),
            ("createMandate", Set(Rulebook.recordMandate.map(\.article.id))),
            ("updateMandate", Set(Rulebook.changeMandate.map(\.article.id))),
            ("transitionMandate", Set(MandateStatus.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })),
            ("updateCapacityAgreement", Set(Rulebook.changeCapacityAgreement.map(\.article.id))),
            ("updateVision", Set(Rulebook.changeVision.map(\.article.id))),
            ("createEndorsement", Set(Rulebook.giveStance.map(\.article.id))),
            ("createStakeholder", Set(Rulebook.recordStakeholder.map(\.article.id))),
            ("updateStakeholder", Set(Rulebook.changeStakeholder.map(\.article.id))),
            ("removeStakeholder", Set(Rulebook.removeStakeholder.map(\.article.id))),
            ("confirmStakeholderRemoval", Set(Rulebook.confirmRemoval.map(\.article.id))),
            ("importGoals", Set(Rulebook.importGoals.map(\.article.id))),
            ("createGoal", Set(Rulebook.recordGoal.map(\.article.id))),
            ("updateGoal", Set(Rulebook.changeGoal.map(\.article.id))),
            ("splitGoal", Set(Rulebook.splitGoal.map(\.article.id))),
            ("mergeGoals", Set(Rulebook.mergeGoals.map(\.article.id))),
            ("endGoal", Set(Rulebook.endGoal.map(\.article.id))),
            ("createIndicator", Set(Rulebook.recordIndicator.map(\.article.id))),
            ("updateIndicator", Set(Rulebook.recordIndicator.map(\.article.id))),
            ("updateMeasurement", Set(Rulebook.changeMeasurement.map(\.article.id))),
            ("transitionMeasurement", Set(Rulebook.approveMeasurement.map(\.article.id))),
            ("createEffort", Set(Rulebook.recordEffort.map(\.article.id))),
            ("updateEffort", Set(Rulebook.changeEffort.map(\.article.id))),
            ("updateTaskField", Set(Rulebook.changeTaskField.map(\.article.id))),
            ("createBudgetLine", Set(Rulebook.openBudgetLine.map(\.article.id))),
            ("importBudgetLines", Set(Rulebook.importBudget.map(\.article.id))),
            ("createBudgetEntry", Set(Rulebook.bookByHand.map(\.article.id))),
            ("createBudgetTransfer", Set(Rulebook.proposeTransfer.map(\.article.id))),
            ("agreeBudgetTransfer", Set(Rulebook.agreeTransfer.map(\.article.id))),
            (
                "transitionBudgetTransfer",
                Set(BudgetTransferStatus.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })
            ),
            ("createBudgetAmendment", Set(Rulebook.amendBudget.map(\.article.id))),
            (
                "createCommitment",
                Set(Rulebook.engageCommitment.map(\.article.id) + Rulebook.takeDecision.map(\.article.id))
            ),
            ("createRealisation", Set(Rulebook.realise.map(\.article.id))),
            ("fundCommitment", Set(Rulebook.fundCommitment.map(\.article.id))),
            (
                "transitionFiscalYear",
                Set(FiscalYearStatus.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })
            ),
            ("releaseCommitment", Set(Rulebook.releaseCommitment.map(\.article.id))),
            ("transitionEffort", Set(Rulebook.activateEffort.map(\.article.id))),
        ] + partnerPlaces
    }

    private static var partnerPlaces: [(operation: String, asked: Set<String>)] {
        let windDown = Set(Rulebook.windDown.map(\.article.id))
        return [
            ("createPartnerRelation", Set(Rulebook.recordPartnerRelation.map(\.article.id))),
            ("updatePartnerRelation", Set(Rulebook.changePartnerRelation.map(\.article.id)).union(windDown)),
            ("transitionPartnerRelation", windDown.union(Rulebook.endPartnerRelation.map(\.article.id))),
            ("createAgreement", Set(Rulebook.recordAgreement.map(\.article.id))),
            ("updateAgreement", Set(Rulebook.recordAgreement.map(\.article.id))),
            ("createPosition", Set(Rulebook.recordPosition.map(\.article.id))),
            ("createDirection", Set(Rulebook.proposeDirection.map(\.article.id))),
            ("updateDirection", Set(Rulebook.changeDirection.map(\.article.id))),
            (
                "transitionDirection",
                Set(DirectionStatus.allCases.flatMap { Rulebook.step(to: $0).map(\.article.id) })
            ),
            ("createAction", Set(Rulebook.recordAction.map(\.article.id))),
            ("updateAction", Set(Rulebook.changeAction.map(\.article.id))),
        ]
    }

    @Test func `speaks in sentences, in both languages`() {
        for article in Rulebook.all {
            for text in [article.title, article.explanation] {
                for language in Language.allCases { #expect(Self.isSentence(text.in(language)), "\(article.id)") }
            }
            #expect(!article.source.citation.isEmpty)
        }
    }

    @Test func `finds in sentences, whatever it finds`() {
        for finding in Self.findings {
            for language in Language.allCases {
                #expect(Self.isSentence(finding.reason.in(language)))
                if let remedy = finding.remedy { #expect(Self.isSentence(remedy.in(language))) }
            }
            #expect((finding.status == .breached) == (finding.remedy != nil))
        }
    }

    @Test func `shows a finding as the contract's schema has it`() throws {
        let contract = try Contract.embedded()
        let schema = try #require(contract.schema(named: "Finding"))
        for finding in Self.findings.prefix(50) {
            #expect(finding.value(in: .dutch).members?.map(\.name) == schema.properties.map(\.name))
        }
        let rule = try #require(contract.schema(named: "GovernanceRule"))
        #expect(Rulebook.all[0].value.members?.map(\.name) == rule.properties.map(\.name))
    }

    /// What the rules say of a few hundred different facts.
    private static var findings: [Finding] {
        var findings: [Finding] = []
        for challenge in challenges {
            let facts = MethodFacts(challenge: challenge, predictabilityThreshold: Example.threshold)
            let change = ChallengeChangeFacts(
                before: Example.challenge,
                after: facts,
                programmesUnderWay: [Example.programme]
            )
            findings += Rulebook.methodAdvice.evaluate(facts).findings
            findings += Rulebook.changeChallenge.evaluate(change).findings
        }
        findings += CourseFindings.all + MoneyFindings.all + AuthorityFindings.all + PeopleFindings.all
        findings += opportunities
        for status in CapacityAgreementStatus.allCases {
            for change in [true, false] {
                let facts = CapacityChangeFacts(status: status, changesPledge: change)
                findings += Rulebook.changeCapacityAgreement.evaluate(facts).findings
            }
        }
        for support in supports {
            for support in terms(support) {
                let step = ProgrammeStepFacts(
                    method: Example.method(),
                    support: support,
                    course: CourseFacts(),
                    occupancy: Example.occupancy
                )
                for phase in Phase.allCases { findings += Rulebook.step(to: phase).evaluate(step).findings }
            }
            findings += Rulebook.adoptVision.evaluate(support).findings
            for change in [true, false] {
                let facts = VisionChangeFacts(vision: support.vision ?? Example.vision, changesText: change)
                findings += Rulebook.changeVision.evaluate(facts).findings
            }
            for act in acts(support) {
                findings += Rulebook.giveStance.evaluate(act).findings
                findings += Rulebook.recordStakeholder.evaluate(act).findings
                findings += Rulebook.changeStakeholder.evaluate(act).findings
                findings += Rulebook.removeStakeholder.evaluate(act).findings
                findings += Rulebook.confirmRemoval.evaluate(act).findings
                for sponsor in [nil, act.personID, UUID()] {
                    let facts = SponsorChangeFacts(
                        before: UUID(),
                        after: sponsor,
                        personID: act.personID,
                        isAdministrator: act.isAdministrator
                    )
                    findings += Rulebook.changeProgramme.evaluate(facts).findings
                }
            }
        }
        return findings
    }

    /// What the rules say of opportunities in every status, with and without goals and a day.
    private static var opportunities: [Finding] {
        let today = CalendarDate(daysSinceEpoch: 20_700)
        let ended = Example.changed(Example.line) { $0.isEnded = true }
        var findings: [Finding] = []
        for status in OpportunityStatus.allCases {
            for goals in [[], [ended], [Example.mainGoal], [Example.mainGoal, Example.contact]] {
                for days in [nil, -1, 0, 30] as [Int?] {
                    let facts = OpportunityFacts(
                        id: UUID(),
                        status: status,
                        goals: goals,
                        decideByDate: days.map { today.advanced(byDays: $0) },
                        today: today
                    )
                    findings += Rulebook.signalOpportunity.evaluate(facts).findings
                    findings += OpportunityStatus.allCases.flatMap { Rulebook.step(to: $0).evaluate(facts).findings }
                    for change in [true, false] {
                        let facts = OpportunityChangeFacts(after: facts, changesSignal: change)
                        findings += Rulebook.changeOpportunity.evaluate(facts).findings
                    }
                }
            }
        }
        return findings
    }

    /// A vision in every status beside no, an older, the same and a newer adopted one, with every stance.
    private static var supports: [SupportFacts] {
        let adopted = [nil] + (1...3).map { VisionFacts(id: UUID(), number: $0, status: .adopted) }
        var supports: [SupportFacts] = []
        for stance in [nil] + Stance.allCases.map(Optional.some) {
            for status in VisionStatus.allCases {
                for adopted in adopted {
                    let support = Example.support {
                        for stakeholder in $0.stakeholders { $0.change(stakeholder) { $0.takes(stance) } }
                        $0.vision?.status = status
                        $0.adopted = adopted
                    }
                    supports.append(support)
                }
            }
        }
        return supports
    }

    /// The same before and after its deadline.
    private static func terms(_ support: SupportFacts) -> [SupportFacts] {
        [(Phase.formation, 1), (.reconsideration, 0), (.reconsideration, -1)].map { phase, days in
            Example.changed(support) {
                $0.programme.phase = phase
                $0.programme.supportDeadlineDate = $0.today.advanced(byDays: days)
            }
        }
    }

    /// What several persons do with the first stakeholder.
    private static func acts(_ support: SupportFacts) -> [StakeholderActFacts] {
        let stakeholder = support.stakeholders[0]
        let persons = [nil, UUID(), stakeholder.representativeID, support.programme.politicalSponsorID]
        let changes: [(inout StakeholderFacts) -> Void] = [
            { _ in }, { $0.category = .residents }, { $0.representativeID = UUID() }, { $0.required = false },
            { $0.endedAt = Example.adoptedAt },
        ]
        return persons.flatMap { person in
            changes.flatMap { change in
                let after = Example.changed(stakeholder, change)
                return [(nil, after), (stakeholder, after), (after, stakeholder)].map { before, after in
                    StakeholderActFacts(
                        support: support,
                        before: before,
                        after: after,
                        personID: person,
                        isAdministrator: false
                    )
                }
            }
        }
    }

    private static var challenges: [ChallengeFacts] {
        var challenges: [ChallengeFacts] = []
        for parties: Int64 in 0...3 {
            for predictability: Int64 in [0, 79, 80, 100] {
                for (goal, effort) in [(true, true), (true, false), (false, true), (false, false)] {
                    for method in [nil] + Method.allCases.map(Optional.some) {
                        challenges.append(
                            Example.changed(Example.challenge) {
                                ($0.strategicGoalSet, $0.structuralEffort) = (goal, effort)
                                ($0.steeringParties, $0.predictability) = (parties, predictability)
                                $0.chosenMethod = method
                            }
                        )
                    }
                }
            }
        }
        return challenges
    }

    /// A capital first, a full stop last, no space too many and nothing unfilled.
    private static func isSentence(_ text: String) -> Bool {
        let flaws = ["  ", " .", " ,", ":.", "..", "nil", "Optional", ": en ", ": and "]
        let begins = text.first?.isUppercase == true || text.hasPrefix("€ ")
        return begins && text.hasSuffix(".") && !flaws.contains { text.contains($0) }
    }
}
