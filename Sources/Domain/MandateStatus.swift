/// Where a mandate is in its life.
package enum MandateStatus: String, LifeStatus {
    case draft
    case inForce = "in_force"
    case revoked
    case expired

    /// The statuses that a person may bring it to from this one. It expires by itself.
    package var successors: [MandateStatus] {
        switch self {
        case .draft: [.inForce]
        case .inForce: [.revoked]
        case .revoked, .expired: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .revoked: true
        case .draft, .inForce, .expired: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .draft: .init(nl: "concept", en: "draft")
        case .inForce: .init(nl: "van kracht", en: "in force")
        case .revoked: .init(nl: "ingetrokken", en: "revoked")
        case .expired: .init(nl: "verlopen", en: "expired")
        }
    }
}

/// What a mandate lets its holder do in the name of the body (Awb title 10.1).
package enum MandateKind: String, CaseIterable, Sendable {
    /// To decide.
    case mandate
    /// To act in private law.
    case powerOfAttorney = "power_of_attorney"
    /// To act in fact.
    case authorisation

    package var title: LocalizedText {
        switch self {
        case .mandate: .init(nl: "mandaat", en: "mandate")
        case .powerOfAttorney: .init(nl: "volmacht", en: "power of attorney")
        case .authorisation: .init(nl: "machtiging", en: "authorisation")
        }
    }

    /// Whether one of this kind, from this body, may carry a power (Awb 10:3 and 10:12).
    package func mayCarry(_ power: DecisionKind, of body: GoverningBody) -> Bool {
        guard power.bodies.contains(body) else { return false }
        switch (self, power) {
        case (.mandate, .amendBudget): return false
        // The council's own transfer is the one between budget programmes.
        case (.mandate, .transferBudget): return body != .council
        // The mayor signs; what is decided is the college's.
        case (.mandate, .awardContract), (.mandate, .engageCommitment): return body != .mayor
        case (.mandate, _): return true
        case (.powerOfAttorney, .awardContract), (.powerOfAttorney, .engageCommitment), (.powerOfAttorney, .other):
            return true
        case (.authorisation, .other): return true
        case (.powerOfAttorney, _), (.authorisation, _): return false
        }
    }
}
