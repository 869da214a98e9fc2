-- Task fields, fiscal years, budget lines and their ledger.
--
-- Every cent is an entry, which nobody can change or take back. The totals of a line stand in its row, because they are
-- what every decision is weighed against and what the row's lock protects; verify-ledger adds the entries up again.
-- Amounts are bounded to ten billion euros and the totals of a line to a thousand billion, so that no sum over lines
-- comes near the end of 64 bits.

create table koers.task_field (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    code text not null,
    name text collate "nl-x-icu" not null,
    from_year bigint not null,
    until_year bigint,
    successors text[] not null default '{}',
    constraint task_field_pkey primary key (organisation_id, id),
    constraint task_field_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint task_field_code_unique unique (organisation_id, code),
    constraint task_field_years_ordered check (until_year >= from_year)
);
-- sort=name, fromYear, createdAt and updatedAt; the constraint on code serves sort=code and code=
create index task_field_name on koers.task_field (organisation_id, name, id);
create index task_field_from_year on koers.task_field (organisation_id, from_year, id);
create index task_field_created_at on koers.task_field (organisation_id, created_at, id);
create index task_field_updated_at on koers.task_field (organisation_id, updated_at, id);
call koers.wall('koers.task_field', 'select, insert, update');

create table koers.fiscal_year (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    year bigint not null,
    status text not null default 'estimated',
    constraint fiscal_year_pkey primary key (organisation_id, id),
    constraint fiscal_year_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint fiscal_year_year_unique unique (organisation_id, year),
    constraint fiscal_year_status_known check (status in ('estimated', 'adopted', 'closed'))
);
-- sort=createdAt and updatedAt; the constraint on year serves sort=year and year=; status=
create index fiscal_year_created_at on koers.fiscal_year (organisation_id, created_at, id);
create index fiscal_year_updated_at on koers.fiscal_year (organisation_id, updated_at, id);
create index fiscal_year_status on koers.fiscal_year (organisation_id, status);
call koers.wall('koers.fiscal_year', 'select, insert, update');

create table koers.budget_line (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    fiscal_year bigint not null,
    task_field text not null,
    budget_programme text not null,
    policy_field text,
    direction text not null,
    nature text not null,
    description text,
    budget_holder_role_id uuid,
    authorised_cents bigint not null default 0,
    committed_cents bigint not null default 0,
    realised_cents bigint not null default 0,
    free_cents bigint not null generated always as (authorised_cents - committed_cents - realised_cents) stored,
    constraint budget_line_pkey primary key (organisation_id, id),
    constraint budget_line_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint budget_line_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint budget_line_fiscal_year_fkey
        foreign key (organisation_id, fiscal_year) references koers.fiscal_year (organisation_id, year),
    constraint budget_line_task_field_fkey
        foreign key (organisation_id, task_field) references koers.task_field (organisation_id, code),
    constraint budget_line_budget_holder_role_id_fkey
        foreign key (organisation_id, programme_id, budget_holder_role_id)
        references koers.role (organisation_id, place_id, id),
    -- the default order; what names a line refers to this, so that both are in one programme
    constraint budget_line_programme_unique unique (organisation_id, programme_id, id),
    -- One line for one thing: a budget that is read in twice is not there twice.
    constraint budget_line_task_field_unique
        unique (organisation_id, programme_id, task_field, fiscal_year, budget_programme, direction, nature),
    constraint budget_line_direction_known check (direction in ('expense', 'income')),
    constraint budget_line_nature_known check (nature in ('structural', 'incidental')),
    constraint budget_line_committed_cents_range check (committed_cents between 0 and 100000000000000),
    constraint budget_line_authorised_cents_range
        check (authorised_cents between -100000000000000 and 100000000000000),
    constraint budget_line_realised_cents_range
        check (realised_cents between -100000000000000 and 100000000000000),
    -- BUD-01: no bug in a rule can promise what is not there.
    constraint budget_line_expense_is_free
        check (direction = 'income' or authorised_cents - committed_cents - realised_cents >= 0)
);
-- sort=fiscalYear, taskField, authorisedCents, freeCents, createdAt and updatedAt, within a programme
create index budget_line_fiscal_year on koers.budget_line (organisation_id, programme_id, fiscal_year, id);
create index budget_line_task_field on koers.budget_line (organisation_id, programme_id, task_field, id);
create index budget_line_authorised_cents on koers.budget_line (organisation_id, programme_id, authorised_cents, id);
create index budget_line_free_cents on koers.budget_line (organisation_id, programme_id, free_cents, id);
create index budget_line_created_at on koers.budget_line (organisation_id, programme_id, created_at, id);
create index budget_line_updated_at on koers.budget_line (organisation_id, programme_id, updated_at, id);
-- budgetProgramme=, policyField=, direction=, nature= and budgetHolderRoleId=
create index budget_line_budget_programme on koers.budget_line (organisation_id, programme_id, budget_programme);
create index budget_line_policy_field on koers.budget_line (organisation_id, programme_id, policy_field);
create index budget_line_direction on koers.budget_line (organisation_id, programme_id, direction, id);
create index budget_line_nature on koers.budget_line (organisation_id, programme_id, nature, id);
create index budget_line_budget_holder_role_id on koers.budget_line (
    organisation_id, programme_id, budget_holder_role_id);
