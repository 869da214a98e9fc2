package import Foundation

/// On whose behalf a stakeholder carries the vision.
package enum StakeholderCategory: String, CaseIterable, Sendable {
    case executive
    case director
    case socialPartner = "social_partner"
    case residents

    /// The category in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .executive: .init(nl: "bestuur", en: "executives")
        case .director: .init(nl: "directie", en: "directors")
        case .socialPartner: .init(nl: "maatschappelijke partners", en: "social partners")
        case .residents: .init(nl: "inwoners", en: "residents")
        }
    }
}

/// What a stakeholder says of a vision.
package enum Stance: String, CaseIterable, Sendable {
    case endorsed
    case reservation
    case refused
    case withdrawn

    /// The stance in Dutch and in English.
    package var title: LocalizedText {
        switch self {
        case .endorsed: .init(nl: "steunt", en: "endorsed")
        case .reservation: .init(nl: "voorbehoud", en: "reservation")
        case .refused: .init(nl: "geweigerd", en: "refused")
        case .withdrawn: .init(nl: "ingetrokken", en: "withdrawn")
        }
    }
}

/// One dated stance of a stakeholder on the vision in question.
package struct GivenStance: Hashable, Sendable {
    package var stance: Stance
    package var note: String?
    package var givenByID: UUID
    package var givenAt: Moment

    package init(stance: Stance, note: String? = nil, givenByID: UUID, givenAt: Moment) {
        self.stance = stance
        self.note = note
        self.givenByID = givenByID
        self.givenAt = givenAt
    }
}

/// What is known of a stakeholder when the support of a vision is weighed.
package struct StakeholderFacts: Hashable, Sendable {
    package var id: UUID
    package var name: String
    package var category: StakeholderCategory
    package var partnerID: UUID?
    package var representativeID: UUID
    package var required: Bool
    package var createdAt: Moment
    /// When its removal took effect.
    package var endedAt: Moment?
    /// The person who asked for its removal, while that waits for confirmation.
    package var removalRequestedByID: UUID?
    /// Its latest stance on the vision in question.
    package var latest: GivenStance?
    /// Whether it ever gave a stance, on any vision.
    package var hasGivenStance: Bool

    package init(
        id: UUID,
        name: String,
        category: StakeholderCategory,
        partnerID: UUID? = nil,
        representativeID: UUID,
        required: Bool = true,
        createdAt: Moment,
        endedAt: Moment? = nil,
        removalRequestedByID: UUID? = nil,
        latest: GivenStance? = nil,
        hasGivenStance: Bool = false
    ) {
        self.id = id
        self.name = name
        self.category = category
        self.partnerID = partnerID
        self.representativeID = representativeID
        self.required = required
        self.createdAt = createdAt
        self.endedAt = endedAt
        self.removalRequestedByID = removalRequestedByID
        self.latest = latest
        self.hasGivenStance = hasGivenStance
    }

    /// Whether its latest stance on the vision in question is *endorsed*.
    package var endorses: Bool { latest?.stance == .endorsed }

    /// Whether the vision in question lacks the support that it needs of this stakeholder (VIS-01).
    package var isMissing: Bool { required && endedAt == nil && !endorses }
}
