import Foundation
import Testing

/// The arrows between the modules of `Sources`: what each may import of the others.
///
/// `swift build` would not object to a new arrow, because whoever draws one adds it to Package.swift too.
@Suite struct `The arrows between modules` {
    private static let everything: Set = [
        "Postgres", "EmbeddedPostgres", "Contract", "Domain", "Governance", "Storage", "Services", "HTTPAPI",
    ]

    private static let allowed: [String: Set<String>] = [
        "Postgres": ["CLibPQ"],
        "EmbeddedPostgres": [],
        "Contract": [],
        "Domain": [],
        "Governance": ["Domain"],
        "Storage": ["Postgres", "Domain", "Governance"],
        "Services": ["Domain", "Governance", "Storage"],
        "HTTPAPI": ["Contract", "Domain", "Governance", "Services", "Storage"],
        "KoersServer": everything,
        "KoersCLI": ["Contract"],
        "BenchFloor": ["Postgres", "Storage"],
    ]

    /// What has no Swift that is part of the product: the tools of the build, and the map of a C library.
    private static let withoutArrows: Set = ["EmbedText", "EmbedTextPlugin", "CLibPQ"]

    @Test func `every module is in the table`() throws {
        #expect(Set(try Self.modules()) == Set(Self.allowed.keys).union(Self.withoutArrows))
    }

    @Test func `no module imports what it may not`() throws {
        let modules = Set(try Self.modules())
        for (module, allowed) in Self.allowed.sorted(by: { $0.key < $1.key }) {
            for file in try Self.swiftFiles(of: module) {
                let imports = Self.imports(in: try String(contentsOf: file, encoding: .utf8))
                let forbidden = imports.intersection(modules).subtracting(allowed).subtracting([module]).sorted()
                #expect(forbidden.isEmpty, "\(module)/\(file.lastPathComponent) imports \(forbidden)")
            }
        }
    }

    @Test func `the arrows have no circle`() {
        var settled: Set<String> = Self.withoutArrows
        var open = Self.allowed
        while let next = open.first(where: { $0.value.isSubset(of: settled) }) {
            settled.insert(next.key)
            open[next.key] = nil
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: [
        ("import Domain", "Domain"),
        ("package import Postgres", "Postgres"),
        ("public import Storage // why", "Storage"),
        ("@testable import Contract", "Contract"),
        ("@preconcurrency internal import Services", "Services"),
        ("import struct Domain.ProgrammeCode", "Domain"),
        ("    import  HTTPAPI;", "HTTPAPI"),
        ("#if os(Linux)\nimport Governance\n#endif", "Governance"),
    ])
    func `an import is seen however it is written`(source: String, module: String) {
        #expect(Self.imports(in: source) == [module])
    }

    @Test(arguments: ["// import Domain", "/// Use `import Domain`.", "let x = \"import Domain\"", "importDomain()"])
    func `other words are no import`(source: String) {
        #expect(Self.imports(in: source).isEmpty)
    }

    /// The names of the modules that a file imports.
    private static func imports(in source: String) -> Set<String> {
        let kinds = "(?:(?:typealias|struct|class|enum|protocol|let|var|func)\\s+)?"
        let pattern = "^\\s*(?:(?:@\\w+(?:\\([^)]*\\))?|public|package|internal|fileprivate|private)\\s+)*"
        guard let expression = try? Regex(pattern + "import\\s+" + kinds + "(\\w+)").anchorsMatchLineEndings() else {
            return []
        }
        return Set(source.matches(of: expression).compactMap { $0.output[1].substring.map(String.init) })
    }

    private static var sources: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources")
    }

    private static func modules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: [.isDirectoryKey])
            .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent)
    }

    private static func swiftFiles(of module: String) throws -> [URL] {
        let folder = sources.appending(path: module)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".swift") }
            .map { folder.appending(path: $0) }
        try #require(!files.isEmpty, "\(module) has no Swift files")
        return files
    }
}
