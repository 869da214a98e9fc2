import Domain

extension Rulebook {
    /// The rulebook as a text for people; the golden file of the tests is this text.
    package static var text: String {
        all.map { article in
            """
            \(article.id)  \(article.title.nl)
                    \(article.title.en)
                    \(article.source.kind.rawValue): \(article.source.citation)
                    \(article.guards.joined(separator: ", "))

            """
        }.joined(separator: "\n")
    }
}
