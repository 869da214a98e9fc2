import Domain

/// The money of Lindemeer: the task fields of the social domain, three years, and the budget of both programmes.
extension Lindemeer {
    static let budget: [DemoStep] = taskFields + adoption + years + estimates

    /// The list of Iv3 for the social domain as it is since 2025, and what was valid until then, which names its
    /// successors.
    private static let taskFields: [DemoStep] =
        current.enumerated().map { index, field in
            taskField(field.0, field.1, from: field.2, minute: index)
        }
        + lapsed.enumerated().map { index, field in
            taskField(field.0, field.1, from: field.2, until: field.3, by: field.4, minute: current.count + index)
        }

    private static let current: [(String, String, Int64)] = [
        ("4.3", "Onderwijsbeleid en leerlingzaken", 2017), ("5.1", "Sportbeleid en activering", 2017),
        ("6.1", "Samenkracht en burgerparticipatie", 2017),
        ("6.21", "Toegang en eerstelijnsvoorzieningen Wmo", 2025),
        ("6.22", "Toegang en eerstelijnsvoorzieningen Jeugd", 2025),
        ("6.23", "Toegang en eerstelijnsvoorzieningen Integraal", 2025),
        ("6.3", "Inkomensregelingen", 2017), ("6.4", "WSW en beschut werk", 2017), ("6.5", "Arbeidsparticipatie", 2017),
        ("6.60", "Hulpmiddelen en diensten (Wmo)", 2025), ("6.711", "Huishoudelijke hulp (Wmo)", 2025),
        ("6.712", "Begeleiding (Wmo)", 2025), ("6.713", "Dagbesteding (Wmo)", 2025),
        ("6.714", "Overige maatwerkarrangementen (Wmo)", 2025), ("6.751", "Jeugdhulp ambulant lokaal", 2025),
        ("6.752", "Jeugdhulp ambulant regionaal", 2025), ("6.753", "Jeugdhulp ambulant landelijk", 2025),
        ("6.761", "Jeugdhulp met verblijf lokaal", 2025), ("6.762", "Jeugdhulp met verblijf regionaal", 2025),
        ("6.763", "Jeugdhulp met verblijf landelijk", 2025), ("6.791", "PGB Wmo", 2025), ("6.792", "PGB Jeugd", 2025),
        ("6.811", "Beschermd wonen (Wmo)", 2025), ("6.812", "Maatschappelijke- en vrouwenopvang (Wmo)", 2025),
        ("6.821", "Jeugdbescherming", 2025), ("6.822", "Jeugdreclassering", 2025),
        ("6.91", "Coördinatie en beleid Wmo", 2025), ("6.92", "Coördinatie en beleid Jeugd", 2025),
        ("7.1", "Volksgezondheid", 2017), ("8.3", "Wonen en bouwen", 2017),
    ]

    private static let lapsed: [(String, String, Int64, Int64, [String])] = [
        ("6.2", "Toegang en eerstelijnsvoorzieningen", 2017, 2024, ["6.21", "6.22", "6.23"]),
        ("6.72a", "Jeugdhulp begeleiding", 2022, 2024, ["6.751", "6.752", "6.753"]),
        ("6.72b", "Jeugdhulp behandeling", 2022, 2024, ["6.751", "6.752", "6.753"]),
        ("6.72c", "Jeugdhulp dagbesteding", 2022, 2024, ["6.751", "6.752", "6.753"]),
        ("6.72d", "Jeugdhulp zonder verblijf overig", 2022, 2024, ["6.751", "6.752", "6.753"]),
        ("6.73a", "Pleegzorg", 2022, 2024, ["6.761", "6.762", "6.763"]),
        ("6.73b", "Gezinsgericht", 2022, 2024, ["6.761", "6.762", "6.763"]),
        ("6.73c", "Jeugdhulp met verblijf overig", 2022, 2024, ["6.761", "6.762", "6.763"]),
        ("6.82a", "Jeugdbescherming", 2022, 2024, ["6.821"]), ("6.82b", "Jeugdreclassering", 2022, 2024, ["6.822"]),
    ]

    private static let years: [DemoStep] =
        [2026, 2027, 2028].enumerated().map { index, year in
            DemoStep(
                "begrotingsjaar \(year)",
                CreateFiscalYear.self,
                "createFiscalYear",
                at: "2025-10-13T09:0\(index):00Z",
                by: "programmacontroller",
                [Member("year", .integer(year))]
            )
        } + [
            DemoStep(
                "begroting 2026 vastgesteld",
                TransitionFiscalYear.self,
                "transitionFiscalYear",
                at: "2025-11-06T21:30:00Z",
                by: "griffier",
                of: "begrotingsjaar 2026",
                because: "Raadsbesluit van 6 november 2025",
                [Member("to", "adopted"), Member("decisionId", "@R-2025-88")]
            )
        ]

