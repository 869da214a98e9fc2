-- Many entries of the journal in one statement: each hash over the one before, along the order of a window.

create function koers.journal_link(
    previous_hash bytea, first bytea, sequence bigint, occurred_at timestamptz, effective_at timestamptz, type text,
    subject text, programme_id uuid, actor_id uuid, client_id uuid, operation_id text, request_id uuid, reason text,
    decision_id uuid, findings_nl json, findings_en json, data_hash bytea
) returns bytea
    language sql stable parallel safe
    return koers.journal_hash(
        coalesce(previous_hash, first), sequence, occurred_at, effective_at, type, subject, programme_id, actor_id,
        client_id, operation_id, request_id, reason, decision_id, findings_nl, findings_en, data_hash);

-- The hash of the last entry so far; the first argument is the hash of the entry before all of them.
create aggregate koers.journal_chain(
    bytea, bigint, timestamptz, timestamptz, text, text, uuid, uuid, uuid, text, uuid, text, uuid, json, json, bytea
) (sfunc = koers.journal_link, stype = bytea);
