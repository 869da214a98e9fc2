import Domain

/// What Lindemeer promised in 2026 on task field 6.1, spent, and was refused: committed € 1.180.000,00, realised
/// € 210.000,00, free € 60.000,00.
extension Lindemeer {
    static let commitments: [DemoStep] = yearly + underM3 + refused

    private static let welfare = "regel 6.1"

    /// Subsidies of the college for a year or more, engaged by the controller.
    private static let yearly: [DemoStep] =
        subsidised(
            ("B-010", "V-2026-001"),
            "Welzijnswerk 2026–2028",
            "@buurtkracht",
            [(2026, 78_000_000), (2027, 80_000_000), (2028, 76_000_000)],
            on: "2026-01-12"
        )
        + subsidised(("B-011", "V-2026-002"), "Jongerenwerk 2026", "@de-spil", [(2026, 36_000_000)], on: "2026-01-13")
        + subsidised(
            ("B-012", "V-2026-003"),
            "Jongerenwerk Zuid 2026",
            "@jongactief",
            [(2026, 20_150_000)],
            on: "2026-01-14"
        )
        + [
            spent("V-2026-001", 15_000_000, on: "2026-03-31", "Eerste kwartaal"),
            spent("V-2026-002", 7_500_000, on: "2026-03-31", "Eerste kwartaal"),
            spent("V-2026-002", -1_500_000, on: "2026-04-08", "Dubbel gedeclareerd in maart"),
        ]

    /// What the programme manager decided under M3.
    private static let underM3: [DemoStep] = [
        engaged(
            "V-2026-014",
            "B-014",
            "Buurtkamer De Notenboom",
            "@buurtkracht",
            [(2026, 4_850_000)],
            at: "2026-05-13T14:00:00Z"
        )
    ]

    /// Whoever decided does not confirm the delivery, and while support is eroded nothing new is promised to a partner.
    private static let refused: [DemoStep] = [
        DemoStep(
            "bevestiging door wie besloot",
            CreateRealisation.self,
            "createRealisation",
            at: "2026-06-02T10:00:00Z",
            by: "wethouder-sociaal-domein",
            of: "V-2026-003",
            refusedBy: ["BUD-10"],
            delivery(1_000_000, on: "2026-05-29", "Open dag")
        ),
        engaged(
            "V-2026-032",
            "B-032a",
            "Jongerenactiviteiten zomer",
            "@de-spil",
            [(2026, 3_000_000)],
            at: "2026-09-21T10:00:00Z",
            refusedBy: ["VIS-05"]
        ),
    ]

    /// A subsidy that the partner manager proposes, the alderman decides and the controller engages, in one day.
    private static func subsidised(
        _ codes: (decision: String, commitment: String),
        _ subject: String,
        _ partner: String,
        _ years: [(Int64, Int64)],
        on day: String
    ) -> [DemoStep] {
        proposed(
            codes.decision,
            "grant_subsidy",
            subject,
            at: "\(day)T09",
            by: "partnermanager",
            [
                Member("partnerId", .string(partner)),
                Member("amountCents", .integer(years.map(\.1).reduce(0, +))),
            ]
        ) + [
            taken(
                codes.decision,
                at: "\(day)T13:00:00Z",
                by: "wethouder-sociaal-domein",
                [Member("resolution", .string("B&W van \(day)"))]
            ),
            engaged(codes.commitment, codes.decision, subject, partner, years, at: "\(day)T15:00:00Z"),
        ]
    }

    private static func engaged(
        _ code: String,
        _ decision: String,
        _ subject: String,
        _ partner: String,
        _ years: [(Int64, Int64)],
        at moment: String,
        refusedBy rules: [String] = []
    ) -> DemoStep {
        DemoStep(
            code,
            CreateCommitment.self,
            "createCommitment",
            at: moment,
            by: "programmacontroller",
            of: "ITMDM-26",
            refusedBy: rules,
            [
                Member("code", .string(code)), Member("kind", "subsidy"), Member("subject", .string(subject)),
                Member("partnerId", .string(partner)), Member("decisionId", .string("@\(decision)")),
                Member(
                    "lines",
                    .array(
                        years.map { year, cents in
                            .object([
                                Member("budgetLineId", .string("@\(welfare) \(year)")),
                                Member("amountCents", .integer(cents)),
                            ])
                        }
                    )
                ),
            ]
        )
    }

    private static func spent(_ commitment: String, _ cents: Int64, on day: String, _ note: String) -> DemoStep {
        DemoStep(
            "\(commitment): \(note)",
            CreateRealisation.self,
            "createRealisation",
            at: "\(day)T16:00:00Z",
            by: "programmacontroller",
            of: commitment,
            delivery(cents, on: day, note)
        )
    }

    private static func delivery(_ cents: Int64, on day: String, _ note: String) -> Members {
        [
            Member("budgetLineId", .string("@\(welfare) 2026")), Member("amountCents", .integer(cents)),
            Member("performedDate", .string(day)), Member("note", .string(note)),
        ]
    }
}
