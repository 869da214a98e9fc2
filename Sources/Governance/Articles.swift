import Domain

extension Article {
    static let mth01 = Article(
        id: "MTH-01",
        title: .init(
            nl: "Alleen een opgave met een strategisch doel, structurele inspanning en meerdere sturende partijen"
                + " wordt een programma.",
            en: "Only a challenge with a strategic goal, structural effort and several steering parties becomes a"
                + " programme."
        ),
        explanation: .init(
            nl: "Een programma is het voertuig voor een vooraf gesteld strategisch doel dat structurele inspanning van"
                + " meer dan één sturende partij vraagt. Past een andere aanpak beter, dan noemt de weigering die. De"
                + " feiten van de opgave liggen vast zolang een programma voorbij de verkenning erop rust; een afgewezen"
                + " programma laat ze vrij.",
            en: "A programme is the vehicle for a strategic goal set beforehand that asks structural effort of more"
                + " than one steering party. Where another method fits better, the refusal names it. The facts of the"
                + " challenge are frozen while a programme past exploration rests on them; a rejected programme leaves"
                + " them free."
        ),
        source: .seed("sturingsverantwoordelijkheden bij meerdere belanghebbenden"),
        guards: ["transitionProgramme", "getProgrammeReadiness", "getChallengeMethodAdvice", "updateChallenge"]
    )

    static let mth02 = Article(
        id: "MTH-02",
        title: .init(
            nl: "Wie een andere aanpak kiest dan het advies, motiveert dat.",
            en: "Whoever chooses another method than the advice says why."
        ),
        explanation: .init(
            nl: "Het advies volgt uit de voorspelbaarheid van de uitkomsten, het doel, de inspanning en het aantal"
                + " sturende partijen. Afwijken mag, met een motivering die later is na te lezen.",
            en: "The advice follows from the predictability of the outcomes, the goal, the effort and the number of"
                + " steering parties. Deviating is allowed, with a motivation that can be read later."
        ),
        source: .seed("voorspelbaarheid van de uitkomsten"),
        guards: ["createChallenge", "updateChallenge", "getChallengeMethodAdvice"]
    )

    static let sta04 = Article(
        id: "STA-04",
        title: .init(
            nl: "Uitvoering begint met een opdracht, een vastgelegde governance en twee verschillende opdrachtgevers.",
            en: "Execution starts with a commission, a recorded governance and two distinct sponsors."
        ),
        explanation: .init(
            nl: "Voor de start is duidelijk wat de opdracht is, welke positie de programmaorganisatie heeft, en wie de"
                + " bestuurlijk en wie de ambtelijk opdrachtgever is. Dat zijn twee verschillende personen.",
            en: "Before the start it is clear what the commission is, what position the programme organisation has,"
                + " and who the political and who the official sponsor is. These are two different persons."
        ),
        source: .seed("positie en governance van de programmaorganisatie"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )
}
