-- What every resource shares: the journal with its hash chain, idempotency keys, external ids and search words.

create table koers.journal_head (
    organisation_id uuid not null,
    sequence bigint not null default 0,
    occurred_at timestamptz not null default '-infinity',
    constraint journal_head_pkey primary key (organisation_id),
    constraint journal_head_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id)
);
call koers.wall('koers.journal_head', 'select, update');

-- Append-only by privilege: the app role has no UPDATE and no DELETE.
create table koers.journal (
    organisation_id uuid not null,
    sequence bigint not null,
    occurred_at timestamptz not null,
    effective_at timestamptz,
    type text not null,
    subject text not null,
    programme_id uuid,
    actor_id uuid,
    client_id uuid,
    operation_id text not null,
    request_id uuid not null,
    reason text,
    decision_id uuid,
    findings_nl json not null,
    findings_en json not null,
    data_hash bytea,
    previous_hash bytea not null,
    hash bytea not null,
    constraint journal_pkey primary key (organisation_id, sequence),
    constraint journal_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id)
);
create index journal_subject on koers.journal (organisation_id, subject, sequence);
create index journal_type on koers.journal (organisation_id, type, sequence);
create index journal_programme on koers.journal (organisation_id, programme_id, sequence);
create index journal_actor on koers.journal (organisation_id, actor_id, sequence);
create index journal_occurred_at on koers.journal (organisation_id, occurred_at, sequence);
call koers.wall('koers.journal', 'select, insert');

-- The resource after the change, as GET shows it. It lies beside the entry, which holds only its hash, so that erasure
-- of personal data can blank it without breaking the chain.
create table koers.journal_data (
    organisation_id uuid not null,
    sequence bigint not null,
    data json,
    constraint journal_data_pkey primary key (organisation_id, sequence),
    constraint journal_data_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id)
);
call koers.wall('koers.journal_data', 'select, insert');

-- SHA-256 over the previous hash, every other column as one JSON array, and the hash of the data.
create function koers.journal_hash(
    previous_hash bytea, sequence bigint, occurred_at timestamptz, effective_at timestamptz, type text, subject text,
    programme_id uuid, actor_id uuid, client_id uuid, operation_id text, request_id uuid, reason text,
    decision_id uuid, findings_nl json, findings_en json, data_hash bytea
) returns bytea
    language sql stable parallel safe
    return sha256(
        previous_hash
        || convert_to(
            json_build_array(
                sequence, koers.utc(occurred_at), koers.utc(effective_at), type, subject, programme_id, actor_id,
                client_id, operation_id, request_id, reason, decision_id, findings_nl::text, findings_en::text)::text,
            'UTF8')
        || coalesce(data_hash, ''::bytea));

create table koers.idempotency_key (
    organisation_id uuid not null,
    client_id uuid not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    journal_sequence bigint not null,
    stored_at timestamptz not null,
    constraint idempotency_key_pkey primary key (organisation_id, client_id, key),
    constraint idempotency_key_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id)
);
create index idempotency_key_stored_at on koers.idempotency_key (organisation_id, stored_at);
call koers.wall('koers.idempotency_key', 'select, insert, update, delete');

-- The resource's row shows its external ids; this table keeps them unique and finds the resource.
create table koers.external_id (
    organisation_id uuid not null,
    type text not null,
    system text not null,
    value text not null,
    id uuid not null,
    constraint external_id_pkey primary key (organisation_id, type, system, value),
    constraint external_id_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id)
);
create index external_id_resource on koers.external_id (organisation_id, type, id);
call koers.wall('koers.external_id', 'select, insert, delete');

-- Folded words of the searchable texts. Range conditions on words are leakproof, so they keep their index under
-- row-level security, which ILIKE and full text search do not.
create table koers.search_word (
    organisation_id uuid not null,
    type text not null,
    word text collate "C" not null,
    id uuid not null,
    constraint search_word_pkey primary key (organisation_id, type, word, id),
    constraint search_word_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id)
);
create index search_word_resource on koers.search_word (organisation_id, type, id);
call koers.wall('koers.search_word', 'select, insert, delete');
