import Domain

extension Article {
    static let prt04 = Article(
        id: "PRT-04",
        title: .init(
            nl:
                "Een langlopende subsidie wordt afgebouwd na een aankondiging, met een redelijke termijn en een motivering.",
            en: "A subsidy of many years is wound down after an announcement, with a reasonable term and a motivation."
        ),
        explanation: .init(
            nl:
                "Wie drie of meer jaren achtereen subsidie kreeg voor in hoofdzaak dezelfde activiteiten, mag erop rekenen"
                + " dat die niet van de ene op de andere dag stopt. De jaren van de partners die een partner voortzet,"
                + " tellen mee. Hoe lang de termijn ten minste is, stelt de organisatie in.",
            en:
                "Whoever was subsidised three or more years in a row for substantially the same activities may count on it"
                + " that this does not stop from one day to the next. The years of the partners that a partner continues"
                + " are counted with it. The organisation sets how long the term is at least."
        ),
        source: .law("Awb 4:51"),
        guards: ["transitionPartnerRelation", "updatePartnerRelation"]
    )

    static let prt05 = Article(
        id: "PRT-05",
        title: .init(
            nl: "Een strategisch partnerschap vraagt dat de partner de geldende visie steunt.",
            en: "A strategic partnership needs that the partner endorses the vision in force."
        ),
        explanation: .init(
            nl:
                "Een strategische partner is deelgenoot van de visie. De partner is daarom belanghebbende van het programma,"
                + " en zijn laatste standpunt over de vastgestelde tekst is steun.",
            en:
                "A strategic partner has a part in the vision. The partner is therefore a stakeholder of the programme, and"
                + " its latest stance on the adopted text is an endorsement."
        ),
        source: .seed("deelgenoot worden van de visie"),
        guards: ["createPartnerRelation", "updatePartnerRelation"]
    )

    static let prt06 = Article(
        id: "PRT-06",
        title: .init(
            nl: "Een relatie eindigt pas als er niets meer loopt, en wat is geëindigd krijgt er niets meer bij.",
            en: "A relation ends only when nothing runs any more, and one that ended gets nothing added."
        ),
        explanation: .init(
            nl:
                "Zolang er een afspraak of een verplichting loopt, of een termijn niet voorbij is, loopt de relatie door."
                + " Na het einde komen er geen afspraken, posities, richtingen of acties meer bij, en verandert er niets"
                + " meer.",
            en:
                "While an agreement or a commitment runs, or a term is not over, the relation goes on. After the end no"
                + " agreements, positions, directions or actions are added, and nothing changes any more."
        ),
        source: .seed("afbouwen en beëindigen"),
        guards: [
            "updatePartnerRelation", "transitionPartnerRelation", "createAgreement", "updateAgreement",
            "createPosition", "createDirection",
            "createAction",
        ]
    )

    static let prt07 = Article(
        id: "PRT-07",
        title: .init(
            nl: "Een partner heeft voor één voorziening één vorm: nooit strategische partner en concurrent tegelijk.",
            en: "A partner has one form for one provision: never strategic partner and competing supplier at once."
        ),
        explanation: .init(
            nl:
                "Wie meedenkt over de koers, dingt niet tegelijk mee naar dezelfde opdracht. Dat geldt over alle programma's"
                + " van de organisatie heen. Binnen een programma is er voor een partner en een voorziening één relatie.",
            en:
                "Whoever helps to set the course does not compete for the same work at once. That holds across all programmes"
                + " of the organisation. Within a programme there is one relation for a partner and a provision."
        ),
        source: .seed("heldere keuzes maken met welke partijen"),
        guards: ["createPartnerRelation", "updatePartnerRelation"]
    )
}
