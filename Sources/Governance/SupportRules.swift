import Domain

/// What the steps of a programme ask of its vision.
extension Rule<ProgrammeStepFacts> {
    static let supportIsNotEroded = Rule(.vis05) { facts in .ofErosion(facts.support) }

    static let supportIsBackAfterTheDeadline = Rule(.vis06) { facts in
        let support = facts.support
        guard facts.programme.phase == .reconsideration else {
            return .notApplicable(
                .init(nl: "Het programma is niet in heroverweging.", en: "The programme is not in reconsideration.")
            )
        }
        switch support.supportStatus {
        case .none:
            return .notApplicable(.noAdoptedVision)
        case .carried:
            return .met(.init(nl: "De visie wordt weer gedragen.", en: "The vision is carried again."))
        case .eroded:
            guard let term = support.termForRecovery, support.isTermOver else {
                return .notApplicable(
                    .init(nl: "De hersteltermijn is nog niet voorbij.", en: "The term for recovery is not over yet.")
                )
            }
            return .breached(
                .init(
                    nl: "\(term.nl) en het draagvlak is nog niet terug.",
                    en: "\(term.en), and support is not back yet."
                ),
                remedy: .init(
                    nl: "Win de ontbrekende steun terug en breng het programma dan terug naar uitvoering, of bouw het"
                        + " af.",
                    en: "Win the missing support back and then take the programme back to execution, or wind it down."
                ),
                subjects: support.missing.map { .init($0) }
            )
        }
    }

    static let newcomersEndorse = Rule(.vis08) { facts in
        guard let adoptedAt = facts.support.adopted?.adoptedAt else {
            return .notApplicable(.noAdoptedVision)
        }
        // At the adoption every required stakeholder endorsed; who never gave a stance on this vision became required later.
        let newcomers = facts.support.stakeholders.filter {
            $0.required && $0.endedAt == nil && ($0.createdAt > adoptedAt || $0.latest == nil)
        }
        guard !newcomers.isEmpty else {
            return .notApplicable(
                .init(
                    nl: "Na de vaststelling is geen verplichte belanghebbende toegevoegd.",
                    en: "No required stakeholder was added after the adoption."
                )
            )
        }
        let missing = newcomers.filter(\.isMissing)
        guard missing.isEmpty else {
            return .breached(
                .init(
                    nl:
                        "Na de vaststelling toegevoegd en nog zonder eigen steun: \(missing.withStance.listed(in: .dutch)).",
                    en: "Added after the adoption and without support of their own:"
                        + " \(missing.withStance.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "De vertegenwoordiger van elk van hen geeft zelf steun aan de vastgestelde visie.",
                    en: "The representative of each of them endorses the adopted vision."
                ),
                subjects: missing.map { .init($0) }
            )
        }
        return .met(
            .init(
                nl: "Wie na de vaststelling kwam, steunt de visie.",
                en: "Whoever came after the adoption endorses the vision."
            ),
            subjects: newcomers.map { .init($0) }
        )
    }

    static let adoptedVisionIsCarried = Rule(.sta06) { facts in
        let support = facts.support
        switch support.supportStatus {
        case .none:
            return .breached(
                .init(nl: "Het programma heeft geen vastgestelde visie.", en: "The programme has no adopted vision."),
                remedy: .init(
                    nl:
                        "De programmamanager stelt met alle belanghebbenden een visie op en legt die ter steun voor; geeft elke"
                        + " verplichte belanghebbende steun, dan wordt die vastgesteld.",
                    en:
                        "The programme manager draws up a vision with all stakeholders and seeks support for it; once every"
                        + " required stakeholder endorses, it is adopted."
                ),
                subjects: [.init(facts.programme)]
            )
        case .carried:
            return .met(
                .init(
                    nl: "Visie \(support.adopted?.number ?? 0) is vastgesteld en wordt gedragen.",
                    en: "Vision \(support.adopted?.number ?? 0) is adopted and carried."
                ),
                subjects: support.adopted.map { [.init($0)] } ?? []
            )
        case .eroded:
            return .breached(
                .init(
                    nl: "De vastgestelde visie wordt niet gedragen: geen steun van"
                        + " \(support.missing.withStance.listed(in: .dutch)).",
                    en: "The adopted vision is not carried: no support from"
                        + " \(support.missing.withStance.listed(in: .english))."
                ),
                remedy: .winBack,
                subjects: support.missing.map { .init($0) }
            )
        }
    }
}

extension SupportFacts {
    /// Whether the last day to win lost support back has passed (VIS-06).
    fileprivate var isTermOver: Bool {
        programme.supportDeadlineDate.map { $0 < today } ?? false
    }

    /// "De hersteltermijn loopt tot en met 8 oktober 2026"
    fileprivate var termForRecovery: LocalizedText? {
        (programme.supportDeadlineDate?.title).map { lastDay in
            .init(
                nl: "De hersteltermijn \(isTermOver ? "liep" : "loopt") tot en met \(lastDay.nl)",
                en: "The term for recovery \(isTermOver ? "ran" : "runs") up to and including \(lastDay.en)"
            )
        }
    }
}

extension LocalizedText {
    fileprivate static let winBack = LocalizedText(
        nl:
            "De vertegenwoordiger van elk van hen geeft (opnieuw) steun, of het programma legt een nieuwe visie voor en"
            + " stelt die vast.",
        en:
            "The representative of each of them endorses (again), or the programme seeks support for a new vision and"
            + " adopts it."
    )
}

extension Verdict {
    /// What VIS-05 says of a state of support.
    static func ofErosion(_ support: SupportFacts) -> Verdict {
        switch support.supportStatus {
        case .none:
            return .notApplicable(.noAdoptedVision)
        case .carried:
            return .met(.init(nl: "De vastgestelde visie wordt gedragen.", en: "The adopted vision is carried."))
        case .eroded:
            let term = support.termForRecovery
            return .breached(
                .init(
                    nl: "Het draagvlak is verwaterd: geen steun van \(support.missing.withStance.listed(in: .dutch))."
                        + (term.map { " \($0.nl)." } ?? ""),
                    en: "Support is eroded: no support from \(support.missing.withStance.listed(in: .english))."
                        + (term.map { " \($0.en)." } ?? "")
                ),
                remedy: .winBack,
                subjects: support.missing.map { .init($0) }
            )
        }
    }
}
