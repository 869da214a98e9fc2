-- Commitments with their lines and realisations: money that is promised, spent and given back.
--
-- What a commitment promises stands in its row as it is shown, and its lines in a table of their own besides, which the
-- database holds to their bounds and from which verify-ledger adds up what every budget line says. Whoever changes a line
-- of a commitment holds the budget line, so that one lock protects both.

create table koers.commitment (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    code text,
    kind text not null,
    subject text not null,
    partner_id uuid,
    effort_id uuid,
    decision_id uuid not null,
    lines json not null default '[]',
    status text not null default 'engaged',
    amount_cents bigint not null,
    realised_cents bigint not null default 0,
    released_cents bigint not null default 0,
    outstanding_cents bigint not null generated always as (amount_cents - realised_cents - released_cents) stored,
    engaged_by_id uuid not null,
    constraint commitment_pkey primary key (organisation_id, id),
    constraint commitment_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint commitment_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint commitment_partner_id_fkey
        foreign key (organisation_id, partner_id) references koers.partner (organisation_id, id),
    constraint commitment_effort_id_fkey
        foreign key (organisation_id, effort_id) references koers.effort (organisation_id, id),
    -- AUT-01: the decision is one of the same programme
    constraint commitment_decision_id_fkey
        foreign key (organisation_id, programme_id, decision_id)
        references koers.decision (organisation_id, programme_id, id),
    constraint commitment_engaged_by_id_fkey
        foreign key (organisation_id, engaged_by_id) references koers.person (organisation_id, id),
    -- the default order; what names a commitment refers to this
    constraint commitment_programme_unique unique (organisation_id, programme_id, id),
    constraint commitment_code_unique unique (organisation_id, code),
    constraint commitment_kind_known check (kind in ('subsidy', 'contract', 'other')),
    constraint commitment_status_known check (status in ('engaged', 'partly_realised', 'completed', 'released')),
    constraint commitment_amount_cents_range check (amount_cents between 1 and 100000000000000),
    constraint commitment_is_not_overspent check (
        realised_cents >= 0 and released_cents >= 0 and realised_cents + released_cents <= amount_cents)
);
-- sort=amountCents, outstandingCents, createdAt and updatedAt, within a programme
create index commitment_amount_cents on koers.commitment (organisation_id, programme_id, amount_cents, id);
create index commitment_outstanding_cents on koers.commitment (organisation_id, programme_id, outstanding_cents, id);
create index commitment_created_at on koers.commitment (organisation_id, programme_id, created_at, id);
create index commitment_updated_at on koers.commitment (organisation_id, programme_id, updated_at, id);
-- kind=, status=, partnerId=, effortId= and engagedById=; the constraint on code serves code=
create index commitment_kind on koers.commitment (organisation_id, programme_id, kind, id);
create index commitment_status on koers.commitment (organisation_id, programme_id, status, id);
create index commitment_partner_id on koers.commitment (organisation_id, programme_id, partner_id);
create index commitment_effort_id on koers.commitment (organisation_id, programme_id, effort_id);
create index commitment_engaged_by_id on koers.commitment (organisation_id, programme_id, engaged_by_id);
-- decisionId=, and what is promised on a decision together
create index commitment_decision_id on koers.commitment (organisation_id, decision_id);
call koers.wall('koers.commitment', 'select, insert, update');

-- The lines of a commitment by themselves: how much of each is spent and given back.
create table koers.commitment_line (
    organisation_id uuid not null,
    commitment_id uuid not null,
    programme_id uuid not null,
    budget_line_id uuid not null,
    amount_cents bigint not null,
    realised_cents bigint not null,
    released_cents bigint not null,
    status text not null,
    invoke_before_date date,
    constraint commitment_line_pkey primary key (organisation_id, commitment_id, budget_line_id),
    constraint commitment_line_commitment_id_fkey
        foreign key (organisation_id, programme_id, commitment_id)
        references koers.commitment (organisation_id, programme_id, id),
    constraint commitment_line_budget_line_id_fkey
        foreign key (organisation_id, programme_id, budget_line_id)
        references koers.budget_line (organisation_id, programme_id, id),
    constraint commitment_line_status_known check (status in ('engaged', 'subject_to_budget', 'completed', 'released')),
    -- BUD-07
    constraint commitment_line_is_not_overspent check (
        amount_cents > 0 and realised_cents >= 0 and released_cents >= 0
        and realised_cents + released_cents <= amount_cents),
    -- BUD-06: what waits for a budget is not spent
    constraint commitment_line_waits_unspent check (status <> 'subject_to_budget' or realised_cents = 0)
);
-- budgetLineId=, and what waits for the budget of a line
create index commitment_line_budget_line_id on koers.commitment_line (organisation_id, budget_line_id, status);
call koers.wall('koers.commitment_line', 'select, insert, delete');

-- Append-only by privilege: a mistake is set right by a counter-entry.
create table koers.realisation (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    commitment_id uuid not null,
    budget_line_id uuid not null,
    amount_cents bigint not null,
    performed_date date not null,
    note text,
    confirmed_by_id uuid not null,
    constraint realisation_pkey primary key (organisation_id, id),
    constraint realisation_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint realisation_commitment_id_fkey
        foreign key (organisation_id, programme_id, commitment_id)
        references koers.commitment (organisation_id, programme_id, id),
    constraint realisation_budget_line_id_fkey
        foreign key (organisation_id, programme_id, budget_line_id)
        references koers.budget_line (organisation_id, programme_id, id),
    constraint realisation_confirmed_by_id_fkey
        foreign key (organisation_id, confirmed_by_id) references koers.person (organisation_id, id),
    -- the default order
    constraint realisation_commitment_unique unique (organisation_id, commitment_id, id),
    constraint realisation_amount_cents_range check (
        amount_cents between -1000000000000 and 1000000000000 and amount_cents <> 0)
);
-- sort=performedDate, amountCents, createdAt and updatedAt; budgetLineId= and confirmedById=, within a commitment
create index realisation_performed_date on koers.realisation (organisation_id, commitment_id, performed_date, id);
create index realisation_amount_cents on koers.realisation (organisation_id, commitment_id, amount_cents, id);
create index realisation_created_at on koers.realisation (organisation_id, commitment_id, created_at, id);
create index realisation_updated_at on koers.realisation (organisation_id, commitment_id, updated_at, id);
create index realisation_budget_line_id on koers.realisation (organisation_id, commitment_id, budget_line_id);
create index realisation_confirmed_by_id on koers.realisation (organisation_id, commitment_id, confirmed_by_id);
call koers.wall('koers.realisation', 'select, insert');

-- The commitment that an entry follows from; commitmentId=
alter table koers.budget_entry add column commitment_id uuid;
alter table koers.budget_entry add constraint budget_entry_commitment_id_fkey
    foreign key (organisation_id, programme_id, commitment_id)
    references koers.commitment (organisation_id, programme_id, id);
create index budget_entry_commitment_id on koers.budget_entry (organisation_id, budget_line_id, commitment_id);

-- BUD-06: what was promised on a line subject to a budget that was then adopted without room for it.
alter table koers.budget_line add column unfunded_cents bigint not null default 0;
alter table koers.budget_line add constraint budget_line_unfunded_cents_range
    check (unfunded_cents between 0 and 100000000000000);
alter table koers.fiscal_year add column adopted_date date;
