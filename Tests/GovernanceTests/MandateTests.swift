import Domain
import Foundation
import Governance
import Testing

private let today = CalendarDate(daysSinceEpoch: 20_700)

private func mandate(_ change: (inout MandateFacts) -> Void = { _ in }) -> MandateFacts {
    Example.changed(
        MandateFacts(
            id: UUID(),
            code: "M1",
            mandataryPersonID: UUID(),
            powers: [.grantSubsidy, .engageCommitment],
            ceilingCents: 25_000_000,
            subMandateAllowed: true,
            maxDepth: 2,
            foundingDecision: "Mandaatbesluit 2026",
            fromDate: today.advanced(byDays: -30),
            untilDate: today.advanced(byDays: 30),
            status: .inForce
        ),
        change
    )
}

private func act(
    _ after: MandateFacts,
    before: MandateFacts? = nil,
    above: [MandateFacts] = []
) -> MandateActFacts {
    MandateActFacts(before: before, after: after, above: above, today: today)
}

@Suite struct `A mandate` {
    @Suite struct `carries what may be mandated (AUT-02)` {
        private static func status(_ change: (inout MandateFacts) -> Void) -> Finding.Status? {
            Rulebook.recordMandate.evaluate(act(mandate(change))).finding("AUT-02")?.status
        }

        @Test func `of the college, for all that is the college's own`() {
            for power in DecisionKind.allCases {
                let isCollege = power != .amendBudget
                #expect(Self.status { $0.powers = [power] } == (isCollege ? .met : .breached), "\(power)")
            }
        }

        @Test func `of the council, only what is neither its budget right nor the college's`() {
            for power in DecisionKind.allCases {
                let status = Self.status { ($0.body, $0.powers) = (.council, [power]) }
                #expect(status == (power == .other ? .met : .breached), "\(power)")
            }
        }

        @Test func `as a power of attorney, only acts of private law, of the mayor too`() {
            let signing: Set<DecisionKind> = [.awardContract, .engageCommitment, .other]
            for body in [GoverningBody.college, .mayor] {
                for power in DecisionKind.allCases {
                    let status = Self.status { ($0.kind, $0.body, $0.powers) = (.powerOfAttorney, body, [power]) }
                    #expect(status == (signing.contains(power) ? .met : .breached), "\(power)")
                }
            }
            #expect(Self.status { ($0.body, $0.powers) = (.mayor, [.awardContract]) } == .breached)
        }

        @Test func `as an authorisation, nothing but acts in fact`() {
            for power in DecisionKind.allCases {
                let status = Self.status { ($0.kind, $0.powers) = (.authorisation, [power]) }
                #expect(status == (power == .other ? .met : .breached), "\(power)")
            }
        }

