import Domain

extension Article {
    static let ppl01 = Article(
        id: "PPL-01",
        title: .init(
            nl: "Niemand gaat een rol in zonder beoordeling door een ander.",
            en: "Nobody takes up a role without an assessment by someone else."
        ),
        explanation: .init(
            nl: "Een kandidaat beoordeelt zichzelf niet. De beoordeling legt vast wat van elke gevraagde competentie is"
                + " gezien, door wie en wanneer.",
            en: "Candidates do not assess themselves. The assessment records what was seen of each competence that is"
                + " asked, by whom and when."
        ),
        source: .seed("vooraf een kritische blik"),
        guards: ["transitionAssignment", "transitionOrganisationAssignment"]
    )

    static let ppl02 = Article(
        id: "PPL-02",
        title: .init(
            nl: "In een kritieke rol heeft iemand van elke gevraagde competentie het niveau.",
            en: "In a critical role someone has the level of each competence that is asked."
        ),
        explanation: .init(
            nl:
                "Wie van een gevraagde competentie te weinig heeft, of er niet op is beoordeeld, wordt in een kritieke rol"
                + " niet actief. Een genomen besluit tot uitzondering van dit programma laat het toe, tot zijn einddatum en"
                + " niet langer dan de instelling exceptionMaxMonths. Daarna draagt het de bezetting niet meer (STA-05).",
            en:
                "Whoever has too little of a competence that is asked, or was not assessed on it, does not become active in a"
                + " critical role. A taken decision of this programme that grants an exception allows it, until its end date"
                + " and no longer than the setting exceptionMaxMonths. After that it no longer carries the occupancy"
                + " (STA-05)."
        ),
        source: .seed("best passende positie"),
        guards: ["transitionAssignment", "transitionOrganisationAssignment"]
    )

    static let ppl03 = Article(
        id: "PPL-03",
        title: .init(
            nl:
                "De rol van programmamanager vraagt omgaan met een complexe omgeving, flexibiliteit en kansen benutten.",
            en: "The role of programme manager asks for a complex environment, flexibility and seizing opportunities."
        ),
        explanation: .init(
            nl: "Een programma leiden is ander werk dan een project leiden. De rol vraagt daarom altijd de competenties"
                + " complex_environment, flexibility en seizing_opportunities, op een niveau dat de gemeente kiest.",
            en: "Leading a programme is other work than leading a project. So the role always asks for the competences"
                + " complex_environment, flexibility and seizing_opportunities, at a level of the municipality's choice."
        ),
        source: .seed("kansen en mogelijkheden tijdig te signaleren"),
        guards: ["createRole", "updateRole"]
    )

    static let ppl04 = Article(
        id: "PPL-04",
        title: .init(
            nl: "Iemands uren over alle programma's gaan op geen dag boven de contracturen uit.",
            en: "A person's hours over all programmes never exceed the contract hours on any day."
        ),
        explanation: .init(
            nl: "Uren worden één keer toegezegd. Alle actieve roltoewijzingen tellen mee, in elk programma en in de"
                + " organisatie zelf, op elke dag van vandaag af. Ook een kleiner contract moet dragen wat is toegezegd.",
            en: "Hours are promised once. Every active assignment counts, in each programme and in the organisation"
                + " itself, on every day from today on. A smaller contract too must bear what was promised."
        ),
        source: .seed("heldere afspraken rondom inzet"),
        guards: [
            "transitionAssignment", "transitionOrganisationAssignment", "updateAssignment",
            "updateOrganisationAssignment", "updatePerson",
        ]
    )

    static let ppl05 = Article(
        id: "PPL-05",
        title: .init(
            nl: "Wie vertrekt, laat zijn mandaten achter, en een kritieke rol blijft niet te lang leeg.",
            en: "Whoever leaves leaves their mandates behind, and a critical role is not vacant for too long."
        ),
        explanation: .init(
            nl:
                "Vertrekt iemand, dan eindigen die dag de persoonlijke mandaten voor het programma, en de algemene als er"
                + " geen andere rol is; ook als de laatste dag van de laatste roltoewijzing gewoon voorbijgaat. De mandaten"
                + " van de rol rusten tot er een opvolger of plaatsvervanger is. Een kritieke rol is binnen het aantal"
                + " werkdagen van de instelling vacancyWorkingDays weer bezet; anders gaat het programma niet naar opbouw of"
                + " uitvoering. Werkdagen zijn de dagen die de Algemene termijnenwet niet uitzondert.",
            en:
                "When someone leaves, their personal mandates for the programme end that day, and general ones when they"
                + " have no other role; also when the last day of the last assignment simply passes. The mandates of the"
                + " role rest until there is a successor or deputy. And a critical role is filled again within the number of"
                + " working days of the setting vacancyWorkingDays; else the programme does not go to formation or"
                + " execution. Working days are those that the Algemene termijnenwet does not except."
        ),
        source: .law("Awb 10:8"),
        guards: [
            "transitionProgramme", "getProgrammeReadiness", "transitionAssignment", "transitionOrganisationAssignment",
        ]
    )

    static let sta05 = Article(
        id: "STA-05",
        title: .init(
            nl: "Uitvoering begint als elke kritieke rol wordt vervuld door iemand die is beoordeeld en past.",
            en: "Execution starts once every critical role is held by someone who was assessed and fits."
        ),
        explanation: .init(
            nl:
                "Op de dag van de stap is in elke kritieke rol van het programma iemand actief die hier werkt en van elke"
                + " gevraagde competentie het niveau heeft, of er met een uitzondering zit die nog loopt (PPL-02).",
            en:
                "On the day of the step every critical role of the programme has an active holder who works here and has the"
                + " level of each competence that is asked, or is there by an exception that still lasts (PPL-02)."
        ),
        source: .seed("de juiste mensen op de juiste plek"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )
}
