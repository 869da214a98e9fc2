/// Which server to speak to and as whom, found in the environment first and in a profile next.
struct Credentials: Hashable, Sendable {
    var server: ServerURL
    var token: String?

    /// - Parameters:
    ///   - profile: the name given by `--profile`.
    ///   - environment: KOERS_URL and KOERS_TOKEN go before the profile.
    /// - Throws: a failure when there is no server to speak to, or when a stored token would go to a server that it
    ///   was not stored for.
    static func find(
        profile name: String?,
        environment: [String: String],
        profiles: Profiles,
        words: Words
    ) throws(Failure) -> Credentials {
        let url = environment["KOERS_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let token = environment["KOERS_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        if let url, let token { return Credentials(server: try ServerURL(url), token: token) }

        let profile = (name ?? profiles.current).flatMap { profiles[$0] }
        if let name, profile == nil { throw Failure(words.noSuchProfile(name) + "\n", .credentials) }

        if let url {
            let server = try ServerURL(url)
            guard let profile else { return Credentials(server: server, token: nil) }
            guard try ServerURL(profile.url) == server else {
                throw Failure(words.tokenOfAnotherServer(profile.url, url) + "\n", .credentials)
            }
            return Credentials(server: server, token: profile.token)
        }
        guard let profile else { throw Failure(words.notLoggedIn + "\n", .credentials) }
        return Credentials(server: try ServerURL(profile.url), token: token ?? profile.token)
    }
}
