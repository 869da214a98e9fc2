-- What each partner is to a programme, and what lies below that: agreements, positions, directions and actions.

-- PRT-07 compares forms for being unequal, which only an exclusion constraint can.
create extension if not exists btree_gist;

create table koers.partner_relation (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    partner_id uuid not null,
    provision text collate "nl-x-icu" not null,
    provision_key text not null generated always as (koers.text_key(provision)) stored,
    form text not null,
    status text not null default 'active',
    subsidy_since_year bigint,
    announced_date date,
    end_date date,
    wind_down_motivation text,
    constraint partner_relation_pkey primary key (organisation_id, id),
    constraint partner_relation_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint partner_relation_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint partner_relation_partner_id_fkey
        foreign key (organisation_id, partner_id) references koers.partner (organisation_id, id),
    -- the default order, and what lies below refers to it
    constraint partner_relation_programme_unique unique (organisation_id, programme_id, id),
    constraint partner_relation_form_known check (
        form in ('strategic_partnership', 'competing_supplier', 'network')),
    constraint partner_relation_status_known check (status in ('active', 'winding_down', 'ended')),
    constraint partner_relation_end_date_of_winding_down check (status <> 'active' or end_date is null),
    -- PRT-07, whatever programmes the relations lie in
    constraint partner_relation_form_unique exclude using gist (
        organisation_id with =, partner_id with =, provision_key with =, form with <>) where (status <> 'ended')
);
-- sort=provision, endDate, createdAt and updatedAt, within a programme
create index partner_relation_provision on koers.partner_relation (organisation_id, programme_id, provision, id);
create index partner_relation_end_date on koers.partner_relation (
    organisation_id, programme_id, (case when end_date is null then 'infinity'::date else end_date end), id);
create index partner_relation_created_at on koers.partner_relation (organisation_id, programme_id, created_at, id);
create index partner_relation_updated_at on koers.partner_relation (organisation_id, programme_id, updated_at, id);
-- partnerId=, status= and form=
create index partner_relation_partner_id on koers.partner_relation (organisation_id, partner_id);
create index partner_relation_status on koers.partner_relation (organisation_id, programme_id, status);
create index partner_relation_form on koers.partner_relation (organisation_id, programme_id, form);
-- PRT-07: one living relation for a partner and a provision in a programme
create unique index partner_relation_provision_unique on koers.partner_relation (
    organisation_id, programme_id, partner_id, provision_key) where status <> 'ended';
call koers.wall('koers.partner_relation', 'select, insert, update');

create table koers.agreement (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    partner_relation_id uuid not null,
    kind text not null,
    subject text not null,
    amount_cents bigint not null,
    from_date date not null,
    until_date date,
    constraint agreement_pkey primary key (organisation_id, id),
    constraint agreement_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint agreement_partner_relation_id_fkey
        foreign key (organisation_id, programme_id, partner_relation_id)
        references koers.partner_relation (organisation_id, programme_id, id),
    constraint agreement_kind_known check (kind in ('subsidy', 'contract', 'covenant', 'other')),
    constraint agreement_amount_cents_range check (amount_cents >= 0),
    constraint agreement_dates_ordered check (until_date >= from_date)
);
-- the default order, and sort=fromDate, untilDate, amountCents, createdAt and updatedAt, within a relation
create index agreement_partner_relation_id on koers.agreement (organisation_id, partner_relation_id, id);
create index agreement_from_date on koers.agreement (organisation_id, partner_relation_id, from_date, id);
create index agreement_until_date on koers.agreement (
    organisation_id, partner_relation_id, (case when until_date is null then 'infinity'::date else until_date end), id);
create index agreement_amount_cents on koers.agreement (organisation_id, partner_relation_id, amount_cents, id);
create index agreement_created_at on koers.agreement (organisation_id, partner_relation_id, created_at, id);
create index agreement_updated_at on koers.agreement (organisation_id, partner_relation_id, updated_at, id);
-- kind=
create index agreement_kind on koers.agreement (organisation_id, partner_relation_id, kind);
call koers.wall('koers.agreement', 'select, insert, update');

