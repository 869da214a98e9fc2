import Contract
import Domain
import Governance
import HTTPTypes

/// A text that every caller may read and that only changes with the version of the server.
struct PublicDocument: Sendable {
    let respond: @Sendable (Call, House) throws(Rejection) -> APIResponse

    private init(isWeak: Bool = false, _ body: @escaping @Sendable (Call, House) throws(Rejection) -> [UInt8]) {
        respond = { (call, house) throws(Rejection) in
            let body = try body(call, house)
            return call.answer(body, tag: EntityTag.of(body), isWeak: isWeak)
        }
    }

    static let openAPIJSON = PublicDocument { _, _ in Array(Contract.publishedJSON.utf8) }
    static let openAPIYAML = PublicDocument { _, _ in Array(Contract.publishedYAML.utf8) }

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
    static let governanceRules = PublicDocument(isWeak: true) { _, _ in
        let articles = Rulebook.all.sorted { $0.id < $1.id }
        return Value.object([Member("results", .array(articles.map(\.value)))]).bytes
    }

    /// Every kind of problem, ordered by slug.
    static let problems = PublicDocument(isWeak: true) { _, _ in
        let kinds = Problem.Kind.allCases.sorted { $0.rawValue < $1.rawValue }
        return Value.object([Member("results", .array(kinds.map(\.value)))]).bytes
    }

    /// One kind of problem, as data or as a page to read.
    static let problem = PublicDocument { (call, _) throws(Rejection) in
        guard let kind = call.valid.path["slug"].flatMap(Problem.Kind.init) else { throw .notFound }
        return call.mediaType == .json ? kind.value.bytes : Array(kind.page(in: call.language).utf8)
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
