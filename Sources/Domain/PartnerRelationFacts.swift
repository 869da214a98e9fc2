package import Foundation

/// What is known of a partner relation when something of it is recorded or changed.
package struct PartnerRelationFacts: Hashable, Sendable {
    package var id: UUID
    package var partnerID: UUID
    package var partnerName: String
    package var provision: String
    package var form: PartnerForm
    package var status: PartnerRelationStatus
    package var subsidySinceYear: Int64?
    package var announcedDate: CalendarDate?
    /// The last day of the relation.
    package var endDate: CalendarDate?
    package var windDownMotivation: String?

    package init(
        id: UUID,
        partnerID: UUID,
        partnerName: String,
        provision: String,
        form: PartnerForm = .network,
        status: PartnerRelationStatus = .active,
        subsidySinceYear: Int64? = nil,
        announcedDate: CalendarDate? = nil,
        endDate: CalendarDate? = nil,
        windDownMotivation: String? = nil
    ) {
        self.id = id
        self.partnerID = partnerID
        self.partnerName = partnerName
        self.provision = provision
        self.form = form
        self.status = status
        self.subsidySinceYear = subsidySinceYear
        self.announcedDate = announcedDate
        self.endDate = endDate
        self.windDownMotivation = windDownMotivation
    }

    /// How people name it: the partner and what it delivers.
    package var name: String { "\(partnerName): \(provision)" }
}

/// Another relation that has not ended, with the same partner for the same provision.
package struct SiblingRelation: Hashable, Sendable {
    package var id: UUID
    package var programmeID: UUID
    package var programmeName: String
    package var form: PartnerForm

    package init(id: UUID, programmeID: UUID, programmeName: String, form: PartnerForm) {
        self.id = id
        self.programmeID = programmeID
        self.programmeName = programmeName
        self.form = form
    }
}