        @Test func `and names every power that it cannot`() {
            let finding = Rulebook.recordMandate.evaluate(
                act(mandate { ($0.kind, $0.powers) = (.authorisation, [.other, .grantSubsidy, .assignRole]) })
            ).finding("AUT-02")
            #expect(
                finding?.reason.nl
                    == "Een machtiging van het college kan niet gaan over: subsidie verlenen en een rol toewijzen."
            )
        }
    }

    @Suite struct `comes into force` {
        private static func finding(_ rule: String, _ facts: MandateActFacts) -> Finding? {
            Rulebook.step(to: .inForce).evaluate(facts).finding(rule)
        }

        @Test func `with the consent of an outsider and of the employer (AUT-04)`() {
            let outside = mandate { $0.isExternal = true }
            #expect(Self.finding("AUT-04", act(mandate()))?.status == .notApplicable)
            #expect(
                Self.finding("AUT-04", act(outside))?.reason.en
                    == "There is no consent yet of: the mandatary and the employer."
            )
            let willing = Example.changed(outside) { $0.mandataryConsentDate = today }
            #expect(Self.finding("AUT-04", act(willing))?.status == .breached)
            #expect(Self.finding("AUT-04", act(Example.changed(willing) { $0.hasEmployer = false }))?.status == .met)
            let both = Example.changed(willing) { $0.employerConsentDate = today }
            #expect(Self.finding("AUT-04", act(both))?.status == .met)
        }

        @Test func `on a decision in writing, unless it is for one case (AUT-05)`() {
            #expect(Self.finding("AUT-05", act(mandate()))?.status == .met)
            let unfounded = mandate { $0.foundingDecision = nil }
            #expect(Self.finding("AUT-05", act(unfounded))?.status == .breached)
            #expect(
                Self.finding("AUT-05", act(Example.changed(unfounded) { $0.oneCase = "Z-1" }))?.status == .notApplicable
            )
            #expect(Self.finding("AUT-05", act(Example.changed(unfounded) { $0.oneCase = " " }))?.status == .breached)
        }

        @Test func `until its last day, that day included (AUT-08)`() {
            #expect(Self.finding("AUT-08", act(mandate { $0.untilDate = nil }))?.status == .met)
            #expect(Self.finding("AUT-08", act(mandate { $0.untilDate = today }))?.status == .met)
            #expect(
                Self.finding("AUT-08", act(mandate { $0.untilDate = today.advanced(byDays: -1) }))?.status == .breached
            )
        }

        @Test func `under mandates that are in force themselves (AUT-06)`() {
            let root = mandate()
            let middle = mandate { ($0.code, $0.parentID) = ("M2", root.id) }
            let leaf = mandate { ($0.code, $0.parentID) = ("M3", middle.id) }
            #expect(Self.finding("AUT-06", act(root))?.status == .notApplicable)
            let finding = Self.finding("AUT-06", act(leaf, above: [root, middle]))
            #expect(finding?.status == .met && finding?.subjects.map(\.name) == ["M2", "M1"])
            for status in MandateStatus.allCases where status != .inForce {
                let dormant = Example.changed(root) { $0.status = status }
                #expect(Self.finding("AUT-06", act(leaf, above: [dormant, middle]))?.status == .breached)
            }
        }
    }

    @Suite struct `lies under another (AUT-06)` {
        private static func finding(_ leaf: MandateFacts, under above: [MandateFacts]) -> Finding? {
            Rulebook.recordMandate.evaluate(act(leaf, above: above)).finding("AUT-06")
        }

        @Test func `only where that one allows it`() {
            let root = mandate { $0.subMandateAllowed = false }
            let leaf = mandate { $0.parentID = root.id }
            #expect(
                Self.finding(leaf, under: [root])?.reason.nl
                    == "Dit ondermandaat kan niet: mandaat M1 staat geen ondermandaat toe."
            )
            #expect(Self.finding(leaf, under: [Example.changed(root) { $0.subMandateAllowed = true }])?.status == .met)
        }

        @Test func `no deeper than each above it goes`() {
            let root = mandate()
            let middle = mandate { ($0.code, $0.parentID) = ("M2", root.id) }
            let leaf = mandate { ($0.code, $0.parentID) = ("M3", middle.id) }
            #expect(Self.finding(leaf, under: [root, middle])?.status == .met)
            let shallow = Example.changed(root) { $0.maxDepth = 1 }
            #expect(
                Self.finding(leaf, under: [shallow, middle])?.reason.en
                    == "This sub-mandate is not possible: mandate M1 goes 1 deep, and this would be level 2."
            )
            #expect(Self.finding(middle, under: [Example.changed(root) { $0.maxDepth = 0 }])?.status == .breached)
        }

        @Test func `of the same kind and the same body`() {
            let root = mandate()
            #expect(
                Self.finding(mandate { ($0.parentID, $0.body) = (root.id, .mayor) }, under: [root])?.status == .breached
            )
            let attorney = mandate { ($0.parentID, $0.kind) = (root.id, .powerOfAttorney) }
            #expect(Self.finding(attorney, under: [root])?.status == .breached)
        }
    }

    @Suite struct `in force is only narrowed (AUT-06)` {
        private static func finding(_ before: MandateFacts, _ change: (inout MandateFacts) -> Void) -> Finding? {
            let after = Example.changed(before, change)
            return Rulebook.changeMandate.evaluate(act(after, before: before)).finding("AUT-06")
        }

        static let narrower: [@Sendable (inout MandateFacts) -> Void] = [
            { $0.powers = [.grantSubsidy] }, { $0.ceilingCents = 24_999_999 }, { $0.programmeID = UUID() },
            { $0.oneCase = "Z-1" }, { $0.subMandateAllowed = false }, { $0.maxDepth = 1 },
            { $0.instructions = "Meld het." },
            { $0.fromDate = $0.fromDate.advanced(byDays: 1) }, { $0.untilDate = today },
        ]
        static let wider: [@Sendable (inout MandateFacts) -> Void] = [
            { $0.powers.append(.other) }, { $0.ceilingCents = 25_000_001 }, { $0.ceilingCents = nil },
            { $0.maxDepth = 3 }, { $0.fromDate = $0.fromDate.advanced(byDays: -1) }, { $0.untilDate = nil },
            { $0.untilDate = $0.untilDate?.advanced(byDays: 1) }, { $0.mandataryPersonID = UUID() },
            { ($0.mandataryPersonID, $0.mandataryRoleID) = (nil, UUID()) }, { $0.foundingDecision = "Ander besluit" },
            { $0.isExternal = true }, { $0.powers = [.grantSubsidy, .other] },
        ]

        @Test func `in every respect`() {
            for change in Self.narrower { #expect(Self.finding(mandate(), change)?.status == .met) }
            for change in Self.wider { #expect(Self.finding(mandate(), change)?.status == .breached) }
        }

        @Test func `while a bound that was not there may come and one that is there may not go`() {
            let free = mandate { ($0.ceilingCents, $0.untilDate, $0.instructions) = (nil, nil, "Meld het.") }
            #expect(Self.finding(free) { $0.ceilingCents = 1 }?.status == .met)
            #expect(Self.finding(free) { $0.untilDate = today }?.status == .met)
            #expect(Self.finding(free) { $0.instructions = nil }?.status == .breached)
            #expect(Self.finding(mandate { $0.programmeID = UUID() }) { $0.programmeID = nil }?.status == .breached)
            #expect(Self.finding(mandate { $0.oneCase = "Z-1" }) { $0.oneCase = "Z-2" }?.status == .breached)
            #expect(
                Self.finding(mandate { $0.subMandateAllowed = false }) { $0.subMandateAllowed = true }?.status
                    == .breached
            )
        }

        @Test func `and a draft in any way, and one that ended in none`() {
            for change in Self.narrower + Self.wider {
                #expect(Self.finding(mandate { $0.status = .draft }, change)?.status == .notApplicable)
                #expect(Self.finding(mandate { $0.status = .revoked }, change)?.status == .breached)
                #expect(Self.finding(mandate { $0.status = .expired }, change)?.status == .breached)
            }
            #expect(Self.finding(mandate { $0.status = .revoked }) { $0.code = "M1-oud" }?.status == .notApplicable)
        }

        @Test func `without an end in the past (AUT-08)`() {
            let before = mandate()
            func status(_ days: Int) -> Finding.Status? {
                let after = Example.changed(before) { $0.untilDate = today.advanced(byDays: days) }
                return Rulebook.changeMandate.evaluate(act(after, before: before)).finding("AUT-08")?.status
            }
            #expect(status(0) == .met && status(-1) == .breached && status(30) == .notApplicable)
        }
    }
}

