import Contract
import EmbedText
import Foundation
import Testing

@Suite("The document that is built in")
struct EmbeddedDocumentTests {
    @Test("It loads and lints clean")
    func loadsAndLintsClean() throws {
        #expect(try Contract.embedded().lint() == [])
    }

    @Test("Its YAML is openapi.yaml, byte for byte")
    func isTheFile() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../openapi.yaml")
        #expect(try Data(contentsOf: file) == Data(Contract.publishedYAML.utf8))
    }

    @Test("Its JSON says what its YAML says, in the same order")
    func publishesBothForms() throws {
        #expect(try jsonText(ofYAML: Contract.publishedYAML) == Contract.publishedJSON)
        #expect(try JSON(parsing: Contract.publishedJSON).text == Contract.publishedJSON)
    }
}
