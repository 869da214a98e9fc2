import Domain
import Storage

/// Who may decide what in Lindemeer, and what was decided: the mandate register, the decisions, and what was refused.
extension Lindemeer {
    static let authority: [DemoStep] = register + starting + underMandate + overtaken

    private static let subsidies: Value = ["grant_subsidy", "engage_commitment"]

    /// M1 to M7: the chain from the college to the programme manager, and mandates of other kinds.
    private static let register: [DemoStep] =
        mandate(
            "M1",
            to: Member("mandataryRoleId", "@rol gemeentesecretaris"),
            at: "2025-11-18T09",
            [
                Member("powers", subsidies), Member("ceilingCents", 25_000_000), Member("subMandateAllowed", true),
                Member("maxDepth", 2),
            ]
        )
        + mandate(
            "M2",
            under: "M1",
            to: Member("mandataryPersonId", "@directeur-samenleving"),
            at: "2025-11-20T09",
            [
                Member("powers", subsidies), Member("ceilingCents", 10_000_000), Member("subMandateAllowed", true),
                Member("maxDepth", 1),
            ]
        )
        + mandate(
            "M3",
            under: "M2",
            to: Member("mandataryRoleId", "@rol programmamanager"),
            at: "2025-12-02T09",
            [
                Member("powers", subsidies), Member("ceilingCents", 5_000_000), Member("subMandateAllowed", false),
                Member("untilDate", "2026-10-31"),
            ]
        )
        + [
            DemoStep(
                "M4",
                CreateMandate.self,
                "createMandate",
                at: "2026-05-11T09:00:00Z",
                by: "programmamanager",
                refusedBy: ["AUT-06"],
                general("M4", by: "2026-05-11", "mandate", "college")
                    + [
                        Member("parentId", "@M3"), Member("mandataryPersonId", "@teamleider-welzijn"),
                        Member("powers", subsidies), Member("ceilingCents", 1_000_000),
                    ]
            )
        ]
        + mandate(
            "M5",
            to: Member("mandataryPersonId", "@directeur-samenleving"),
            at: "2025-11-18T10",
            [Member("powers", ["award_contract"]), Member("ceilingCents", 10_000_000)]
        )
        + mandate(
            "M5b",
            "power_of_attorney",
            of: "mayor",
            to: Member("mandataryPersonId", "@directeur-samenleving"),
            at: "2025-11-18T11",
            by: "burgemeester",
            [Member("powers", ["other"])]
        )
        + external
        + mandate(
            "M7",
            "authorisation",
            to: Member("mandataryPersonId", "@beleidsadviseur"),
            at: "2025-11-18T13",
            [Member("powers", ["other"])]
        )
        + [
            step(
                "M7 ingetrokken",
                TransitionMandate.self,
                of: "M7",
                to: "revoked",
                at: "2026-03-01T09:00:00Z",
                [
                    Member("motivation", "De beleidsadviseur voert deze gesprekken niet meer.")
                ]
            )
        ]
        + mandate(
            "M3b",
            under: "M2",
            to: Member("mandataryRoleId", "@rol programmamanager"),
            at: "2026-10-29T15",
            from: "2026-11-01",
            [
                Member("powers", subsidies), Member("ceilingCents", 5_000_000), Member("subMandateAllowed", false),
                Member("untilDate", "2027-12-31"),
            ]
        )

    /// The director of the Werkbedrijf works elsewhere: until both have consented it stays a draft (AUT-04).
    private static let external: [DemoStep] = [
        DemoStep(
            "M6",
            CreateMandate.self,
            "createMandate",
            at: "2026-02-09T10:00:00Z",
            by: "directeur-samenleving",
            general("M6", by: "2026-02-09", "mandate", "college")
                + [
                    Member("mandataryPersonId", "@directeur-ijsselrand"), Member("powers", ["award_contract"]),
                    Member("ceilingCents", 5_000_000), Member("external", true),
                    Member("mandataryConsentDate", "2026-02-06"),
                ]
        ),
        step(
            "M6 zonder instemming",
            TransitionMandate.self,
            of: "M6",
            to: "in_force",
            at: "2026-02-09T11:00:00Z",
            by: "directeur-samenleving",
            refusedBy: ["AUT-04"]
        ),
    ]

    /// The programme starts by a decision of the college; until it was taken, the start was refused (STA-07).
    private static let starting: [DemoStep] =
        proposed(
            "B-001",
            "start_programme",
            "Start van het programma Iedereen telt mee en doet mee",
            at: "2025-12-12T10",
            by: "programmamanager"
        ) + [
            taken(
                "B-001",
                at: "2026-03-31T14:00:00Z",
                by: "wethouder-sociaal-domein",
                [Member("resolution", "B&W 2026-0131")]
            )
        ]

