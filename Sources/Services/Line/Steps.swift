import Domain
import Governance
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
    /// - Throws: `Refusal.invalid` when the step asks for a motivation or a decision and has none.
    func step<Status: LifeStatus>() throws(Refusal) -> Status {
        let target: Status = try target()
        let missing = missingMotivation(forStepTo: target) + missingDecision(forStepTo: target)
        guard missing.isEmpty else { throw .invalid(missing) }
        return target
    }

    private func missingMotivation(forStepTo target: some LifeStatus) -> [InvalidMember] {
        guard target.entryNeedsMotivation, !(members["motivation"]?.string).isFilled else { return [] }
        return [
            .required(
                "/motivation",
                .init(
                    nl: "De stap naar \(target.title.nl) vraagt een motivering.",
                    en: "The step to \(target.title.en) asks for a motivation."
                )
            )
        ]
    }

    private func missingDecision(forStepTo target: some LifeStatus) -> [InvalidMember] {
        guard let kind = target.entryDecision, members.id("decisionId") == nil else { return [] }
        return [
            .required(
                "/decisionId",
                .init(
                    nl: "De stap naar \(target.title.nl) rust op een besluit: \(kind.title.nl).",
                    en: "The step to \(target.title.en) rests on a decision: \(kind.title.en)."
                )
            )
        ]
    }

    /// Members that are given with one step and belong to others.
    func misplaced<Status: LifeStatus>(
        _ names: String...,
        onStepTo target: Status,
        at steps: Status...
    ) -> [InvalidMember] {
        guard !steps.contains(target) else { return [] }
        return names.filter { members[$0] != nil }.map { name in
            InvalidMember(
                location: "/\(name)",
                code: "unknown",
                detail: .init(
                    nl: "Dit hoort bij de stap naar \(steps.map(\.title.nl).joined(separator: " of ")).",
                    en: "This belongs to the step to \(steps.map(\.title.en).joined(separator: " or "))."
                )
            )
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
