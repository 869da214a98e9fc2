import Domain

extension Article {
    static let vis01 = Article(
        id: "VIS-01",
        title: .init(
            nl: "Een visie wordt pas vastgesteld als elke verplichte belanghebbende deze tekst steunt.",
            en: "A vision is adopted only when every required stakeholder endorses this text."
        ),
        explanation: .init(
            nl: "Het laatste standpunt van elke verplichte belanghebbende over precies deze tekst telt. Een voorbehoud"
                + " houdt de vaststelling tegen, net als een weigering, een intrekking of geen standpunt.",
            en: "The latest stance of every required stakeholder on exactly this text counts. A reservation blocks the"
                + " adoption, as do a refusal, a withdrawal and no stance at all."
        ),
        source: .seed("gedragen visie door alle belanghebbenden"),
        guards: ["transitionVision", "getVisionSupport"]
    )

    static let vis02 = Article(
        id: "VIS-02",
        title: .init(
            nl:
                "Een visie wordt pas vastgesteld als bestuur, directie en maatschappelijke partners haar elk"
                + " ten minste één keer steunen.",
            en: "A vision is adopted only when executives, directors and social partners each endorse it at least once."
        ),
        explanation: .init(
            nl: "Een visie is niet alleen van de direct betrokkenen. De categorie en de partner van een belanghebbende"
                + " liggen vast zodra die een standpunt gaf, zodat niemand wordt verplaatst om een gat te vullen.",
            en: "A vision is not only of those directly involved. The category and the partner of a stakeholder freeze"
                + " once it gave a stance, so that nobody is moved to fill a gap."
        ),
        source: .seed("niet alleen van de direct betrokkenen"),
        guards: ["transitionVision", "getVisionSupport", "updateStakeholder"]
    )

    static let vis03 = Article(
        id: "VIS-03",
        title: .init(
            nl: "Een programma heeft ten hoogste één vastgestelde visie.",
            en: "A programme has at most one adopted vision."
        ),
        explanation: .init(
            nl:
                "Vaststellen vervangt de vorige visie in dezelfde stap. Een oudere visie komt niet meer in de plaats van"
                + " een nieuwere.",
            en:
                "Adopting supersedes the previous vision in the same step. An older vision no longer takes the place of a"
                + " newer one."
        ),
        source: .seed("de enige juiste visie is"),
        guards: ["transitionVision", "getVisionSupport"]
    )

    static let vis04 = Article(
        id: "VIS-04",
        title: .init(
            nl: "Alleen de eigen vertegenwoordiger van een belanghebbende geeft een standpunt.",
            en: "Only a stakeholder's own representative gives its stance."
        ),
        explanation: .init(
            nl: "Steun is iets wat een belanghebbende zelf voelt en erkent; niemand geeft die namens een ander. Daarom"
                + " wijst alleen de zittende bestuurlijk opdrachtgever of een beheerder een andere vertegenwoordiger aan, en een"
                + " opvolger van die opdrachtgever zelf.",
            en: "Support is what a stakeholder itself feels and acknowledges; nobody gives it for another. That is why"
                + " only the sitting political sponsor or an administrator names another representative, and a successor of that"
                + " sponsor."
        ),
        source: .seed("moet voelen en erkennen"),
        guards: ["createEndorsement", "updateStakeholder", "updateProgramme", "transitionAssignment"],
        isAboutAuthority: true
    )

    static let vis05 = Article(
        id: "VIS-05",
        title: .init(
            nl:
                "Zolang het draagvlak is verwaterd, gaat een programma niet naar opbouw of uitvoering, wordt niets nieuws verplicht"
                + " en krijgt geen partner een nieuwe richting.",
            en:
                "While support is eroded, a programme does not go to formation or execution, nothing new is committed and no"
                + " partner gets a new direction."
        ),
        explanation: .init(
            nl:
                "Gedragen is een visie als het laatste standpunt van elke verplichte belanghebbende over de vastgestelde"
                + " tekst steun is. Valt er een weg, dan is het draagvlak verwaterd en gaat een hersteltermijn in. Het"
                + " programma loopt door en lopende verplichtingen en wettelijke taken ook; nieuwe stappen wachten.",
            en: "A vision is carried when the latest stance of every required stakeholder on the adopted text is an"
                + " endorsement. When one falls away, support is eroded and a term for recovery begins. The programme"
                + " runs on, and so do running obligations and statutory tasks; new steps wait."
        ),
        source: .seed("dat daardoor het draagvlak verwatert"),
        guards: ["transitionProgramme", "getProgrammeReadiness", "createDirection", "createCommitment"]
    )

