package import Foundation

/// Where a vision is in its life.
package enum VisionStatus: String, LifeStatus {
    case draft
    case seekingSupport = "seeking_support"
    case adopted
    case superseded

    /// The statuses that a person may bring it to from this one. An adopted vision is superseded by the adoption of
    /// another, and in no other way.
    package var successors: [VisionStatus] {
        switch self {
        case .draft: [.seekingSupport]
        case .seekingSupport: [.adopted, .draft]
        case .adopted, .superseded: []
        }
    }

    /// Whether stakeholders may give their stance.
    package var takesStances: Bool {
        switch self {
        case .seekingSupport, .adopted: true
        case .draft, .superseded: false
        }
    }

    /// The status in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .draft: .init(nl: "een concept", en: "a draft")
        case .seekingSupport: .init(nl: "ter steun voorgelegd", en: "seeking support")
        case .adopted: .init(nl: "vastgesteld", en: "adopted")
        case .superseded: .init(nl: "vervangen", en: "superseded")
        }
    }
}

/// What is known of one version of a programme's vision.
package struct VisionFacts: Hashable, Sendable {
    package var id: UUID
    package var number: Int64
    package var status: VisionStatus
    /// SHA-256 of its text, in lowercase hexadecimal.
    package var digest: String
    package var adoptedAt: Moment?

    package init(id: UUID, number: Int64, status: VisionStatus, digest: String = "", adoptedAt: Moment? = nil) {
        self.id = id
        self.number = number
        self.status = status
        self.digest = digest
        self.adoptedAt = adoptedAt
    }
}
