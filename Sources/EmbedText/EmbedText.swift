import Foundation

/// Writes one Swift file with text files as raw string literals.
///
///     EmbedText openapi OUTPUT openapi.yaml
///     EmbedText sql OUTPUT Migrations/0001_….sql … Views/….sql …
@main
struct EmbedText {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            guard arguments.count >= 2 else {
                throw EmbedError("usage: EmbedText openapi|sql OUTPUT FILE…")
            }
            let files = try arguments.dropFirst(2).map { try TextFile(path: $0) }
            try source(mode: arguments[0], files: files)
                .write(toFile: arguments[1], atomically: true, encoding: .utf8)
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func source(mode: String, files: [TextFile]) throws -> String {
        switch mode {
        case "openapi":
            guard let document = files.first, files.count == 1 else {
                throw EmbedError("openapi takes exactly one file")
            }
            return try openAPISource(document)
        case "sql":
            return try sqlSource(files)
        default:
            throw EmbedError("unknown mode \(mode)")
        }
    }

    private static func openAPISource(_ document: TextFile) throws -> String {
        """
        enum EmbeddedText {
            /// `openapi.yaml`, byte for byte.
            static let openAPIYAML: String = \(try rawLiteral(document.text, in: document.name))

            /// The same document as JSON, members in the same order.
            static let openAPIJSON: String = \(try rawLiteral(try jsonText(ofYAML: document.text), in: document.name))
        }

        """
    }

    private static func sqlSource(_ files: [TextFile]) throws -> String {
        func list(_ directory: String) throws -> String {
            try files
                .filter { $0.directory == directory }
                .sorted { $0.name < $1.name }
                .map { "(name: \"\($0.name)\", text: \(try rawLiteral($0.text, in: $0.name))),\n" }
                .joined()
        }
        return """
            enum EmbeddedText {
                /// Every file of `Migrations/`, ascending by name.
                static let migrations: [(name: String, text: String)] = [
            \(try list("Migrations"))]

                /// Every file of `Views/`, ascending by name.
                static let views: [(name: String, text: String)] = [
            \(try list("Views"))]
            }

            """
    }
}

/// What went wrong, as a sentence for the build log.
package struct EmbedError: Error, CustomStringConvertible {
    /// The sentence.
    package let description: String

    /// Ends without a full stop.
    package init(_ description: String) {
        self.description = description
    }
}
