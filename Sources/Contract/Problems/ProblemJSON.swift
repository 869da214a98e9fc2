extension Problem {
    private static let ownMembers: Set<String> = [
        "type", "title", "status", "detail", "instance", "errors", "blockers",
    ]

    /// The document; `errors` and `blockers` are left out when they are empty.
    package var json: JSON {
        var object = JSON.Object()
        object["type"] = .string(type)
        object["title"] = .string(title)
        object["status"] = .number(NumberText(Int64(status)))
        object["detail"] = .string(detail)
        if let instance { object["instance"] = .string(instance) }
        if !errors.isEmpty { object["errors"] = .array(errors.map(\.json)) }
        if !blockers.isEmpty { object["blockers"] = .array(blockers) }
        for (key, value) in additional where !Self.ownMembers.contains(key) { object[key] = value }
        return .object(object)
    }

    /// The body of an `application/problem+json` answer.
    package var bytes: [UInt8] { json.bytes }

    /// Reads what a server answered, as tolerantly as RFC 9457 (3.1) asks: a member of the wrong type is ignored.
    ///
    /// - Parameter status: the status of the answer, for a document without one.
    /// - Returns: `nil` when the value is no object.
    package init?(_ json: JSON, status: Int) {
        guard let object = json.object else { return nil }
        type = object["type"]?.string ?? "about:blank"
        title = object["title"]?.string ?? ""
        self.status = object["status"]?.integer.flatMap(Int.init(exactly:)) ?? status
        detail = object["detail"]?.string ?? ""
        instance = object["instance"]?.string
        errors = (object["errors"]?.array ?? []).compactMap(Entry.init)
        blockers = object["blockers"]?.array ?? []
        additional = JSON.Object()
        for (key, value) in object where !Self.ownMembers.contains(key) { additional[key] = value }
    }
}

extension Problem.Entry {
    fileprivate var json: JSON {
        ["in": .string(part), "location": .string(location), "code": .string(code), "detail": .string(detail)]
    }

    fileprivate init?(_ json: JSON) {
        guard json.object != nil else { return nil }
        self.init(
            part: json["in"]?.string ?? "",
            location: json["location"]?.string ?? "",
            code: json["code"]?.string ?? "",
            detail: json["detail"]?.string ?? ""
        )
    }
}
