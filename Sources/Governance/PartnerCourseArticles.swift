import Domain

extension Article {
    static let prt01 = Article(
        id: "PRT-01",
        title: .init(
            nl:
                "Een positie zegt hoeveel invloed een partner heeft, hoe afhankelijk wij zijn, en wat er gebeurt als hij wegvalt.",
            en:
                "A position says how much influence a partner has, how dependent we are, and what happens if it falls away."
        ),
        explanation: .init(
            nl:
                "Twee vragen brengen een team verder: hoeveel invloed heeft deze partner nu op onze doelen, en hebben we een"
                + " alternatief als de partner wegvalt? Een positie verandert niet: een nieuwe komt ervoor in de plaats, zodat"
                + " de weg van een partner te volgen is.",
            en:
                "Two questions help a team: how much does this partner influence our goals now, and do we have an alternative"
                + " if the partner falls away? A position does not change: a new one takes its place, so that the way of a"
                + " partner can be followed."
        ),
        source: .seed("stel dat de partner wegvalt"),
        guards: ["createPosition"]
    )

    static let prt02 = Article(
        id: "PRT-02",
        title: .init(
            nl: "Over een ontwikkelrichting zijn genoeg mensen het eens, en zij spreekt zichzelf niet tegen.",
            en: "Enough people agree on a direction, and it does not contradict itself."
        ),
        explanation: .init(
            nl:
                "Minder invloed en tegelijk meer afhankelijkheid is geen keuze maar een tegenspraak. Hoeveel mensen het ten"
                + " minste eens zijn, stelt de organisatie in. Wat is afgesproken blijft staan; een nieuwe positie vraagt om"
                + " opnieuw te kijken.",
            en:
                "Less influence and more dependence at once is no choice but a contradiction. The organisation sets how many"
                + " people agree at least. What was agreed stays; a newer position asks to look at it again."
        ),
        source: .seed("Nadat jullie het eens worden"),
        guards: ["createDirection", "updateDirection", "transitionDirection"]
    )

    static let prt03 = Article(
        id: "PRT-03",
        title: .init(
            nl: "Acties horen bij een ontwikkelrichting die is afgesproken.",
            en: "Actions belong to a direction that was agreed."
        ),
        explanation: .init(
            nl:
                "Eerst wordt het team het eens over waar het met een partner heen wil, dan volgt wat daarvoor wordt gedaan."
                + " Een actie die is gedaan of vervallen, verandert niet meer.",
            en:
                "First the team agrees where it wants to go with a partner, then follows what is done for that. An action that"
                + " is done or cancelled does not change any more."
        ),
        source: .seed("kunnen acties bepaald worden"),
        guards: ["createAction", "updateAction"]
    )
}
