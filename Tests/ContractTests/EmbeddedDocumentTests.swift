import Contract
import Testing

@Suite("The document that is built in")
struct EmbeddedDocumentTests {
    @Test("It loads and lints clean")
    func loadsAndLintsClean() throws {
        #expect(try Contract.embedded().lint() == [])
    }

    @Test("Its JSON says what its YAML says")
    func publishesBothForms() {
        #expect(Contract.publishedYAML.hasPrefix("openapi: 3.0.3\n"))
        #expect(Contract.publishedJSON.hasPrefix(#"{"openapi":"3.0.3","#))
    }
}