    /// The council decides on the budget of 2026; the clerk passes that on.
    private static let adoption: [DemoStep] =
        proposed(
            "R-2025-88",
            "amend_budget",
            "Programmabegroting 2026",
            body: "council",
            at: "2025-10-29T10",
            by: "programmacontroller"
        ) + [
            taken(
                "R-2025-88",
                at: "2025-11-06T21:00:00Z",
                by: "griffier",
                [Member("resolution", "Raadsbesluit 2025-88")]
            )
        ]

    /// Task field, budget programme, policy field, and what is estimated for 2026, 2027 and 2028, × € 1.000.
    private static let lines: [(String, String, String, [Int64])] = [
        ("4.3", "SD", "onderwijs", [290, 300, 280]), ("5.1", "LG", "sport", [180, 180, 170]),
        ("6.21", "SD", "Wmo", [310, 320, 300]),
        ("6.22", "SD", "jeugd", [420, 430, 400]), ("6.23", "SD", "welzijn", [640, 660, 620]),
        ("6.5", "SD", "werk en inkomen", [380, 390, 370]), ("6.713", "SD", "Wmo", [520, 540, 500]),
        ("6.751", "SD", "jeugd", [760, 780, 720]), ("7.1", "LG", "gezondheid", [350, 360, 340]),
    ]

    /// The estimates of Lindemeer are read in as a list, as its controller would do it.
    private static let estimates: [DemoStep] = [
        DemoStep(
            "begroting ITMDM-26",
            ImportBudgetLines.self,
            "importBudgetLines",
            at: "2025-10-27T10:00:00Z",
            by: "programmacontroller",
            of: "ITMDM-26",
            because: "Meerjarenraming 2026–2028",
            [
                Member(
                    "lines",
                    .array(
                        [2026, 2027, 2028].enumerated().flatMap { index, year in
                            lines.map { line($0.0, $0.1, $0.2, Int64(year), $0.3[index]) }
                        }
                    )
                )
            ]
        ),
        welfare(2026, 1450), welfare(2027, 1490), welfare(2028, 1400),
        DemoStep(
            "begroting op een vervallen taakveld",
            CreateBudgetLine.self,
            "createBudgetLine",
            at: "2025-10-28T09:00:00Z",
            by: "programmacontroller",
            of: "ITMDM-26",
            refusedBy: ["BUD-09"],
            line("6.72a", "SD", "jeugd", 2026, nil).members ?? []
        ),
        DemoStep(
            "raming na vaststelling",
            ImportBudgetLines.self,
            "importBudgetLines",
            at: "2026-02-03T09:00:00Z",
            by: "programmacontroller",
            of: "WDW-26",
            refusedBy: ["BUD-05"],
            [Member("lines", .array([line("8.3", "WR", "wonen", 2026, 900)]))]
        ),
        DemoStep(
            "begroting WDW-26",
            ImportBudgetLines.self,
            "importBudgetLines",
            at: "2026-02-04T10:00:00Z",
            by: "programmacontroller",
            of: "WDW-26",
            [Member("lines", .array([line("8.3", "WR", "wonen", 2027, 900)]))]
        ),
    ]

    /// The line on which most is promised; each year by itself, so that promises can name it.
    private static func welfare(_ year: Int64, _ thousands: Int64) -> DemoStep {
        DemoStep(
            "regel 6.1 \(year)",
            ImportBudgetLines.self,
            "importBudgetLines",
            at: "2025-10-27T11:\(two(Int(year - 2020))):00Z",
            by: "programmacontroller",
            of: "ITMDM-26",
            because: "Meerjarenraming 2026–2028",
            [Member("lines", .array([line("6.1", "SD", "welzijn", year, thousands)]))]
        )
    }

    private static func line(
        _ code: String,
        _ programme: String,
        _ policyField: String,
        _ year: Int64,
        _ thousands: Int64?
    ) -> Value {
        .object(
            [
                Member("fiscalYear", .integer(year)), Member("taskField", .string(code)),
                Member("budgetProgramme", .string(programme)), Member("policyField", .string(policyField)),
                Member("direction", "expense"), Member("nature", "structural"),
            ] + (thousands.map { [Member("authorisedCents", .integer($0 * 100_000))] } ?? [])
        )
    }

    private static func taskField(
        _ code: String,
        _ name: String,
        from: Int64,
        until: Int64? = nil,
        by successors: [String] = [],
        minute: Int
    ) -> DemoStep {
        DemoStep(
            "taakveld \(code)",
            CreateTaskField.self,
            "createTaskField",
            at: "2025-09-04T09:\(two(minute)):00Z",
            by: "programmacontroller",
            [
                Member("code", .string(code)), Member("name", .string(name)), Member("fromYear", .integer(from)),
                Member("untilYear", until.map { .integer($0) } ?? .null),
                Member("successors", .array(successors.map(Value.string))),
            ]
        )
    }
}
