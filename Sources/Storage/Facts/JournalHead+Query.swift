import Postgres

extension FactQuery where Facts == Int64 {
    /// How far the journal of the organisation has come: it has an entry for each resource whose GET changes, so while this
    /// is the same on the same day, so is whatever is computed from them. One row by its key.
    package static func journalHead() -> FactQuery {
        FactQuery(
            "head of the journal",
            "SELECT h.sequence FROM koers.journal_head h WHERE h.organisation_id = $1"
        ) { try $0[0].decode(0) }
    }
}
