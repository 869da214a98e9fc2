import Domain
import Foundation
import Testing

@testable import Services

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The picture of a partner matrix")
struct PartnerMatrixPictureTests {
    @Test("However many partners stand in one place, no label stands on another and none leaves the field")
    func crowd() {
        let plot = Area(x: 0, y: 0, width: 760, height: 760)
        for spread in [0.0, 1, 12] {
            let points = (0..<40).map { number in
                (x: 380 + spread * Double(number % 7), y: 380 + spread * Double(number % 5))
            }
            var placement = LabelPlacement(
                within: plot,
                around: points.map { Area(x: $0.x - 8, y: $0.y - 8, width: 16, height: 16) },
                taken: []
            )
            let placed = points.compactMap { placement.place(width: 170, height: 17, near: $0, apart: 12) }
            #expect(placed.count == 40)
            for (index, area) in placed.enumerated() {
                #expect(plot.contains(area))
                #expect(!placed.dropFirst(index + 1).contains(where: area.intersects))
            }
        }
    }

    @Test("It names the quadrants, every partner by number, where it stands, where it goes and its money")
    func texts() throws {
        let drawn = try DrawnMatrix(
            matrix([partner("Buurtkracht & Co", 72, 64, #""right""#), partner("De Spil", nil, nil)])
        )
        for text in [
            "Partnermatrix, 26 november 2026", "Strategisch", "Hefboom", "Knelpunt", "Routine", "1 Buurtkracht & Co",
            "invloed 72 · afhankelijk 64 · → · € 1.234.568", "2 De Spil", "nog niet geplaatst · € 1.234.568",
        ] {
            #expect(drawn.texts.contains(text), "\(text) in \(drawn.texts)")
        }
        #expect(drawn.summary.hasPrefix("Buurtkracht & Co, Ontmoeting (netwerk): Strategisch, invloed 72"))
    }

    @Test("Its size follows what was agreed, or what was committed and spent where that is more")
    func stake() throws {
        let agreed = try DrawnMatrix(
            matrix([partner("De Spil", nil, nil, committed: 100_000_000, realised: 20_000_000)])
        )
        #expect(agreed.texts.contains("nog niet geplaatst · € 1.234.568"))
        let promised = try DrawnMatrix(
            matrix([
                partner("De Spil", 40, 40, committed: 100_000_000, realised: 400_000_000),
                partner("JongActief", 60, 60),
            ])
        )
        #expect(promised.texts.contains("invloed 40 · afhankelijk 40 · € 5.000.000"))
        #expect(promised.radii.first == 24 && promised.radii.count == 2 && (promised.radii.last ?? 0) < 16)
    }

    @Test("A programme without partners says so, and one partner alone is drawn")
    func few() throws {
        #expect(try DrawnMatrix(matrix([]), .english).texts.contains("There are no partner relations yet."))
        #expect(try DrawnMatrix(matrix([partner("De Spil", 100, 0)])).texts.filter { $0 == "1 De Spil" }.count == 2)
    }

    @Test("Forty partners all have their place in the list, and the list in the picture")
    func many() throws {
        let drawn = try DrawnMatrix(matrix((1...40).map { partner("Stichting nummer \($0)", $0 * 2, 50) }))
        for number in 1...40 {
            #expect(drawn.texts.contains("\(number) Stichting nummer \(number)"))
        }
        #expect(drawn.width > 1500)
    }

    @Test("Its structure is the one that was looked at: what is drawn, in which order and which role")
    func structure() throws {
        let drawn = try DrawnMatrix(
            matrix([
                partner("Buurtkracht", 72, 64, #""right""#, track: [(50, 60), (61, 62)]),
                partner("Meerzicht", 55, 78, #""left""#), partner("De Spil", nil, nil),
            ])
        )
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/partner-matrix.txt")
        let structure = drawn.structure.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["KOERS_REWRITE_GOLDEN"] == "1" {
            try structure.write(to: file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(structure == golden, "KOERS_REWRITE_GOLDEN=1 rewrites the file, whose picture is then looked at")
    }

    private func matrix(_ partners: [String]) -> String {
        #"{"programmeId":"x","onDate":"2026-11-26","partners":[\#(partners.joined(separator: ","))]}"#
    }

    private func partner(
        _ name: String,
        _ influence: Int?,
        _ dependence: Int?,
        _ horizontal: String? = nil,
        track: [(Int, Int)] = [],
        committed: Int64 = 0,
        realised: Int64 = 0
    ) -> String {
        let way = track.map { #"{"assessedDate":"2025-06-02","influence":\#($0),"dependence":\#($1)}"# }
        let position = influence.map { #"{"influence":\#($0),"dependence":\#(dependence ?? 0)}"# } ?? "null"
        let direction = horizontal.map { #"{"vertical":"none","horizontal":\#($0),"reassess":false}"# } ?? "null"
        return #"""
            {"partnerName":"\#(name)","provision":"Ontmoeting","form":"network","status":"active",
            "quadrant":\#(influence == nil ? "null" : #""strategic""#),"position":\#(position),"track":[\#(way.joined(separator: ","))],
            "direction":\#(direction),"amountCents":123456750,"committedCents":\#(committed),"realisedCents":\#(realised)}
            """#
    }
}

private final class DrawnMatrix: NSObject, XMLParserDelegate {
    private(set) var texts: [String] = []
    private(set) var summary = ""
    private(set) var width = 0.0
    /// Of every circle.
    private(set) var radii: [Double] = []
    /// Each element by its name, its class and its text, indented as it lies in others.
    private(set) var structure: [String] = []
    private var depth = 0
    private var characters = ""

    init(_ json: String, _ language: Language = .dutch) throws {
        super.init()
        let parser = XMLParser(data: Data(try PartnerMatrixPicture.draw(Array(json.utf8), in: language).utf8))
        parser.delegate = self
        if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        characters = ""
        let role = attributes["class"].map { ".\($0)" } ?? ""
        structure.append(String(repeating: "  ", count: depth) + name + role)
        depth += 1
        if name == "circle" { radii.append(attributes["r"].flatMap(Double.init) ?? 0) }
        if name == "svg" { width = attributes["width"].flatMap(Double.init) ?? 0 }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        depth -= 1
        if name == "text" {
            texts.append(characters)
            structure[structure.count - 1] += " \(characters)"
        }
        if name == "desc" { summary = characters }
    }
}
