import Foundation
import PackagePlugin

/// Turns text files into Swift string literals before a target is compiled.
///
/// `Contract` receives the repository's `openapi.yaml`, as it is and as JSON; `Storage` receives every migration and
/// view. Each file is a declared input, so a change rebuilds the literal and no file is reported as unhandled.
@main
struct EmbedTextPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        switch target.name {
        case "Contract":
            let document = context.package.directoryURL.appending(path: "openapi.yaml")
            return [try command("openapi", inputs: [document], context: context, target: target)]
        case "Storage":
            let directory = context.package.directoryURL.appending(path: "Sources/Storage")
            let files = try ["Migrations", "Views"].flatMap { try sqlFiles(in: directory.appending(path: $0)) }
            return [try command("sql", inputs: files, context: context, target: target)]
        default:
            Diagnostics.error("EmbedTextPlugin does not know what to embed for target \(target.name)")
            return []
        }
    }

    private func command(
        _ mode: String,
        inputs: [URL],
        context: PluginContext,
        target: any Target
    ) throws -> Command {
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedText.swift")
        return .buildCommand(
            displayName: "Embedding text for \(target.name)",
            executable: try context.tool(named: "EmbedText").url,
            arguments: [mode, output.path(percentEncoded: false)] + inputs.map { $0.path(percentEncoded: false) },
            inputFiles: inputs,
            outputFiles: [output]
        )
    }

    /// The SQL files of a directory by name; none when the directory does not exist yet.
    private func sqlFiles(in directory: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: directory.path(percentEncoded: false)) else { return [] }
        return try FileManager.default
            .contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
