import Domain

extension Lindemeer {
    static let course: [DemoStep] = [
        DemoStep(
            "iedereen-telt-mee",
            CreateChallenge.self,
            "createChallenge",
            at: "2025-10-06T09:30:00Z",
            by: "beleidsadviseur",
            [
                Member("name", "Iedereen telt mee en doet mee"),
                Member(
                    "description",
                    """
                    Een op de acht inwoners is ernstig eenzaam, kinderen groeien niet overal kansrijk op en mantelzorgers \
                    raken overbelast. Geen afdeling en geen partner lost dit alleen op.
                    """
                ),
                Member("predictability", 25), Member("strategicGoalSet", true), Member("structuralEffort", true),
                Member("steeringParties", 6), Member("chosenMethod", "programme"),
            ]
        ),
        DemoStep(
            "parkeervergunningen",
            CreateChallenge.self,
            "createChallenge",
            at: "2025-10-07T13:00:00Z",
            by: "beleidsadviseur",
            [
                Member("name", "Afhandeling parkeervergunningen"),
                Member("description", "Aanvragen voor een parkeervergunning liggen te lang."),
                Member("predictability", 95), Member("strategicGoalSet", false), Member("structuralEffort", true),
                Member("steeringParties", 1),
            ]
        ),
        DemoStep(
            "een-thuis",
            CreateChallenge.self,
            "createChallenge",
            at: "2025-11-03T10:00:00Z",
            by: "teamleider-wonen",
            [
                Member("name", "Een thuis voor wie er zoekt"),
                Member(
                    "description",
                    "Starters, spoedzoekers en ouderen vinden geen passend huis; bouwen alleen is niet het antwoord."
                ),
                Member("predictability", 40), Member("strategicGoalSet", true), Member("structuralEffort", true),
                Member("steeringParties", 4), Member("chosenMethod", "programme"),
            ]
        ),
        DemoStep(
            "PARK-26",
            CreateProgramme.self,
            "createProgramme",
            at: "2025-10-08T09:00:00Z",
            by: "beleidsadviseur",
            [
                Member("code", "PARK-26"), Member("name", "Parkeervergunningen op orde"),
                Member("challengeId", "@parkeervergunningen"),
            ]
        ),
        DemoStep(
            "PARK-26 naar opbouw",
            TransitionProgramme.self,
            "transitionProgramme",
            at: "2025-10-09T09:00:00Z",
            by: "beleidsadviseur",
            of: "PARK-26",
            refusedBy: ["MTH-01"],
            [Member("to", "formation")]
        ),
        DemoStep(
            "ITMDM-26",
            CreateProgramme.self,
            "createProgramme",
            at: "2025-10-20T09:00:00Z",
            by: "programmamanager",
            [
                Member("code", "ITMDM-26"), Member("name", "Iedereen telt mee en doet mee"),
                Member(
                    "description",
                    "Programma in het sociaal domein: contact, kansen, meedoen, eigen netwerk en gezondheid."
                ),
                Member("challengeId", "@iedereen-telt-mee"),
                Member("decisionKinds", ["grant_subsidy", "engage_commitment"]),
                Member("startDate", "2026-01-01"), Member("endDate", "2029-12-31"),
                Member("externalIds", .object([Member("zaaksysteem", "Z-2025-001734")])),
            ]
        ),
        DemoStep(
            "ITMDM-26 naar opbouw",
            TransitionProgramme.self,
            "transitionProgramme",
            at: "2025-11-10T10:00:00Z",
            by: "programmamanager",
            of: "ITMDM-26",
            because: "Besluit stuurgroep sociaal domein 10 november",
            [Member("to", "formation")]
        ),
        DemoStep(
            "ITMDM-26 te vroeg naar uitvoering",
            TransitionProgramme.self,
            "transitionProgramme",
            at: "2025-12-15T10:00:00Z",
            by: "programmamanager",
            of: "ITMDM-26",
            refusedBy: ["CRS-04", "STA-04", "STA-06", "STA-07"],
            [Member("to", "execution"), Member("decisionId", "@B-001")]
        ),
        DemoStep(
            "ITMDM-26 opdracht",
            UpdateProgramme.self,
            "updateProgramme",
            at: "2026-01-12T14:00:00Z",
            by: "programmamanager",
            of: "ITMDM-26",
            because: "Opdrachtgesprek 12 januari",
            [
                Member(
                    "commission",
                    """
                    Zorg dat in 2029 minder inwoners ernstig eenzaam zijn en dat kinderen kansrijk opgroeien, met de \
                    partners die daar zelf voor staan, binnen het budget van het sociaal domein.
                    """
                ),
                Member(
                    "governance",
                    """
                    De programmamanager rapporteert maandelijks aan beide opdrachtgevers; de stuurgroep besluit over \
                    koers en geld, de lijn levert de inzet.
                    """
                ),
            ]
        ),
        DemoStep(
            "ITMDM-26 naar uitvoering",
            TransitionProgramme.self,
            "transitionProgramme",
            at: "2026-04-21T09:00:00Z",
            by: "programmamanager",
            of: "ITMDM-26",
            because: "Startbesluit college 31 maart (B-001)",
            [Member("to", "execution"), Member("decisionId", "@B-001")]
        ),
        DemoStep(
            "WDW-26",
            CreateProgramme.self,
            "createProgramme",
            at: "2026-02-02T09:00:00Z",
            by: "teamleider-wonen",
            [
                Member("code", "WDW-26"), Member("name", "Wonen dat werkt"),
                Member("description", "Programma voor passend wonen, samen met woonstichting en zorgpartners."),
                Member("challengeId", "@een-thuis"), Member("startDate", "2026-07-01"), Member("endDate", "2030-06-30"),
                Member("politicalSponsorId", "@wethouder-wonen"),
            ]
        ),
        DemoStep(
            "WDW-26 naar opbouw",
            TransitionProgramme.self,
            "transitionProgramme",
            at: "2026-06-08T10:00:00Z",
            by: "teamleider-wonen",
            of: "WDW-26",
            [Member("to", "formation")]
        ),
    ]
}
