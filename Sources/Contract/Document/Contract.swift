/// `openapi.yaml` at run time: what may be asked, by whom, in which shape, and what is answered.
///
/// Everything is compiled at load; a document that uses what Koers does not enforce fails to load. A class, because
/// every request hands it on.
package final class Contract: Sendable {
    /// `info.version`, equal to the `API-Version` header.
    package let version: String

    /// The path of the server URLs, for example `/v1`.
    package let basePath: String

    /// In the document's order.
    package let operations: [Operation]

    /// The document, for whatever this type does not say.
    package let document: JSON

    let schemas: [CompiledSchema]
    let namedSchemas: [String: Schema.ID]
    let router: PathRouter
    private let operationsByID: [String: Operation]

    /// Reads a document in its JSON form.
    ///
    /// - Throws: `LoadFailure` with every fault found, each with its place.
    package init(json: [UInt8]) throws(LoadFailure) {
        let document: JSON
        do {
            document = try JSON(parsing: json)
        } catch {
            throw LoadFailure(faults: [LoadFailure.Fault(place: error.pointer, detail: error.detail)])
        }
        var loader = DocumentLoader(document: document)
        let loaded = loader.load()
        guard loader.faults.isEmpty else { throw LoadFailure(faults: loader.faults) }
        self.document = document
        version = loaded.version
        basePath = loaded.basePath
        operations = loaded.operations
        schemas = loader.schemas
        namedSchemas = loader.namedSchemas
        router = PathRouter(basePath: loaded.basePath, operations: loaded.operations)
        operationsByID = Dictionary(loaded.operations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The document that was built into this binary, read by whoever asks first.
    package static func embedded() throws(LoadFailure) -> Contract {
        try loaded.get()
    }

    private static let loaded = Result { () throws(LoadFailure) in
        try Contract(json: Array(EmbeddedText.openAPIJSON.utf8))
    }

    /// `openapi.yaml`, byte for byte, for publication.
    package static var publishedYAML: String { EmbeddedText.openAPIYAML }

    /// The same document as JSON, for publication.
    package static var publishedJSON: String { EmbeddedText.openAPIJSON }

    /// The operation with this `operationId`, or `nil`.
    package func operation(_ id: String) -> Operation? { operationsByID[id] }

    /// The definition behind a reference. The reference must come from this contract.
    package subscript(schema: Schema.ID) -> Schema { schemas[schema.index].definition }

    /// A schema of `components/schemas`.
    package func schema(named name: String) -> Schema? { namedSchemas[name].map { self[$0] } }
}

extension Contract {
    /// Why a document cannot be enforced.
    package struct LoadFailure: Error, Sendable, CustomStringConvertible {
        /// One thing that cannot be enforced.
        package struct Fault: Sendable, Hashable {
            /// Where in the document.
            package let place: JSONPointer

            /// What was observed, in English, for the author.
            package let detail: String
        }

        /// Never empty.
        package let faults: [Fault]

        /// One line a fault.
        package var description: String {
            "openapi.yaml cannot be enforced:\n" + faults.map { "  \($0.place): \($0.detail)" }.joined(separator: "\n")
        }
    }
}
