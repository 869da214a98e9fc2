import Foundation

/// Makes a new cluster, wholly or not at all.
struct ClusterInitialiser {
    let layout: Layout
    let account: Account
    let installation: Installation

    /// - Parameter durably: whether everything is on disk at the end. Only tests do without.
    func initialise(durably: Bool) async throws(EmbeddedPostgresError) {
        let draft = layout.unfinishedCluster
        try? FileManager.default.removeItem(atPath: draft)
        try Files.makePrivateDirectory(draft, for: account)
        do throws(EmbeddedPostgresError) {
            try await runInitdb(in: draft, durably: durably)
            try Files.write(ServerSettings.access, to: draft + "/pg_hba.conf", owner: account)
            try includeSettings(in: draft + "/postgresql.conf")
            guard rename(draft, layout.cluster) == 0 else { throw Files.failure(layout.cluster) }
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
        if durably { Files.syncDirectory(layout.home) }
    }

    private func runInitdb(in directory: String, durably: Bool) async throws(EmbeddedPostgresError) {
        let arguments = Self.arguments(directory: directory, characters: Self.characterLocale(), durably: durably)
        let output = try await account.running([installation.program("initdb")] + arguments).run()
        guard output.status == 0 else {
            throw output.text.contains("No space left on device")
                ? .diskFull(path: directory)
                : .initialisationFailed(output: output.text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    /// Sorting is by code point ("C"), so that indexes serve prefix searches and survive an upgrade of the system's
    /// library; letters are those of Unicode, so that `lower` knows more than ASCII.
    static func arguments(directory: String, characters: String?, durably: Bool) -> [String] {
        [
            "--pgdata=\(directory)", "--username=\(EmbeddedPostgres.superuser)", "--encoding=UTF8", "--locale=C",
            "--text-search-config=simple", "--data-checksums", "--auth=trust", "--no-instructions",
        ] + (characters.map { ["--lc-ctype=\($0)"] } ?? []) + (durably ? [] : ["--no-sync"])
    }

    /// The first UTF-8 locale that this system has.
    static func characterLocale() -> String? {
        ["C.UTF-8", "C.utf8", "en_US.UTF-8", "nl_NL.UTF-8", "UTF-8"].first { name in
            guard let locale = newlocale(LC_CTYPE_MASK, name, nil) else { return false }
            freelocale(locale)
            return true
        }
    }

    private func includeSettings(in path: String) throws(EmbeddedPostgresError) {
        guard let original = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .initialisationFailed(output: "initdb left no \(path).")
        }
        try Files.write(original + "\ninclude '\(ServerSettings.fileName)'\n", to: path, owner: account)
    }
}
