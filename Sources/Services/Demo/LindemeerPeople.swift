import Domain

extension Lindemeer {
    static let teams: [DemoStep] = [
        team("welzijn", "Welzijn", "welzijn", minute: 0),
        team("jeugd", "Jeugd", "jeugd", minute: 1),
        team("onderwijs", "Onderwijs", "onderwijs", minute: 2),
        team("wmo", "Wmo", "wmo", minute: 3),
        team("werk-en-inkomen", "Werk & Inkomen", "werk en inkomen", minute: 4),
        team("gezondheid-en-sport", "Gezondheid & Sport", "gezondheid en sport", minute: 5),
        team("wonen", "Wonen", "wonen", minute: 6),
        team("bestuur-en-directie", "Bestuur en directie", "bestuur", minute: 7),
        team("programmabureau", "Programmabureau", "programmatisch werken", minute: 8),
    ]

    static let persons: [DemoStep] = [
        person("functioneel-beheerder", "Functioneel beheerder", "functioneel beheerder Koers", "programmabureau", 0),
        person("burgemeester", "Burgemeester", "burgemeester", "bestuur-en-directie", 1, actsFor: "mayor"),
        person(
            "wethouder-sociaal-domein",
            "Wethouder sociaal domein",
            "wethouder sociaal domein",
            "bestuur-en-directie",
            2,
            actsFor: "college"
        ),
        person("wethouder-onderwijs", "Wethouder onderwijs", "wethouder onderwijs", "bestuur-en-directie", 3),
        person("wethouder-wonen", "Wethouder wonen", "wethouder wonen", "bestuur-en-directie", 4),
        person("griffier", "Griffier", "griffier", "bestuur-en-directie", 5, actsFor: "council"),
        person("gemeentesecretaris", "Gemeentesecretaris", "gemeentesecretaris", "bestuur-en-directie", 6),
        person("directeur-samenleving", "Directeur Samenleving", "directeur Samenleving", "bestuur-en-directie", 7),
        person(
            "directeur-bedrijfsvoering",
            "Directeur Bedrijfsvoering",
            "directeur Bedrijfsvoering",
            "bestuur-en-directie",
            8
        ),
        person("programmamanager", "Programmamanager", "programmamanager", "programmabureau", 9, hours: 32),
        person("programmacontroller", "Programmacontroller", "programmacontroller", "programmabureau", 10, hours: 16),
        person("partnermanager", "Partnermanager", "partnermanager", "programmabureau", 11, hours: 24),
        person("beleidsadviseur", "Beleidsadviseur welzijn", "beleidsadviseur", "welzijn", 12),
        person("teamleider-jeugd", "Teamleider Jeugd", "teamleider", "jeugd", 13),
        person("teamleider-wonen", "Teamleider Wonen", "teamleider", "wonen", 14),
        representative("bestuurder-buurtkracht", "Bestuurder Buurtkracht", "bestuurder Stichting Buurtkracht", 15),
        representative("voorzitter-oeverwijs", "Voorzitter Oeverwijs", "voorzitter Schoolbestuur Oeverwijs", 16),
        representative("praktijkhouder-de-linde", "Praktijkhouder De Linde", "praktijkhouder Huisartsen De Linde", 17),
        representative("directeur-ijsselrand", "Directeur IJsselrand", "directeur Werkbedrijf IJsselrand", 18),
        representative("voorzitter-inwonersberaad", "Voorzitter Inwonersberaad", "voorzitter Inwonersberaad", 19),
        representative(
            "directeur-de-waterpoort",
            "Directeur De Waterpoort",
            "directeur Woonstichting De Waterpoort",
            20
        ),
        representative("bestuurder-meerzicht", "Bestuurder Meerzicht", "bestuurder Zorgcombinatie Meerzicht", 21),
        representative("voorzitter-huurdersraad", "Voorzitter Huurdersraad", "voorzitter Huurdersraad", 22),
        person("teamleider-welzijn", "Teamleider Welzijn", "teamleider", "welzijn", 23),
        person("teamleider-onderwijs", "Teamleider Onderwijs", "teamleider", "onderwijs", 24),
        person("teamleider-wmo", "Teamleider Wmo", "teamleider", "wmo", 25),
        person("teamleider-werk-en-inkomen", "Teamleider Werk & Inkomen", "teamleider", "werk-en-inkomen", 26),
        person(
            "teamleider-gezondheid-en-sport",
            "Teamleider Gezondheid & Sport",
            "teamleider",
            "gezondheid-en-sport",
            27
        ),
        person("projectleider-buurtkamers", "Projectleider Buurtkamers", "projectleider", "welzijn", 28),
        person("projectleider-schoolsteunteam", "Projectleider Schoolsteunteam", "projectleider", "jeugd", 29),
        person("leerplichtambtenaar", "Leerplichtambtenaar", "leerplichtambtenaar", "onderwijs", 30),
        person("coordinator-werkcafe", "Coördinator Werkcafé", "coördinator", "werk-en-inkomen", 31),
        person("projectleider-respijthuis", "Projectleider Respijthuis", "projectleider", "wmo", 32),
        person(
            "coordinator-beweegmakelaars",
            "Coördinator Beweegmakelaars",
            "coördinator",
            "gezondheid-en-sport",
            33
        ),
        person("projectleider-wonen", "Projectleider Wonen", "projectleider", "wonen", 34),
    ]