-- PRT-01: superseded by a later one, never changed.
create table koers.position (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    partner_relation_id uuid not null,
    influence bigint not null,
    dependence bigint not null,
    alternative_if_lost text not null,
    rationale text not null,
    assessed_date date not null,
    assessor_id uuid not null,
    constraint position_pkey primary key (organisation_id, id),
    constraint position_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint position_partner_relation_id_fkey
        foreign key (organisation_id, programme_id, partner_relation_id)
        references koers.partner_relation (organisation_id, programme_id, id),
    constraint position_assessor_id_fkey
        foreign key (organisation_id, assessor_id) references koers.person (organisation_id, id),
    constraint position_influence_range check (influence between 0 and 100),
    constraint position_dependence_range check (dependence between 0 and 100),
    constraint position_alternative_if_lost_answered check (alternative_if_lost ~ '\S')
);
-- the default order, and sort=assessedDate and createdAt, within a relation; assessedDate also finds the latest
create index position_partner_relation_id on koers.position (organisation_id, partner_relation_id, id);
create index position_assessed_date on koers.position (organisation_id, partner_relation_id, assessed_date, id);
create index position_created_at on koers.position (organisation_id, partner_relation_id, created_at, id);
create index position_updated_at on koers.position (organisation_id, partner_relation_id, updated_at, id);
call koers.wall('koers.position', 'select, insert');

create table koers.direction (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    partner_relation_id uuid not null,
    vertical text not null,
    horizontal text not null,
    rationale text not null,
    participant_ids uuid[] not null default '{}',
    status text not null default 'proposed',
    reassess boolean not null default false,
    constraint direction_pkey primary key (organisation_id, id),
    constraint direction_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint direction_partner_relation_id_fkey
        foreign key (organisation_id, programme_id, partner_relation_id)
        references koers.partner_relation (organisation_id, programme_id, id),
    -- what is done refers to it, in the same relation
    constraint direction_partner_relation_unique unique (organisation_id, partner_relation_id, id),
    constraint direction_vertical_known check (vertical in ('up', 'down', 'none')),
    constraint direction_horizontal_known check (horizontal in ('left', 'right', 'none')),
    constraint direction_status_known check (
        status in ('proposed', 'agreed', 'in_progress', 'achieved', 'abandoned')),
    -- PRT-02
    constraint direction_without_contradiction check (vertical <> 'down' or horizontal <> 'right')
);
-- sort=createdAt and updatedAt, within a relation
create index direction_created_at on koers.direction (organisation_id, partner_relation_id, created_at, id);
create index direction_updated_at on koers.direction (organisation_id, partner_relation_id, updated_at, id);
-- status= and reassess=
create index direction_status on koers.direction (organisation_id, partner_relation_id, status);
create index direction_reassess on koers.direction (organisation_id, partner_relation_id) where reassess;
call koers.wall('koers.direction', 'select, insert, update');

create table koers.action (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    partner_relation_id uuid not null,
    direction_id uuid not null,
    description text not null,
    owner_role_id uuid not null,
    due_date date not null,
    status text not null default 'open',
    constraint action_pkey primary key (organisation_id, id),
    constraint action_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint action_partner_relation_id_fkey
        foreign key (organisation_id, programme_id, partner_relation_id)
        references koers.partner_relation (organisation_id, programme_id, id),
    constraint action_direction_id_fkey
        foreign key (organisation_id, partner_relation_id, direction_id)
        references koers.direction (organisation_id, partner_relation_id, id),
    constraint action_owner_role_id_fkey
        foreign key (organisation_id, programme_id, owner_role_id)
        references koers.role (organisation_id, place_id, id),
    constraint action_status_known check (status in ('open', 'done', 'cancelled'))
);
-- the default order, and sort=dueDate, createdAt and updatedAt, within a relation
create index action_partner_relation_id on koers.action (organisation_id, partner_relation_id, id);
create index action_due_date on koers.action (organisation_id, partner_relation_id, due_date, id);
create index action_created_at on koers.action (organisation_id, partner_relation_id, created_at, id);
create index action_updated_at on koers.action (organisation_id, partner_relation_id, updated_at, id);
-- directionId=, ownerRoleId= and status=
create index action_direction_id on koers.action (organisation_id, partner_relation_id, direction_id);
create index action_owner_role_id on koers.action (organisation_id, partner_relation_id, owner_role_id);
create index action_status on koers.action (organisation_id, partner_relation_id, status);
call koers.wall('koers.action', 'select, insert, update');
