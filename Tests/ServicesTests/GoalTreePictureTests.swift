import Domain
import Foundation
import Testing

@testable import Services

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The picture of a goal tree")
struct GoalTreePictureTests {
    @Test("It is XML that shows every text, also what looks like markup and what no document may hold")
    func texts() throws {
        let contact = node("effect", 1, "Contact", missing: #"["owner"]"#, goals: [node("goal", 2, "Elke wijk")])
        let drawn = try Drawn(
            tree(main: #"Iedereen <b>&amp; \"doet\" mee\u0001"#, effects: [contact], goals: [node("goal", 1, "Los")])
        )
        for text in [
            "Iedereen <b>&amp; \"doet\" mee\u{FFFD}", "Contact", "Elke wijk", "DOELEN ZONDER EFFECT ERBOVEN", "Los",
            "INSPANNINGEN ZONDER DOEL", "○ Schoolzwemmen", "! nog geen eigenaar", "1 effect · 2 doelen · 1 inspanning",
        ] {
            #expect(drawn.texts.contains(text), "\(text)")
        }
    }

    @Test("Who does not see it is told each effect with how far it is")
    func description() throws {
        let effect = node("effect", 1, "Contact", progress: "20", missing: #"["owner"]"#)
        let drawn = try Drawn(tree(main: "Meedoen", effects: [effect]), .english)
        #expect(drawn.title == "Goal tree: Meedoen")
        #expect(drawn.summary == "1 effect · 0 goals · 1 effort. Contact: 20%; no owner yet.")
    }

    @Test("A programme without a main goal says so")
    func empty() throws {
        let json = #"{"mainGoal":null,"effects":[],"goals":[],"effortsWithoutGoal":[]}"#
        #expect(try Drawn(json).texts.contains("Er is nog geen hoofddoel"))
    }

    @Test("However deep and large a tree is, nothing is outside the picture, above another, or too narrow to read")
    func large() throws {
        let chain = (2...60).map { node("goal", $0, "Doel op diepte \($0) over samenwerkingsverbanden") }
        let effects = (1...40).map { number in
            node("effect", 1, "Effect \(number)", goals: number == 1 ? chain : [node("goal", 2, "Doel van \(number)")])
        }
        let drawn = try Drawn(tree(main: "Groot", effects: effects))
        #expect(drawn.texts.contains("VERVOLG"))
        #expect(drawn.texts.contains { $0.hasPrefix("[60] Doel op diepte") })
        #expect(drawn.width < 3 * drawn.height && drawn.height < 3 * drawn.width)
        let cards = drawn.boxes.filter { $0.width == GoalTreeCard.width }
        for (index, card) in cards.enumerated() {
            #expect(card.x >= 0 && card.x + card.width <= drawn.width && card.y + card.height <= drawn.height)
            for other in cards.dropFirst(index + 1) where other.x == card.x {
                #expect(card.y + card.height <= other.y || other.y + other.height <= card.y)
            }
        }
    }

    private func tree(main: String, effects: [String], goals: [String] = []) -> String {
        """
        {"mainGoal":\(node("main_goal", 0, main)),"effects":[\(effects.joined(separator: ","))],\
        "goals":[\(goals.joined(separator: ","))],"effortsWithoutGoal":[{"id":"x","name":"Schoolzwemmen",\
        "kind":"local_scheme","status":"proposed","influence":"own","teamId":null}]}
        """
    }

    private func node(
        _ kind: String,
        _ depth: Int,
        _ text: String,
        progress: String = "null",
        missing: String = "[]",
        goals: [String] = []
    ) -> String {
        """
        {"id":"\(text.hashValue)","kind":"\(kind)","parentId":null,"depth":\(depth),"text":"\(text)","targetGroup":null,\
        "policyField":null,"progress":\(progress),"indicators":[],"efforts":[],"missing":\(missing),\
        "goals":[\(goals.joined(separator: ","))]}
        """
    }
}

/// A picture, read as a browser reads it.
private final class Drawn: NSObject, XMLParserDelegate {
    struct Box {
        let x: Double
        let y: Double
        let width: Double
        let height: Double
    }

    private(set) var texts: [String] = []
    private(set) var boxes: [Box] = []
    private(set) var title = ""
    private(set) var summary = ""
    private(set) var width = 0.0
    private(set) var height = 0.0
    private var characters = ""

    init(_ json: String, _ language: Language = .dutch) throws {
        super.init()
        let parser = XMLParser(data: Data(try GoalTreePicture.draw(Array(json.utf8), in: language).utf8))
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
        let number = { (name: String) in attributes[name].flatMap(Double.init) ?? 0 }
        if name == "svg" { (width, height) = (number("width"), number("height")) }
        if name == "rect" {
            boxes.append(Box(x: number("x"), y: number("y"), width: number("width"), height: number("height")))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "text": texts.append(characters)
        case "title": title = characters
        case "desc": summary = characters
        default: break
        }
    }
}
