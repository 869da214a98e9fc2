-- What was promised to each partner and spent, of the commitments of a programme: the matrix and the agenda add up the
-- entries that follow from a commitment, also as they were on an earlier day.
create index budget_entry_promise on koers.budget_entry (organisation_id, programme_id, commitment_id)
    include (created_at, committed_cents, realised_cents) where commitment_id is not null;
