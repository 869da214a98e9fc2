import Domain
import Storage

extension CommandInput {
    /// The status that a validated request names.
    func target<Status: LifeStatus>() throws(Refusal) -> Status {
        guard let target = members["to"]?.string.flatMap(Status.init(rawValue:)) else {
            throw .internalError(detail: "a status outside the contract")
        }
        return target
    }

    /// The status that a step leads to.
    ///
    /// - Throws: `Refusal.invalid` when the step asks for a motivation and has none.
    func step<Status: LifeStatus>() throws(Refusal) -> Status {
        let target: Status = try target()
        if target.entryNeedsMotivation { try requireMotivation(forStepTo: target.title) }
        return target
    }

    /// Refuses a step that does not say why.
    private func requireMotivation(forStepTo target: LocalizedText) throws(Refusal) {
        guard members["motivation"]?.string?.contains(where: { !$0.isWhitespace }) == true else {
            throw .invalid([
                .required(
                    "/motivation",
                    .init(
                        nl: "De stap naar \(target.nl) vraagt een motivering.",
                        en: "The step to \(target.en) asks for a motivation."
                    )
                )
            ])
        }
    }
}

extension LifeStatus {
    /// - Throws: `Refusal.invalidTransition` when there is no such step from here.
    func mayBecome(_ target: Self) throws(Refusal) {
        guard successors.contains(target) else {
            throw .invalidTransition(from: rawValue, allowed: successors.map(\.rawValue))
        }
    }
}

extension Members {
    /// The status of a resource as its view shows it.
    func status<Status: LifeStatus>() throws(Refusal) -> Status {
        guard let status = self["status"]?.string.flatMap(Status.init(rawValue:)) else {
            throw .internalError(detail: "a status outside the domain")
        }
        return status
    }
}

extension StepCommand {
    /// The step itself, with what else of the subject changes by it.
    func step(to status: some LifeStatus, _ also: Members = [], of before: Members) -> Effect {
        .update(
            Self.resource,
            id: id,
            in: place,
            [Member("status", .string(status.rawValue))] + also,
            of: before,
            event: status.rawValue,
            programmeID: programmeID(of: before)
        )
    }
}

extension InvalidMember {
    /// A member that is missing.
    static func required(_ location: String, _ detail: LocalizedText) -> InvalidMember {
        InvalidMember(location: location, code: "required", detail: detail)
    }
}
