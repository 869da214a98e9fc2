import Contract

/// The servers that the user logged in to, by name.
struct Profiles: Hashable, Sendable {
    struct Profile: Hashable, Sendable {
        var name: String
        var url: String
        var token: String
    }

    /// The profile that counts when none is named.
    var current: String?
    /// In order of name.
    private(set) var all: [Profile] = []

    static let defaultName = "default"

    subscript(_ name: String) -> Profile? { all.first { $0.name == name } }

    /// Adds the profile or replaces the one of its name, and makes it the current one.
    mutating func store(_ profile: Profile) {
        all.removeAll { $0.name == profile.name }
        all.append(profile)
        all.sort { $0.name < $1.name }
        current = profile.name
    }

    /// Forgets the profile; another one becomes the current one only when it is the last one left.
    mutating func remove(_ name: String) {
        all.removeAll { $0.name == name }
        if current == name { current = all.count == 1 ? all.first?.name : nil }
    }
}

extension Profiles {
    /// The profiles as they stand in their file; what is not understood is left out.
    init(_ json: JSON) {
        current = json["current"]?.string
        all = (json["profiles"]?.object.map(Array.init) ?? []).compactMap { name, value in
            guard let url = value["url"]?.string, let token = value["token"]?.string else { return nil }
            return Profile(name: name, url: url, token: token)
        }
        all.sort { $0.name < $1.name }
    }

    var json: JSON {
        var entries = JSON.Object()
        for profile in all {
            entries[profile.name] = ["url": .string(profile.url), "token": .string(profile.token)]
        }
        return ["current": current.map(JSON.string) ?? .null, "profiles": .object(entries)]
    }
}
