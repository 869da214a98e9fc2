import Contract
import Domain
import Governance
import HTTPTypes

/// A text that every caller may read and that only changes with the version of the server.
struct PublicDocument: Sendable {
    let respond: @Sendable (Call, House) throws(Rejection) -> APIResponse

    private init(_ body: @escaping @Sendable (Call, House) throws(Rejection) -> [UInt8]) {
        respond = { (call, house) throws(Rejection) in
            let body = try body(call, house)
            return call.answer(body, tag: EntityTag.of(body))
        }
    }

    /// A text that is the same for every call, made and tagged once.
    private init(constant body: [UInt8], isWeak: Bool = false) {
        let tag = EntityTag.of(body)
        respond = { (call, _) in call.answer(body, tag: tag, isWeak: isWeak) }
    }

    static let openAPIJSON = PublicDocument(constant: Array(Contract.publishedJSON.utf8))
    static let openAPIYAML = PublicDocument(constant: Array(Contract.publishedYAML.utf8))

    /// The entrance of the API.
    static let root = PublicDocument { _, house in
        let links = [
            ("self", "/v1/"), ("openapiJson", "/v1/openapi.json"), ("openapiYaml", "/v1/openapi.yaml"),
            ("governanceRules", "/v1/governance-rules"), ("problems", "/v1/problems"),
        ]
        return Value.object([
            Member("name", .string("Koers")),
            Member("version", .string(house.contract.version)),
            Member("links", .object(links.map { Member($0.0, .string($0.1)) })),
        ]).bytes
    }

    /// Every article of the rulebook, ordered by id.
    static let governanceRules = PublicDocument(
        constant: results(Rulebook.all.sorted { $0.id < $1.id }.map(\.value)),
        isWeak: true
    )

    /// Every kind of problem, ordered by slug.
    static let problems = PublicDocument(
        constant: results(Problem.Kind.allCases.sorted { $0.rawValue < $1.rawValue }.map(\.value)),
        isWeak: true
    )

    /// One kind of problem, as data or as a page to read.
    static let problem = PublicDocument { (call, _) throws(Rejection) in
        guard let kind = call.valid.path["slug"].flatMap(Problem.Kind.init) else { throw .notFound }
        return call.mediaType == .json ? kind.value.bytes : Array(kind.page(in: call.language).utf8)
    }

    private static func results(_ values: [Value]) -> [UInt8] {
        Value.object([Member("results", .array(values))]).bytes
    }
}

extension Problem.Kind {
    fileprivate var value: Value {
        .object([
            Member("slug", .string(rawValue)), Member("status", .integer(Int64(status))),
            Member("title", .object([Member("nl", .string(title.nl)), Member("en", .string(title.en))])),
            Member(
                "explanation",
                .object([Member("nl", .string(documentation.nl)), Member("en", .string(documentation.en))])
            ),
        ])
    }

    /// A page for people; the texts are the server's own and hold no markup.
    fileprivate func page(in language: Language) -> String {
        let language = BilingualText.Language(language)
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title[language])</title>
            <style>body{font:1.05rem/1.6 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem}\
            code{color:#666}</style>
            </head>
            <body>
            <p><code>\(status) \(rawValue)</code></p>
            <h1>\(title[language])</h1>
            <p>\(documentation[language])</p>
            </body>
            </html>

            """
    }
}
