import Domain

extension Article {
    static let aut02 = Article(
        id: "AUT-02",
        title: .init(
            nl: "Wat niet gemandateerd kan worden, wordt geweigerd.",
            en: "What cannot be mandated is refused."
        ),
        explanation: .init(
            nl:
                "De begroting wijzigen en overhevelen tussen begrotingsprogramma's doet de gemeenteraad zelf; de rest is van"
                + " het college. Een volmacht gaat alleen over een opdracht gunnen, een verplichting aangaan of iets"
                + " anders, en kan ook van de burgemeester komen; een machtiging alleen over iets anders.",
            en:
                "The council itself amends the budget and transfers between budget programmes; the rest is the college's. A"
                + " power of attorney is only about awarding a contract, engaging a commitment or something else, and may"
                + " also come from the mayor; an authorisation only about something else."
        ),
        source: .law("Awb 10:3 (1), 10:12; Gemeentewet 156, 189, 192"),
        guards: [
            "createMandate", "updateMandate", "transitionMandate", "transitionDecision", "createCommitment",
            "getAuthorityCheck",
        ]
    )

    static let aut04 = Article(
        id: "AUT-04",
        title: .init(
            nl: "Wie niet onder de mandaatgever werkt, stemt eerst in, en zijn werkgever ook.",
            en: "Whoever works outside the grantor's responsibility consents first, and so does the employer."
        ),
        explanation: .init(
            nl:
                "Een mandaat aan iemand buiten de organisatie blijft een concept tot de gemandateerde heeft ingestemd, en"
                + " ook de werkgever, waar die er is.",
            en: "A mandate to someone outside the organisation stays a draft until the mandatary has consented, and the"
                + " employer too, where there is one."
        ),
        source: .law("Awb 10:4"),
        guards: ["transitionMandate"]
    )

    static let aut05 = Article(
        id: "AUT-05",
        title: .init(
            nl: "Een algemeen mandaat noemt het schriftelijke besluit waarop het rust.",
            en: "A general mandate names its founding decision in writing."
        ),
        explanation: .init(
            nl:
                "Een mandaat voor één zaak noemt die zaak. Elk ander is algemeen, en dat wordt schriftelijk verleend: het"
                + " noemt het besluit voordat het van kracht wordt.",
            en:
                "A mandate for one case names that case. Every other is general, and is granted in writing: it names the"
                + " decision before it comes into force."
        ),
        source: .law("Awb 10:5"),
        guards: ["transitionMandate"]
    )

    static let aut06 = Article(
        id: "AUT-06",
        title: .init(
            nl:
                "Een ondermandaat bestaat alleen waar en zo diep als het mag, en geeft nooit meer dan wat erboven ligt.",
            en: "A sub-mandate exists only where and as deep as it may, and never gives more than what lies above it."
        ),
        explanation: .init(
            nl:
                "Een keten van mandaten geeft wat alle schakels samen geven: de gedeelde bevoegdheden, het laagste plafond"
                + " en de kortste periode. Een mandaat dat van kracht is, wordt alleen nog beperkt, en dat beperkt alles"
                + " daaronder mee.",
            en:
                "A chain of mandates grants what all its links grant together: the shared powers, the lowest ceiling and the"
                + " narrowest window. A mandate in force is only narrowed, and that narrows all below it."
        ),
        source: .law("Awb 10:9"),
        guards: ["createMandate", "updateMandate", "transitionMandate"]
    )

    static let aut08 = Article(
        id: "AUT-08",
        title: .init(
            nl: "Een mandaat eindigt vanaf nu of later, nooit met terugwerkende kracht.",
            en: "A mandate ends from now on or later, never with retroactive effect."
        ),
        explanation: .init(
            nl:
                "Wat onder een mandaat is besloten, blijft gelden als het mandaat eindigt. Intrekken werkt vanaf het moment"
                + " zelf, en de laatste dag verschuift hooguit naar vandaag.",
            en: "What was decided under a mandate stays valid when the mandate ends. Revocation works from that very"
                + " moment, and the last day moves to today at the earliest."
        ),
        source: .law("Awb 10:8"),
        guards: ["updateMandate", "transitionMandate", "transitionDecision", "createCommitment"]
    )
}
