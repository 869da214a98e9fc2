-- Money that moves after the adoption: transfers between budget lines, and amendments of the council.

create table koers.budget_transfer (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    description text,
    lines json not null default '[]',
    decision_id uuid,
    status text not null default 'proposed',
    proposed_by_id uuid not null,
    booked_at timestamptz,
    constraint budget_transfer_pkey primary key (organisation_id, id),
    constraint budget_transfer_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint budget_transfer_decision_id_fkey
        foreign key (organisation_id, decision_id) references koers.decision (organisation_id, id),
    constraint budget_transfer_proposed_by_id_fkey
        foreign key (organisation_id, proposed_by_id) references koers.person (organisation_id, id),
    constraint budget_transfer_status_known check (status in ('proposed', 'agreed', 'booked', 'withdrawn')),
    constraint budget_transfer_booked_rests_on_decision check (
        (status = 'booked') = (booked_at is not null) and (status <> 'booked' or decision_id is not null))
);
-- sort=createdAt and updatedAt; status=, proposedById=, and decisionId= with what rests on one decision together
create index budget_transfer_created_at on koers.budget_transfer (organisation_id, created_at, id);
create index budget_transfer_updated_at on koers.budget_transfer (organisation_id, updated_at, id);
create index budget_transfer_status on koers.budget_transfer (organisation_id, status, id);
create index budget_transfer_proposed_by_id on koers.budget_transfer (organisation_id, proposed_by_id);
create index budget_transfer_decision_id on koers.budget_transfer (organisation_id, decision_id);
call koers.wall('koers.budget_transfer', 'select, insert, update');

-- The lines of a transfer by themselves, so that each is a line that exists, and named once.
create table koers.budget_transfer_line (
    organisation_id uuid not null,
    budget_transfer_id uuid not null,
    budget_line_id uuid not null,
    amount_cents bigint not null,
    agreed_by_id uuid,
    agreed_at timestamptz,
    constraint budget_transfer_line_pkey primary key (organisation_id, budget_transfer_id, budget_line_id),
    constraint budget_transfer_line_budget_transfer_id_fkey
        foreign key (organisation_id, budget_transfer_id) references koers.budget_transfer (organisation_id, id),
    constraint budget_transfer_line_budget_line_id_fkey
        foreign key (organisation_id, budget_line_id) references koers.budget_line (organisation_id, id),
    constraint budget_transfer_line_agreed_by_id_fkey
        foreign key (organisation_id, agreed_by_id) references koers.person (organisation_id, id),
    constraint budget_transfer_line_amount_cents_range check (
        amount_cents between -1000000000000 and 1000000000000 and amount_cents <> 0),
    constraint budget_transfer_line_agreement_whole check ((agreed_by_id is null) = (agreed_at is null))
);
-- budgetLineId=
create index budget_transfer_line_budget_line_id on koers.budget_transfer_line (organisation_id, budget_line_id);
call koers.wall('koers.budget_transfer_line', 'select, insert, delete');

-- Append-only by privilege: what the council decided is set right by another decision.
create table koers.budget_amendment (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    budget_line_id uuid not null,
    amount_cents bigint not null,
    decision_id uuid not null,
    description text,
    entered_by_id uuid not null,
    constraint budget_amendment_pkey primary key (organisation_id, id),
    constraint budget_amendment_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint budget_amendment_budget_line_id_fkey
        foreign key (organisation_id, budget_line_id) references koers.budget_line (organisation_id, id),
    constraint budget_amendment_decision_id_fkey
        foreign key (organisation_id, decision_id) references koers.decision (organisation_id, id),
    constraint budget_amendment_entered_by_id_fkey
        foreign key (organisation_id, entered_by_id) references koers.person (organisation_id, id),
    constraint budget_amendment_amount_cents_range check (
        amount_cents between -1000000000000 and 1000000000000 and amount_cents <> 0)
);
-- sort=createdAt and updatedAt; budgetLineId=, enteredById=, and decisionId= with what rests on one decision together
create index budget_amendment_created_at on koers.budget_amendment (organisation_id, created_at, id);
create index budget_amendment_updated_at on koers.budget_amendment (organisation_id, updated_at, id);
create index budget_amendment_budget_line_id on koers.budget_amendment (organisation_id, budget_line_id);
create index budget_amendment_entered_by_id on koers.budget_amendment (organisation_id, entered_by_id);
create index budget_amendment_decision_id on koers.budget_amendment (organisation_id, decision_id);
call koers.wall('koers.budget_amendment', 'select, insert');

-- What an entry of a line follows from.
alter table koers.budget_entry add column budget_transfer_id uuid;
alter table koers.budget_entry add column budget_amendment_id uuid;
alter table koers.budget_entry add constraint budget_entry_budget_transfer_id_fkey
    foreign key (organisation_id, budget_transfer_id) references koers.budget_transfer (organisation_id, id);
alter table koers.budget_entry add constraint budget_entry_budget_amendment_id_fkey
    foreign key (organisation_id, budget_amendment_id) references koers.budget_amendment (organisation_id, id);