    static let partners: [DemoStep] = [
        partner("buurtkracht", "Stichting Buurtkracht", "welfare", 0),
        partner("de-spil", "De Spil", "youth_work", 1),
        partner("jongactief", "JongActief", "youth_work", 2),
        partner("straathoek-noord", "Straathoek Noord", "youth_work", 3),
        partner("meerzicht", "Zorgcombinatie Meerzicht", "care", 4),
        partner("oeverwijs", "Schoolbestuur Oeverwijs", "education", 5),
        partner("huisartsen-de-linde", "Huisartsen De Linde", "care", 6),
        partner("werkbedrijf-ijsselrand", "Werkbedrijf IJsselrand", "employment", 7),
        partner("de-waterpoort", "Woonstichting De Waterpoort", "housing", 8),
        partner("kastanjehof", "Speeltuin Kastanjehof", "association", 9),
    ]

    private static func team(_ name: String, _ title: String, _ policyField: String, minute: Int) -> DemoStep {
        DemoStep(
            name,
            CreateTeam.self,
            "createTeam",
            at: "2025-09-01T09:\(two(minute)):00Z",
            [Member("name", .string(title)), Member("policyField", .string(policyField))]
        )
    }

    private static func person(
        _ name: String,
        _ title: String,
        _ function: String,
        _ team: String,
        _ minute: Int,
        hours: Int64 = 36,
        actsFor body: String? = nil
    ) -> DemoStep {
        let capacity = body.map { body in
            Value.array([.object([Member("body", .string(body)), Member("fromDate", "2022-06-01")])])
        }
        return DemoStep(
            name,
            CreatePerson.self,
            "createPerson",
            at: "2025-09-02T09:\(two(minute)):00Z",
            [
                Member("displayName", .string(title)), Member("function", .string(function)),
                Member("teamId", .string("@\(team)")), Member("contractHoursPerWeek", .integer(hours)),
                Member("actsFor", capacity ?? []),
            ]
        )
    }

    /// Someone who works elsewhere and speaks for a stakeholder.
    private static func representative(_ name: String, _ title: String, _ function: String, _ minute: Int) -> DemoStep {
        DemoStep(
            name,
            CreatePerson.self,
            "createPerson",
            at: "2025-09-02T09:\(two(minute)):00Z",
            [
                Member("displayName", .string(title)), Member("function", .string(function)),
                Member("contractHoursPerWeek", 0),
            ]
        )
    }

    private static func partner(_ name: String, _ title: String, _ kind: String, _ minute: Int) -> DemoStep {
        DemoStep(
            name,
            CreatePartner.self,
            "createPartner",
            at: "2025-09-03T09:\(two(minute)):00Z",
            by: "partnermanager",
            [Member("name", .string(title)), Member("kind", .string(kind))]
        )
    }

    static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
