/// How `koers` ends, so that a script can tell refusal from mistake and mistake from outage.
enum Outcome: Int32, Sendable {
    case done = 0
    /// The programme's governance or the resource's state forbids it.
    case refused = 1
    /// The command or its values are wrong.
    case usage = 2
    case notFound = 3
    /// No credentials, bad ones, or ones without the needed scope.
    case credentials = 4
    /// The server failed or could not be reached.
    case server = 5

    /// The status for a problem of the server.
    ///
    /// - Parameters:
    ///   - status: HTTP status code, 400 or higher.
    ///   - slug: the kind of problem, such as `no-authority`; it tells the two kinds of 403 apart.
    init(status: Int, slug: String) {
        switch (status, slug) {
        case (403, "no-authority"), (409, _), (412, _), (428, _): self = .refused
        case (401, _), (403, _): self = .credentials
        case (404, _): self = .notFound
        case (408, _), (429, _), (500..., _): self = .server
        default: self = .usage
        }
    }
}
