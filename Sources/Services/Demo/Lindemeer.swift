import Domain

/// The scenario of the demo municipality. Functions instead of names; no real person or organisation.
enum Lindemeer {
    static let name = "Lindemeer"
    static let oin = "00000001999990019000"
    static let registeredAt = Moment(rfc3339: "2025-09-01T08:00:00Z") ?? Moment(millisecondsSinceEpoch: 0)

    /// Every step, in the order of time.
    static let steps: [DemoStep] =
        (teams + persons + partners + course + vision + goals + roles + signals + budget + authority + commitments
        + partnering + housing)
        .sorted { $0.moment < $1.moment }

    /// The tokens that the demo shows; beheerder has every scope.
    static let tokens: [(function: String, person: String, scopes: [String])] = [
        (
            "programmamanager", "programmamanager",
            reading + ["course:write", "people:write", "partners:write", "finance:write"]
        ),
        ("directeur", "directeur-samenleving", reading + ["course:write", "people:write", "authority:write"]),
        ("bestuurlijk-opdrachtgever", "wethouder-sociaal-domein", reading + ["course:write", "authority:write"]),
        ("controller", "programmacontroller", reading + ["finance:write"]),
        ("beheerder", "functioneel-beheerder", Scope.all),
    ]

    private static let reading = Scope.all.filter { $0.hasSuffix(":read") }
}
