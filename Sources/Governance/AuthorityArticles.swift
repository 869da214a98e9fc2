import Domain

extension Article {
    static let aut01 = Article(
        id: "AUT-01",
        title: .init(
            nl: "Een besluit wordt alleen genomen onder mandaten die dan gelden, of door het orgaan zelf.",
            en: "A decision is taken only under mandates that hold at that moment, or by the body itself."
        ),
        explanation: .init(
            nl:
                "Onder een mandaat besluit de gemandateerde, of wie de rol vervult; bij een lege plek de plaatsvervanger."
                + " Zonder mandaat besluit wie die dag namens het orgaan handelt, en die noemt het besluit van het orgaan."
                + " De hele keten wordt op dat moment gelezen en bij het besluit bewaard.",
            en:
                "Under a mandate the mandatary decides, or whoever holds the role, or its deputy while it is vacant. Without"
                + " one, whoever acts for the body on that day, naming the body's own decision. The whole chain is read at"
                + " that moment and kept with the decision."
        ),
        source: .law("Awb 10:2"),
        guards: [
            "transitionDecision", "getAuthorityCheck", "transitionPartnerRelation", "createCommitment",
            "transitionBudgetTransfer", "createBudgetAmendment",
        ],
        isAboutAuthority: true
    )

    static let aut03 = Article(
        id: "AUT-03",
        title: .init(
            nl: "Wie onder mandaat besloot, beslist niet onder mandaat op het bezwaar daartegen.",
            en: "Whoever decided under mandate does not decide under mandate on the objection to it."
        ),
        explanation: .init(
            nl: "Op bezwaar beslist een ander, of het orgaan zelf.",
            en: "Another person decides on an objection, or the body itself."
        ),
        source: .law("Awb 10:3 (3)"),
        guards: ["transitionDecision", "createCommitment"],
        isAboutAuthority: true
    )

    static let aut07 = Article(
        id: "AUT-07",
        title: .init(
            nl: "Een bedrag blijft binnen het laagste plafond van de keten, ook als het in delen komt.",
            en: "An amount stays within the lowest ceiling of the chain, also when it comes in parts."
        ),
        explanation: .init(
            nl:
                "Besluiten van dezelfde soort, voor dezelfde partner en over hetzelfde onderwerp, die binnen de termijn van"
                + " de organisatie zijn voorgesteld of genomen, tellen eerst bij elkaar op. De weigering noemt wie het wel"
                + " mag.",
            en:
                "Decisions of the same kind, for the same partner and on the same subject, proposed or taken within the"
                + " organisation's window, are added up first. The refusal names who may."
        ),
        source: .method("mandaatpraktijk van gemeenten"),
        guards: ["transitionDecision", "createCommitment", "getAuthorityCheck"],
        isAboutAuthority: true
    )

    static let aut09 = Article(
        id: "AUT-09",
        title: .init(
            nl: "Een besluit zegt namens welk orgaan het is, en de instructies van het mandaat zijn bevestigd.",
            en: "A decision states on whose behalf it is, and the instructions of the mandate are acknowledged."
        ),
        explanation: .init(
            nl: "Wat een besluit zegt, verandert alleen in het concept. Wie onder een mandaat met instructies besluit,"
                + " bevestigt die.",
            en: "What a decision states changes only in the draft. Whoever decides under a mandate with instructions"
                + " acknowledges them."
        ),
        source: .law("Awb 10:6, 10:10"),
        guards: ["transitionDecision", "createCommitment", "updateDecision"]
    )

    static let aut10 = Article(
        id: "AUT-10",
        title: .init(
            nl: "Wat zonder bevoegdheid is gedaan, heeft geen gevolg tot het orgaan zelf het bekrachtigt.",
            en: "What was done without authority has no effect until the body itself ratifies it."
        ),
        explanation: .init(
            nl:
                "Wat buiten Koers om zonder bevoegdheid is gedaan, wordt vastgelegd als onbevoegd gedaan. Alleen een ander"
                + " besluit, van het orgaan zelf en van dezelfde soort, geeft het gevolg.",
            en: "What was done without authority outside Koers is recorded as such. Only another decision, of the body"
                + " itself and of the same kind, gives it effect."
        ),
        source: .law("Awb 10:2 a contrario"),
        guards: ["transitionDecision", "createCommitment"]
    )
}
