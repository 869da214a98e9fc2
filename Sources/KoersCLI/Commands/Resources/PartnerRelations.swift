import ArgumentParser

/// What each partner is to a programme, one relation for each provision.
enum PartnerRelations: Resource {
    static let command = "partner-relations"
    static let singular = "partner relation"
    static let dutch = "partnerrelatie"
    static let abstract = "What each partner is to a programme, one relation for each provision."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["partner", "provision", "form", "status", "endDate", "id"]
    static let handle = Handle.name("provision")
    static let examples = [
        "partner-relations list ITMDM-26 --status winding_down",
        "partner-relations show recept --programme ITMDM-26",
        "partner-relations create --programme ITMDM-26 --partner Buurtkracht \\\n"
            + "    --provision Ontmoeting --form strategic_partnership \\\n    --subsidy-since-year 2016",
        "partner-relations update recept --programme ITMDM-26 \\\n    --subsidy-since-year 2017",
        "partner-relations transition recept --programme ITMDM-26 \\\n"
            + "    --to winding_down --announced-date 2026-09-01 \\\n"
            + "    --end-date 2027-12-31 --motivation 'Eén aanbod'",
        "partner-relations transition recept --programme ITMDM-26 \\\n    --to ended --decision B-071",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<PartnerRelationTransition>.self]
    }
}

/// The step to winding_down, or to the end.
enum PartnerRelationTransition: Action {
    typealias Owner = PartnerRelations
    static let command = "transition"
    static let abstract = "Wind a partner relation down, or end it."
    static let method = "POST"
    static let suffix = "/transitions"
}

/// What was agreed with a partner.
enum Agreements: Resource {
    static let command = "agreements"
    static let singular = "agreement"
    static let dutch = "afspraak"
    static let abstract = "What was agreed with a partner, with its money and its days."
    static let parent: (any Resource.Type)? = PartnerRelations.self
    static let columns = ["subject", "kind", "amountCents", "fromDate", "untilDate", "id"]
    static let examples = [
        "agreements list ITMDM-26 --partner-relation recept",
        "agreements show ID --programme ITMDM-26 --partner-relation recept",
        "agreements create --programme ITMDM-26 --partner-relation recept \\\n"
            + "    --kind subsidy --subject 'Subsidie 2026' \\\n"
            + "    --amount-cents 4000000 --from-date 2026-01-01 \\\n    --until-date 2026-12-31",
        "agreements update ID --programme ITMDM-26 \\\n"
            + "    --partner-relation recept --until-date 2027-06-30",
    ]
}