@Suite struct `A chain of mandates` {
    private static let root = mandate()
    private static let leaf = mandate {
        ($0.code, $0.parentID, $0.ceilingCents) = ("M2", root.id, 10_000_000)
        ($0.powers, $0.untilDate) = ([.grantSubsidy, .other], today.advanced(byDays: 10))
    }

    @Test func `grants what all its links grant together`() throws {
        let chain = try #require(MandateChain(of: Self.leaf.id, in: [Self.root, Self.leaf]))
        #expect(chain.links.map(\.code) == ["M2", "M1"])
        #expect(chain.powers == [.grantSubsidy] && chain.ceilingCents == 10_000_000 && chain.lowestLink?.code == "M2")
        #expect(chain.fromDate == Self.root.fromDate && chain.untilDate == Self.leaf.untilDate)
        let narrowed = Example.changed(Self.root) { $0.ceilingCents = 1 }
        let lower = try #require(MandateChain(of: Self.leaf.id, in: [narrowed, Self.leaf]))
        #expect(lower.ceilingCents == 1 && lower.lowestLink?.code == "M1")
    }

    @Test func `is none when it breaks off or goes round`() {
        #expect(MandateChain(of: Self.leaf.id, in: [Self.leaf]) == nil)
        let round = Example.changed(Self.root) { $0.parentID = Self.leaf.id }
        #expect(MandateChain(of: Self.leaf.id, in: [round, Self.leaf]) == nil)
    }

    @Test func `holds from the first to the last day of all, both included, and not on the day of a revocation`() throws
    {
        let chain = try #require(MandateChain(of: Self.leaf.id, in: [Self.root, Self.leaf]))
        #expect(chain.holds(on: today.advanced(byDays: -30)) && !chain.holds(on: today.advanced(byDays: -31)))
        #expect(chain.holds(on: today.advanced(byDays: 10)) && !chain.holds(on: today.advanced(byDays: 11)))
        let noon = Moment(millisecondsSinceEpoch: Int64(today.daysSinceEpoch) * 86_400_000 + 43_200_000)
        let revoked = Example.changed(Self.root) { ($0.status, $0.revokedAt) = (.revoked, noon) }
        let ended = try #require(MandateChain(of: Self.leaf.id, in: [revoked, Self.leaf]))
        #expect(ended.holds(on: today.advanced(byDays: -1)) && !ended.holds(on: today))
        #expect(ended.held(at: noon.advanced(byMilliseconds: -1)) && !ended.held(at: noon))
    }
}
