package import Foundation

/// A decision as it stands.
package struct DecisionFacts: Hashable, Sendable {
    package var id: UUID
    /// How people call it, such as `B-014`.
    package var code: String?
    package var programmeID: UUID
    package var kind: DecisionKind
    package var subject: String
    package var amountCents: Int64?
    package var partnerID: UUID?
    package var body: GoverningBody
    /// The mandate that it is to be taken under; without one the body itself decides.
    package var mandateID: UUID?
    /// What the body's own decision is filed under.
    package var resolution: String?
    package var proposedByID: UUID?
    package var proposedAt: Moment?
    package var status: DecisionStatus
    package var takenByID: UUID?
    package var takenAt: Moment?
    /// The last day for which it counts, where it is for a time.
    package var untilDate: CalendarDate?
    package var instructionsAcknowledged: Bool
    /// What was done without authority and is to get effect by this.
    package var ratifiesID: UUID?
    /// The decision that the objection is against.
    package var objectionToID: UUID?

    package init(
        id: UUID,
        code: String? = nil,
        programmeID: UUID,
        kind: DecisionKind,
        subject: String,
        amountCents: Int64? = nil,
        partnerID: UUID? = nil,
        body: GoverningBody = .college,
        mandateID: UUID? = nil,
        resolution: String? = nil,
        proposedByID: UUID? = nil,
        proposedAt: Moment? = nil,
        status: DecisionStatus = .draft,
        takenByID: UUID? = nil,
        takenAt: Moment? = nil,
        untilDate: CalendarDate? = nil,
        instructionsAcknowledged: Bool = false,
        ratifiesID: UUID? = nil,
        objectionToID: UUID? = nil
    ) {
        self.id = id
        self.code = code
        self.programmeID = programmeID
        self.kind = kind
        self.subject = subject
        self.amountCents = amountCents
        self.partnerID = partnerID
        self.body = body
        self.mandateID = mandateID
        self.resolution = resolution
        self.proposedByID = proposedByID
        self.proposedAt = proposedAt
        self.status = status
        self.takenByID = takenByID
        self.takenAt = takenAt
        self.untilDate = untilDate
        self.instructionsAcknowledged = instructionsAcknowledged
        self.ratifiesID = ratifiesID
        self.objectionToID = objectionToID
    }

    /// What a list of subjects calls it.
    package var name: String { code ?? subject }

    /// What is asked of the authority of whoever takes it.
    package var question: AuthorityQuestion {
        AuthorityQuestion(
            kind: kind,
            amountCents: amountCents,
            programmeID: programmeID,
            partnerID: partnerID,
            subject: subject,
            body: body
        )
    }
}
