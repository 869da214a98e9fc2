/// Which server to speak to and as whom, found in the environment first and in a profile next.
struct Credentials: Hashable, Sendable {
    var server: ServerURL
    var token: String?

    /// - Parameters:
    ///   - profile: the name given by `--profile`.
    ///   - environment: KOERS_URL and KOERS_TOKEN go before the profile.
    ///   - profiles: read only when the environment does not say everything.
    /// - Throws: a failure when there is no server to speak to, or when a stored token would go to a server that it
    ///   was not stored for.
    static func find(
        profile name: String?,
        environment: [String: String],
        profiles readProfiles: @autoclosure () throws(Failure) -> Profiles,
        words: Words
    ) throws(Failure) -> Credentials {
        let url = value(of: "KOERS_URL", in: environment)
        let token = value(of: "KOERS_TOKEN", in: environment)
        if let url, let token { return Credentials(server: try ServerURL(url), token: token) }

        let profiles = try readProfiles()
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

    private static func value(of name: String, in environment: [String: String]) -> String? {
        let value = environment[name].map { $0.filter { !$0.isWhitespace } }
        return value?.isEmpty == true ? nil : value
    }
}