-- the lines of a year, the last year of a task field, and the position of the whole organisation
create index budget_line_year on koers.budget_line (organisation_id, fiscal_year, id);
create index budget_line_last_year on koers.budget_line (organisation_id, task_field, fiscal_year);
call koers.wall('koers.budget_line', 'select, insert, update');

-- Append-only by privilege: the app role has no UPDATE and no DELETE. What an entry does to the totals follows from its
-- kind, so that they can be added up by anyone.
create table koers.budget_entry (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    budget_line_id uuid not null,
    kind text not null,
    amount_cents bigint not null,
    description text,
    entered_by_id uuid,
    authorised_cents bigint not null generated always as (
        case when kind in ('estimate', 'transfer', 'amendment') then amount_cents else 0 end) stored,
    committed_cents bigint not null generated always as (
        case when kind in ('engagement', 'release') then amount_cents when kind = 'realisation' then -amount_cents
            else 0 end) stored,
    realised_cents bigint not null generated always as (
        case when kind in ('realisation', 'receipt') then amount_cents else 0 end) stored,
    constraint budget_entry_pkey primary key (organisation_id, id),
    constraint budget_entry_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint budget_entry_budget_line_id_fkey
        foreign key (organisation_id, programme_id, budget_line_id)
        references koers.budget_line (organisation_id, programme_id, id),
    constraint budget_entry_entered_by_id_fkey
        foreign key (organisation_id, entered_by_id) references koers.person (organisation_id, id),
    -- the default order
    constraint budget_entry_budget_line_unique unique (organisation_id, budget_line_id, id),
    constraint budget_entry_kind_known check (
        kind in ('estimate', 'transfer', 'amendment', 'engagement', 'release', 'realisation', 'receipt')),
    constraint budget_entry_amount_cents_range check (
        amount_cents between -1000000000000 and 1000000000000 and amount_cents <> 0)
);
-- sort=amountCents, createdAt and updatedAt; kind= and enteredById=, within a line
create index budget_entry_amount_cents on koers.budget_entry (organisation_id, budget_line_id, amount_cents, id);
create index budget_entry_created_at on koers.budget_entry (organisation_id, budget_line_id, created_at, id);
create index budget_entry_updated_at on koers.budget_entry (organisation_id, budget_line_id, updated_at, id);
create index budget_entry_kind on koers.budget_entry (organisation_id, budget_line_id, kind, id);
create index budget_entry_entered_by_id on koers.budget_entry (organisation_id, budget_line_id, entered_by_id);
call koers.wall('koers.budget_entry', 'select, insert');
