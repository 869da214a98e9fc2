import Domain
package import Foundation
package import Governance
package import Storage

/// Records a risk, which is open from then on.
package struct CreateRisk: CreateCommand {
    package static let resource = Resource.risk
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes a risk.
package struct UpdateRisk: UpdateCommand {
    package static let resource = Resource.risk
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}

/// Says what became of a risk.
package struct TransitionRisk: StepCommand {
    package static let resource = Resource.risk
    package let id: UUID
    let target: RiskStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let status: RiskStatus = try situation.before.status()
        try status.mayBecome(target)
        return .unguarded
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        [step(to: target, of: situation.before)]
    }
}
