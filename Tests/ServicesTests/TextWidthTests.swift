import Testing

@testable import Services

@Suite("Text is broken so that it fits")
struct TextWidthTests {
    @Test(
        "No line is wider than its room, whatever the text",
        arguments: [
            "Inwoners hebben betekenisvol contact",
            "Jeugdgezondheidszorgsamenwerkingsverbandencoördinatie in de wijk",
            "Meervoudigepersoonlijkheidsstoornisbehandelingsovereenkomst",
            "العربية نص من اليمين إلى اليسار في صورة", "👨‍👩‍👧 gezinnen 👩🏽‍🦽 en 漢字漢字漢字漢字漢字漢字漢字漢字", "a", "",
        ]
    )
    func fits(text: String) {
        for width in stride(from: 120.0, through: 400, by: 31) {
            for line in TextWidth.lines(text, width: width, size: 13, bold: true) {
                #expect(TextWidth.width(line, size: 13, bold: true) <= width, "\(line)")
            }
        }
    }

    @Test("Nothing is lost: without its hyphens the text is whole")
    func whole() {
        let word = "jeugdgezondheidszorgsamenwerkingsverbanden"
        let lines = TextWidth.lines("de \(word) nu", width: 120, size: 13)
        #expect(lines.count > 2)
        #expect(lines.map { $0.hasSuffix("-") ? String($0.dropLast()) : $0 + " " }.joined() == "de \(word) nu ")
        #expect(lines.allSatisfy { $0.count >= 3 || $0 == "nu" || $0 == "de" })
    }

    @Test("White space of any kind is one space, and a text of it alone is one empty line")
    func whiteSpace() {
        #expect(TextWidth.lines("een\n\t twee\u{2028}drie ", width: 500, size: 13) == ["een twee drie"])
        #expect(TextWidth.lines(" \n", width: 500, size: 13) == [""])
    }
}
