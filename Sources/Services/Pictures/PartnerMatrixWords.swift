import Domain

/// What the picture of a partner matrix says beside the names of the partners.
struct PartnerMatrixWords {
    let language: Language

    private func text(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en).in(language) }

    var title: String { text("Partnermatrix", "Partner matrix") }
    var influence: String { text("invloed op onze doelen →", "influence on our goals →") }
    var dependence: String { text("onze afhankelijkheid →", "our dependence →") }
    var nobody: String { text("Er zijn nog geen partnerrelaties.", "There are no partner relations yet.") }
    var unplaced: String { text("nog niet geplaatst", "not placed yet") }
    var legend: String {
        text(
            "● netwerk · ◆ strategisch partnerschap · ■ concurrerende aanbieder · hoe groter, hoe meer geld (afgesproken, of"
                + " verplicht en besteed) · stippellijn: de weg van de partner · pijl: de afgesproken richting",
            "● network · ◆ strategic partnership · ■ competing supplier · the larger, the more money (agreed, or"
                + " committed and spent) · dotted line: the way of the partner · arrow: the agreed direction"
        )
    }

    func heading(_ matrix: PartnerMatrixDocument) -> String {
        "\(title), \(CalendarDate(matrix.onDate)?.title.in(language) ?? matrix.onDate)"
    }

    func quadrant(_ code: String) -> String {
        switch code {
        case "strategic": text("Strategisch", "Strategic")
        case "leverage": text("Hefboom", "Leverage")
        case "bottleneck": text("Knelpunt", "Bottleneck")
        default: text("Routine", "Routine")
        }
    }

    func form(_ partner: PartnerMatrixDocument.Partner) -> String {
        PartnerForm(rawValue: partner.form)?.title.in(language) ?? partner.form
    }

    /// What the list beside the picture says of a partner: where it stands, where it goes, and the money.
    func details(_ partner: PartnerMatrixDocument.Partner) -> String {
        let place = partner.position.map { position in
            text("invloed", "influence") + " \(Int(position.influence)) · " + text("afhankelijk", "dependence")
                + " \(Int(position.dependence))"
        }
        return [place ?? unplaced, direction(partner), money(partner.stakeCents), status(partner)]
            .compactMap(\.self).joined(separator: " · ")
    }

    func direction(_ partner: PartnerMatrixDocument.Partner) -> String? {
        guard let direction = partner.direction else { return nil }
        let arrow =
            switch (direction.vertical, direction.horizontal) {
            case ("up", "left"): "↖"
            case ("up", "right"): "↗"
            case ("down", "left"): "↙"
            case ("up", _): "↑"
            case ("down", _): "↓"
            case (_, "left"): "←"
            case (_, "right"): "→"
            default: text("blijft", "stays")
            }
        return arrow + (direction.reassess ? " ?" : "")
    }

    private func status(_ partner: PartnerMatrixDocument.Partner) -> String? {
        partner.status == "winding_down" ? PartnerRelationStatus.windingDown.title.in(language) : nil
    }

    /// Whole euros, grouped as the language does.
    func money(_ cents: Int64) -> String? {
        guard cents > 0 else { return nil }
        var digits = String((cents + 50) / 100)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return "€ " + ([digits] + groups).joined(separator: language == .dutch ? "." : ",")
    }

    /// What the picture shows, for those who do not see it.
    func description(_ matrix: PartnerMatrixDocument) -> String {
        guard !matrix.partners.isEmpty else { return nobody }
        return matrix.partners.map { partner in
            let place = partner.quadrant.map { "\(quadrant($0)), " } ?? ""
            return "\(partner.partnerName), \(partner.provision) (\(form(partner))): \(place)\(details(partner))."
        }.joined(separator: " ")
    }
}