    static let vis06 = Article(
        id: "VIS-06",
        title: .init(
            nl:
                "Na de hersteltermijn gaat een programma van uitvoering naar heroverweging; terug kan zodra de visie"
                + " weer wordt gedragen.",
            en:
                "After the term for recovery a programme goes from execution to reconsideration; it can return once the"
                + " vision is carried again."
        ),
        explanation: .init(
            nl: "Dat geldt vanaf middernacht na de laatste dag van de termijn, Nederlandse tijd. Teruggaan naar"
                + " uitvoering is een eigen stap, die kan zodra de visie weer wordt gedragen (STA-06); de andere weg is"
                + " afbouw.",
            en: "That holds from the midnight after the last day of the term, Dutch time. Going back to execution is a"
                + " step of its own, possible once the vision is carried again (STA-06); the other way is wind-down."
        ),
        source: .seed("enorm verstoren in de weg naar"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )

    static let vis07 = Article(
        id: "VIS-07",
        title: .init(
            nl:
                "Alleen de bestuurlijk opdrachtgever verwijdert een verplichte belanghebbende, met motivering en bevestigd"
                + " door een tweede persoon.",
            en: "Only the political sponsor removes a required stakeholder, with a motivation and confirmed by a second"
                + " person."
        ),
        explanation: .init(
            nl:
                "Wie lastig is, wordt niet stilletjes van de lijst gehaald. De tweede persoon is een ander dan de"
                + " opdrachtgever en de vertegenwoordiger. De standpunten blijven zichtbaar.",
            en: "Whoever is difficult is not quietly taken off the list. The second person is another than the sponsor"
                + " and the representative. The stances stay visible."
        ),
        source: .seed("gezamenlijk commitment"),
        guards: ["removeStakeholder", "confirmStakeholderRemoval", "updateStakeholder", "createEndorsement"]
    )

    static let vis08 = Article(
        id: "VIS-08",
        title: .init(
            nl: "Een verplichte belanghebbende die na de vaststelling komt, erft geen steun.",
            en: "A required stakeholder that comes after the adoption inherits no support."
        ),
        explanation: .init(
            nl:
                "De steun van een nieuwkomer ontbreekt tot die zelf steun geeft. Tot dan is het draagvlak verwaterd, met"
                + " dezelfde hersteltermijn.",
            en: "The support of a newcomer is missing until it gives its own endorsement. Until then support is eroded,"
                + " with the same term for recovery."
        ),
        source: .seed("gezamenlijk commitment"),
        guards: ["createStakeholder", "updateStakeholder", "transitionProgramme", "getProgrammeReadiness"]
    )

    static let vis09 = Article(
        id: "VIS-09",
        title: .init(
            nl:
                "Een tekst waarover steun wordt gevraagd, ligt vast; een andere tekst krijgt een nieuw nummer, zonder"
                + " steun.",
            en: "A text that seeks support is frozen; a changed text gets a new number, without endorsements."
        ),
        explanation: .init(
            nl: "Een visie verandert alleen als concept. Standpunten zijn er alleen over een tekst die is voorgelegd of"
                + " vastgesteld. Wie teruggaat naar concept, krijgt een nieuw nummer.",
            en: "A vision changes only as a draft. Stances are only given on a text that seeks support or is adopted."
                + " Going back to draft makes a new number."
        ),
        source: .seed("gezamenlijke ontwikkeling van visie"),
        guards: ["updateVision", "createEndorsement"]
    )

    static let sta06 = Article(
        id: "STA-06",
        title: .init(
            nl: "Uitvoering begint met een vastgestelde visie die wordt gedragen.",
            en: "Execution starts with an adopted vision that is carried."
        ),
        explanation: .init(
            nl:
                "Zonder een visie die iedereen die stuurt ook draagt, gaat ieder bij de eerste tegenslag een eigen kant"
                + " op.",
            en: "Without a vision that everyone who steers also carries, each goes their own way at the first setback."
        ),
        source: .seed("gedragen visie door alle belanghebbenden"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )
}
