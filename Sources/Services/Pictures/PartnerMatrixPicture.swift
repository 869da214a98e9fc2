package import Domain

/// The partner matrix as a picture for the wall of a team: influence against dependence, with the way that each partner
/// came and the direction that was agreed.
///
/// Forms are told apart by shape and not by colour alone, lines stay dark enough for a printer, and no label stands on
/// another: beside the picture everyone is listed by number.
package enum PartnerMatrixPicture {
    private static let plot = Area(x: 64, y: 84, width: 760, height: 760)
    private static let margin = 24.0
    private static let listGap = 40.0
    private static let listWidth = 380.0
    private static let perColumn = 20
    private static let rowHeight = 38.0
    private static let longestName = 26

    /// Draws what `GET …/partner-matrix` shows.
    ///
    /// - Returns: A document of SVG.
    /// - Throws: `DecodingError` when the bytes are no partner matrix.
    package static func draw(_ json: [UInt8], in language: Language) throws -> String {
        draw(try PartnerMatrixDocument(json: json), PartnerMatrixWords(language: language))
    }

    private static func draw(_ matrix: PartnerMatrixDocument, _ words: PartnerMatrixWords) -> String {
        let columns = max(1, (matrix.partners.count + perColumn - 1) / perColumn)
        let width = plot.x + plot.width + listGap + Double(columns) * listWidth + margin
        var drawing = SVG()
        drawing.line(words.heading(matrix), x: margin, y: 40, class: "heading")
        let corners = field(words, &drawing)
        let marks = marks(of: matrix)
        for mark in marks { way(of: mark, &drawing) }
        for mark in marks { shape(of: mark, &drawing) }
        labels(of: marks, taken: corners, &drawing)
        list(matrix, words, &drawing)
        var end = plot.y + plot.height + 44
        for line in TextWidth.lines(words.legend, width: width - 2 * margin, size: 12) {
            end += 16
            drawing.line(line, x: margin, y: end, class: "quiet")
        }
        return SVG.document(
            width: width,
            height: end + margin,
            language: words.language.rawValue,
            title: words.heading(matrix),
            description: words.description(matrix),
            style: style,
            drawing
        )
    }

    /// A partner that was placed, with its number in the list.
    private struct Mark {
        let number: Int
        let partner: PartnerMatrixDocument.Partner
        let center: (x: Double, y: Double)
        let radius: Double

        var area: Area { Area(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius) }

        /// What labels rather do not cover: the mark, and its arrow.
        var areas: [Area] {
            guard let direction = partner.direction else { return [area] }
            let reach = radius + 26
            let across = direction.horizontal == "right" ? reach : direction.horizontal == "left" ? -reach : 0
            let down = direction.vertical == "down" ? reach : direction.vertical == "up" ? -reach : 0
            guard across != 0 || down != 0 else { return [area] }
            let (x, y) = (min(center.x, center.x + across), min(center.y, center.y + down))
            return [area, Area(x: x - 7, y: y - 7, width: abs(across) + 14, height: abs(down) + 14)]
        }
    }

    private static func point(influence: Double, dependence: Double) -> (x: Double, y: Double) {
        (plot.x + dependence / 100 * plot.width, plot.y + plot.height - influence / 100 * plot.height)
    }

    /// The larger stand behind the smaller, so that all are seen.
    private static func marks(of matrix: PartnerMatrixDocument) -> [Mark] {
        let most = Double(matrix.partners.map(\.stakeCents).max() ?? 0)
        let marks = matrix.partners.enumerated().compactMap { index, partner -> Mark? in
            guard let position = partner.position else { return nil }
            let share = most > 0 ? Double(partner.stakeCents) / most : 0
            return Mark(
                number: index + 1,
                partner: partner,
                center: point(influence: position.influence, dependence: position.dependence),
                radius: 7 + 17 * share.squareRoot()
            )
        }
        return marks.sorted { ($0.radius, $1.number) > ($1.radius, $0.number) }
    }

    /// The four quadrants, their names and the axes.
    ///
    /// - Returns: Where the names stand.
    private static func field(_ words: PartnerMatrixWords, _ drawing: inout SVG) -> [Area] {
        let half = plot.width / 2
        var names: [Area] = []
        for (code, column, row, fill) in [
            ("leverage", 0.0, 0.0, "#ffffff"), ("strategic", 1, 0, "#eef5fb"), ("routine", 0, 1, "#ffffff"),
            ("bottleneck", 1, 1, "#fdf6e9"),
        ] {
            let (x, y) = (plot.x + column * half, plot.y + row * half)
            drawing.box(x: x, y: y, width: half, height: half, fill: fill, line: GoalTreePicture.branch)
            let name = words.quadrant(code)
            let length = TextWidth.width(name, size: 15, bold: true)
            let place = Area(
                x: column == 0 ? x + 8 : x + half - 8 - length,
                y: row == 0 ? y + 6 : y + half - 26,
                width: length,
                height: 20
            )
            drawing.line(name, x: place.x, y: place.y + 15, class: "quadrant")
            names.append(place)
        }
        drawing.line(words.influence, x: plot.x, y: plot.y - 12, class: "axis")
        drawing.line(
            words.dependence,
            x: plot.x + plot.width,
            y: plot.y + plot.height + 32,
            class: "axis",
            anchor: "end"
        )
        for value in [0.0, 50, 100] {
            let (x, y) = point(influence: value, dependence: value)
            drawing.line("\(Int(value))", x: plot.x - 8, y: y + 4, class: "quiet", anchor: "end")
            drawing.line("\(Int(value))", x: x, y: plot.y + plot.height + 16, class: "quiet", anchor: "middle")
        }
        return names
    }

    /// The positions before, and the arrow of the direction.
    private static func way(of mark: Mark, _ drawing: inout SVG) {
        let points = mark.partner.track.map { point(influence: $0.influence, dependence: $0.dependence) }
        if points.count > 1 {
            let steps = points.map { "\(SVG.number($0.x)) \(SVG.number($0.y))" }.joined(separator: " L ")
            drawing.shape("M \(steps)", line: "#595959", dashed: true)
            for past in points.dropLast() { drawing.circle(x: past.x, y: past.y, radius: 3, fill: "#595959") }
        }
        guard let direction = mark.partner.direction, let arrow = arrow(direction, from: mark) else { return }
        drawing.shape(arrow, line: "#9a3f00", width: 2.5)
    }

    private static func arrow(_ direction: PartnerMatrixDocument.Direction, from mark: Mark) -> String? {
        let across: Double = direction.horizontal == "right" ? 1 : direction.horizontal == "left" ? -1 : 0
        let down: Double = direction.vertical == "down" ? 1 : direction.vertical == "up" ? -1 : 0
        guard across != 0 || down != 0 else { return nil }
        let length = (across * across + down * down).squareRoot()
        let (dx, dy) = (across / length, down / length)
        let reach = mark.radius + 26
        let (x, y) = (mark.center.x + dx * reach, mark.center.y + dy * reach)
        let back = (x - dx * 9, y - dy * 9)
        func at(_ x: Double, _ y: Double) -> String { "\(SVG.number(x)) \(SVG.number(y))" }
        return "M \(at(mark.center.x + dx * mark.radius, mark.center.y + dy * mark.radius)) L \(at(x, y))"
            + " M \(at(back.0 - dy * 6, back.1 + dx * 6)) L \(at(x, y)) L \(at(back.0 + dy * 6, back.1 - dx * 6))"
    }

    private static func shape(of mark: Mark, _ drawing: inout SVG) {
        let (x, y, r) = (mark.center.x, mark.center.y, mark.radius)
        let isLeaving = mark.partner.status == "winding_down"
        switch mark.partner.form {
        case "strategic_partnership":
            drawing.shape(
                "M \(SVG.number(x)) \(SVG.number(y - r)) L \(SVG.number(x + r)) \(SVG.number(y))"
                    + " L \(SVG.number(x)) \(SVG.number(y + r)) L \(SVG.number(x - r)) \(SVG.number(y)) Z",
                fill: "#56b4e9",
                line: GoalTreePicture.ink,
                dashed: isLeaving
            )
        case "competing_supplier":
            drawing.box(
                x: x - r * 0.85,
                y: y - r * 0.85,
                width: r * 1.7,
                height: r * 1.7,
                fill: "#e69f00",
                line: GoalTreePicture.ink,
                dashed: isLeaving
            )
        default:
            drawing.circle(x: x, y: y, radius: r, fill: "#bfe3d5", line: GoalTreePicture.ink, dashed: isLeaving)
        }
    }

    /// A number and as much of the name as there is room for; the number alone where there is little.
    private static func labels(of marks: [Mark], taken: [Area], _ drawing: inout SVG) {
        var placement = LabelPlacement(within: plot, around: marks.flatMap(\.areas), taken: taken)
        for mark in marks {
            let name = mark.partner.partnerName
            let short = name.count > longestName ? name.prefix(longestName - 1) + "…" : name[...]
            for text in ["\(mark.number) \(short)", "\(mark.number)"] {
                guard
                    let area = placement.place(
                        width: TextWidth.width(text, size: 13) + 4,
                        height: 17,
                        near: mark.center,
                        apart: mark.radius + 4
                    )
                else { continue }
                let edge = area.nearest(to: mark.center)
                let (dx, dy) = (edge.x - mark.center.x, edge.y - mark.center.y)
                if (dx * dx + dy * dy).squareRoot() > mark.radius + 10 {
                    drawing.shape(
                        "M \(SVG.number(mark.center.x)) \(SVG.number(mark.center.y)) L \(SVG.number(edge.x))"
                            + " \(SVG.number(edge.y))",
                        line: GoalTreePicture.branch
                    )
                }
                drawing.line(text, x: area.x + 2, y: area.y + 13, class: "name")
                break
            }
        }
    }

    /// Everyone by number, with where they stand, where they go and the money.
    private static func list(_ matrix: PartnerMatrixDocument, _ words: PartnerMatrixWords, _ drawing: inout SVG) {
        let left = plot.x + plot.width + listGap
        if matrix.partners.isEmpty { drawing.line(words.nobody, x: left, y: plot.y + 16, class: "normal") }
        for (index, partner) in matrix.partners.enumerated() {
            let x = left + Double(index / perColumn) * listWidth
            let y = plot.y + 14 + Double(index % perColumn) * rowHeight
            let name = fitting("\(index + 1) \(partner.partnerName)", size: 13, bold: true)
            drawing.line(name, x: x, y: y, class: "entry")
            drawing.line(fitting(words.details(partner), size: 12), x: x, y: y + 16, class: "quiet")
        }
    }

    /// The text, cut where the list ends.
    private static func fitting(_ text: String, size: Double, bold: Bool = false) -> String {
        let lines = TextWidth.lines(text, width: listWidth - 24, size: size, bold: bold)
        return lines.count > 1 ? lines[0] + " …" : lines[0]
    }

    private static let style = """
        text{font-family:Arial,Helvetica,'DejaVu Sans',sans-serif;fill:\(GoalTreePicture.ink);unicode-bidi:plaintext}\
        .heading{font-size:22px;font-weight:bold}.quadrant{font-size:15px;font-weight:bold;fill:#595959}\
        .axis{font-size:13px;font-weight:bold}.quiet{font-size:12px;fill:#595959}.normal{font-size:13px}\
        .name{font-size:13px;paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}.entry{font-size:13px;font-weight:bold}
        """
}
