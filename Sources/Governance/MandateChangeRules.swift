import Domain

extension Rule<MandateActFacts> {
    static let inForceIsOnlyNarrowed = Rule(.aut06) { facts in
        guard let before = facts.before, before.status != .draft else {
            return .notApplicable(.init(nl: "Het mandaat is nog een concept.", en: "The mandate is a draft still."))
        }
        let changes = facts.after.changes(from: before)
        guard !changes.isEmpty else {
            return .notApplicable(
                .init(nl: "Wat het geeft, verandert niet.", en: "What it grants does not change.")
            )
        }
        guard before.status == .inForce else {
            return .breached(
                .init(
                    nl: "Het mandaat is \(before.status.title.nl) en verandert niet meer.",
                    en: "The mandate is \(before.status.title.en) and changes no more."
                ),
                remedy: .init(nl: "Stel een nieuw mandaat op.", en: "Draw up a new mandate."),
                subjects: [.init(before)]
            )
        }
        let widened = changes.filter { !$0.narrows }.map(\.name)
        guard widened.isEmpty else {
            return .breached(
                .init(
                    nl: "Een mandaat van kracht wordt alleen beperkt, en dit doet meer: \(widened.listed(in: .dutch)).",
                    en: "A mandate in force is only narrowed, and this does more: \(widened.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Stel een nieuw mandaat op, en trek dit in met een motivering.",
                    en: "Draw up a new mandate, and revoke this one with a motivation."
                ),
                subjects: [.init(before)]
            )
        }
        return .met(
            .init(
                nl: "Het mandaat wordt beperkt, en alles daaronder mee.",
                en: "The mandate is narrowed, and all below it."
            ),
            subjects: [.init(before)]
        )
    }

    static let endIsNotBackdated = Rule(.aut08) { facts in
        guard let before = facts.before, before.status == .inForce, let last = facts.after.untilDate,
            last != before.untilDate
        else {
            return .notApplicable(.init(nl: "De laatste dag verandert niet.", en: "The last day does not change."))
        }
        guard last >= facts.today else {
            return .breached(
                .init(
                    nl: "De laatste dag zou \(last.title.nl) worden, en die is voorbij.",
                    en: "The last day would become \(last.title.en), and that has passed."
                ),
                remedy: .init(
                    nl: "Kies vandaag of later, of trek het mandaat in; dat werkt vanaf nu.",
                    en: "Choose today or later, or revoke the mandate; that works from now on."
                ),
                subjects: [.init(before)]
            )
        }
        return .met(.init(nl: "De laatste dag moet nog komen.", en: "The last day is still to come."))
    }
}

/// One thing that a change of a mandate does to what it grants.
private struct MandateChange {
    let name: LocalizedText
    let narrows: Bool
}

extension MandateFacts {
    /// What becomes different of what the mandate grants, and whether less remains of it.
    fileprivate func changes(from before: MandateFacts) -> [MandateChange] {
        func isOnly(_ after: Int64?, under limit: Int64?) -> Bool {
            limit.map { limit in after.map { $0 < limit } ?? false } ?? true
        }
        let found: [(Bool, LocalizedText, Bool)] = [
            (
                mandataryRoleID != before.mandataryRoleID || mandataryPersonID != before.mandataryPersonID,
                .init(nl: "een andere gemandateerde", en: "another mandatary"), false
            ),
            (
                Set(powers) != Set(before.powers), .init(nl: "meer bevoegdheden", en: "more powers"),
                Set(powers).isSubset(of: before.powers)
            ),
            (
                ceilingCents != before.ceilingCents, .init(nl: "een hoger plafond", en: "a higher ceiling"),
                isOnly(ceilingCents, under: before.ceilingCents)
            ),
            (
                programmeID != before.programmeID, .init(nl: "een ander programma", en: "another programme"),
                before.programmeID == nil
            ),
            (oneCase != before.oneCase, .init(nl: "een andere zaak", en: "another case"), before.oneCase == nil),
            (
                subMandateAllowed != before.subMandateAllowed, .init(nl: "ondermandaat", en: "sub-mandates"),
                !subMandateAllowed
            ),
            (
                maxDepth != before.maxDepth, .init(nl: "dieper ondermandaat", en: "deeper sub-mandates"),
                maxDepth < before.maxDepth
            ),
            (
                instructions != before.instructions, .init(nl: "geen instructies meer", en: "no instructions any more"),
                instructions != nil
            ),
            (
                fromDate != before.fromDate, .init(nl: "een eerder begin", en: "an earlier beginning"),
                fromDate > before.fromDate
            ),
            (
                untilDate != before.untilDate, .init(nl: "een later einde", en: "a later end"),
                before.untilDate.map { limit in untilDate.map { $0 < limit } ?? false } ?? true
            ),
            (
                foundingDecision != before.foundingDecision || isExternal != before.isExternal
                    || hasEmployer != before.hasEmployer || mandataryConsentDate != before.mandataryConsentDate
                    || employerConsentDate != before.employerConsentDate,
                .init(nl: "een andere grondslag", en: "another foundation"), false
            ),
        ]
        return found.filter(\.0).map { MandateChange(name: $0.1, narrows: $0.2) }
    }
}