    /// What the programme manager decides under M3, and what that mandate does not give.
    private static let underMandate: [DemoStep] =
        subsidy("B-014", "Buurtkamer De Notenboom", "@buurtkracht", 4_850_000, at: "2026-05-12T09")
        + [taken("B-014", at: "2026-05-13T10:00:00Z")]
        + subsidy("B-031", "Uitbreiding bezoekteam", "@buurtkracht", 6_200_000, at: "2026-07-07T09")
        + [taken("B-031", at: "2026-07-08T10:00:00Z", refusedBy: ["AUT-07"])]
        + subsidy("B-032a", "Jongerenactiviteiten zomer", "@de-spil", 3_000_000, at: "2026-07-09T09")
        + [taken("B-032a", at: "2026-07-09T13:00:00Z")]
        + subsidy("B-032", "jongerenactiviteiten ZOMER ", "@de-spil", 2_500_000, at: "2026-07-16T09")
        + [taken("B-032", at: "2026-07-16T13:00:00Z", refusedBy: ["AUT-07"])]

    /// A mandate that ended before the decision was taken, and a proposer who would decide himself.
    private static let overtaken: [DemoStep] =
        subsidy("B-047", "Beweegplein Zuid", "@kastanjehof", 1_800_000, at: "2026-10-28T09")
        + [taken("B-047", at: "2026-11-02T10:00:00Z", refusedBy: ["AUT-08"])]
        + proposed(
            "B-050",
            "grant_subsidy",
            "Respijtweekend najaar",
            at: "2026-11-10T09",
            by: "programmamanager",
            [
                Member("partnerId", "@meerzicht"), Member("amountCents", 900_000), Member("mandateId", "@M3b"),
            ]
        )
        + [taken("B-050", at: "2026-11-10T15:00:00Z", refusedBy: ["AUT-11"])]

    /// A mandate that is drawn up and comes into force, both in the hour that is given.
    private static func mandate(
        _ name: String,
        _ kind: String = "mandate",
        of body: String = "college",
        under parent: String? = nil,
        to mandatary: Member,
        at hour: String,
        from first: String? = nil,
        by actor: String = "functioneel-beheerder",
        _ members: Members
    ) -> [DemoStep] {
        let day = String(hour.prefix(10))
        return [
            DemoStep(
                name,
                CreateMandate.self,
                "createMandate",
                at: "\(hour):00:00Z",
                by: actor,
                general(name, by: first ?? day, kind, body)
                    + [mandatary, Member("parentId", parent.map { .string("@\($0)") } ?? .null)] + members
            ),
            step(
                "\(name) van kracht",
                TransitionMandate.self,
                of: name,
                to: "in_force",
                at: "\(hour):30:00Z",
                by: actor
            ),
        ]
    }

    private static func general(_ code: String, by first: String, _ kind: String, _ body: String) -> Members {
        [
            Member("code", .string(code)), Member("kind", .string(kind)), Member("body", .string(body)),
            Member("foundingDecision", "Mandaatbesluit Lindemeer 2025"), Member("fromDate", .string(first)),
        ]
    }

    /// A decision that the partner manager proposes under M3.
    private static func subsidy(
        _ code: String,
        _ subject: String,
        _ partner: String,
        _ cents: Int64,
        at hour: String
    ) -> [DemoStep] {
        proposed(
            code,
            "grant_subsidy",
            subject,
            at: hour,
            by: "partnermanager",
            [
                Member("partnerId", .string(partner)), Member("amountCents", .integer(cents)),
                Member("mandateId", "@M3"),
            ]
        )
    }

    /// A decision of the college that is drawn up and proposed, both in the hour that is given.
    static func proposed(
        _ code: String,
        _ kind: String,
        _ subject: String,
        of programme: String = "ITMDM-26",
        body: String = "college",
        at hour: String,
        by actor: String,
        _ members: Members = []
    ) -> [DemoStep] {
        [
            DemoStep(
                code,
                CreateDecision.self,
                "createDecision",
                at: "\(hour):00:00Z",
                by: actor,
                [
                    Member("code", .string(code)), Member("programmeId", .string("@\(programme)")),
                    Member("kind", .string(kind)), Member("subject", .string(subject)), Member("body", .string(body)),
                ] + members
            ),
            step(
                "\(code) voorgesteld",
                TransitionDecision.self,
                of: code,
                to: "proposed",
                at: "\(hour):30:00Z",
                by: actor
            ),
        ]
    }

    static func taken(
        _ code: String,
        at moment: String,
        by actor: String = "programmamanager",
        refusedBy rules: [String] = [],
        _ members: Members = []
    ) -> DemoStep {
        step(
            "\(code) \(rules.isEmpty ? "genomen" : "geweigerd")",
            TransitionDecision.self,
            of: code,
            to: "taken",
            at: moment,
            by: actor,
            refusedBy: rules,
            members
        )
    }

    private static func step<C: StepCommand>(
        _ name: String,
        _ command: C.Type,
        of subject: String,
        to status: String,
        at moment: String,
        by actor: String = "functioneel-beheerder",
        refusedBy rules: [String] = [],
        _ members: Members = []
    ) -> DemoStep {
        DemoStep(
            name,
            command,
            C.resource == .mandate ? "transitionMandate" : "transitionDecision",
            at: moment,
            by: actor,
            of: subject,
            refusedBy: rules,
            [Member("to", .string(status))] + members
        )
    }
}
