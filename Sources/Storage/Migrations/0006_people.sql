-- Competences, roles and assignments; capacity agreements.
--
-- Roles and assignments lie in a programme or directly under the organisation. place_id is the one or the other: it lets
-- both lists read the same indexes, in their order, and it lets a foreign key hold a role and what names it in one place,
-- which a key over a column that may be null would not.

create table koers.competence (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    code text not null,
    name text collate "nl-x-icu" not null,
    description text,
    constraint competence_pkey primary key (organisation_id, id),
    constraint competence_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint competence_code_unique unique (organisation_id, code)
);
-- sort=name, createdAt and updatedAt; the constraint on code serves sort=code and code=
create index competence_name on koers.competence (organisation_id, name, id);
create index competence_created_at on koers.competence (organisation_id, created_at, id);
create index competence_updated_at on koers.competence (organisation_id, updated_at, id);
call koers.wall('koers.competence', 'select, insert, update');

create table koers.role (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid,
    place_id uuid not null generated always as (
        case when programme_id is null then organisation_id else programme_id end) stored,
    kind text not null,
    name text collate "nl-x-icu" not null,
    critical boolean not null default false,
    required_competences json not null default '[]',
    deputy_person_id uuid,
    constraint role_pkey primary key (organisation_id, id),
    constraint role_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint role_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint role_deputy_person_id_fkey
        foreign key (organisation_id, deputy_person_id) references koers.person (organisation_id, id),
    -- what names a role refers to this, so that both are in one place
    constraint role_place_unique unique (organisation_id, place_id, id),
    constraint role_kind_known check (
        kind in ('political_sponsor', 'official_sponsor', 'programme_manager', 'programme_controller', 'goal_owner',
            'effort_leader', 'partner_manager', 'budget_holder', 'other')),
    constraint role_kind_in_its_place check (
        programme_id is not null or kind in ('programme_controller', 'partner_manager', 'budget_holder', 'other'))
);
-- sort=name, kind, createdAt and updatedAt, within a programme or the organisation
create index role_name on koers.role (organisation_id, place_id, name, id);
create index role_kind on koers.role (organisation_id, place_id, kind, id);
create index role_created_at on koers.role (organisation_id, place_id, created_at, id);
create index role_updated_at on koers.role (organisation_id, place_id, updated_at, id);
create index role_deputy_person_id on koers.role (organisation_id, deputy_person_id);
-- A programme has two sponsors, each of them one.
create unique index role_kind_unique on koers.role (organisation_id, programme_id, kind)
    where kind in ('political_sponsor', 'official_sponsor');
call koers.wall('koers.role', 'select, insert, update');

-- Goals and efforts name roles of their own programme.
alter table koers.goal add constraint goal_owner_role_id_fkey
    foreign key (organisation_id, programme_id, owner_role_id) references koers.role (organisation_id, place_id, id);
alter table koers.effort add constraint effort_leader_role_id_fkey
    foreign key (organisation_id, programme_id, leader_role_id) references koers.role (organisation_id, place_id, id);

create table koers.assignment (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid,
    place_id uuid not null generated always as (
        case when programme_id is null then organisation_id else programme_id end) stored,
    role_id uuid not null,
    person_id uuid not null,
    hours_per_week bigint not null,
    from_date date not null,
    until_date date,
    assessment json,
    status text not null default 'proposed',
    constraint assignment_pkey primary key (organisation_id, id),
    constraint assignment_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint assignment_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint assignment_role_id_fkey
        foreign key (organisation_id, place_id, role_id) references koers.role (organisation_id, place_id, id),
    constraint assignment_person_id_fkey
        foreign key (organisation_id, person_id) references koers.person (organisation_id, id),
    constraint assignment_place_unique unique (organisation_id, place_id, id),
    constraint assignment_status_known check (status in ('proposed', 'assessed', 'active', 'ended')),
    constraint assignment_hours_per_week_range check (hours_per_week between 0 and 168),
    constraint assignment_dates_ordered check (until_date >= from_date),
    constraint assignment_active_is_assessed check (
        status not in ('assessed', 'active') or assessment is not null)
);
-- sort=fromDate, untilDate, createdAt and updatedAt, within a programme or the organisation
create index assignment_from_date on koers.assignment (organisation_id, place_id, from_date, id);
create index assignment_until_date on koers.assignment (
    organisation_id, place_id, (case when until_date is null then 'infinity'::date else until_date end), id);
create index assignment_created_at on koers.assignment (organisation_id, place_id, created_at, id);
create index assignment_updated_at on koers.assignment (organisation_id, place_id, updated_at, id);
-- roleId=, personId= and status=
create index assignment_role_id on koers.assignment (organisation_id, role_id);
create index assignment_person_id on koers.assignment (organisation_id, person_id);
create index assignment_status on koers.assignment (organisation_id, place_id, status);
-- A role has one holder.
create unique index assignment_role_id_unique on koers.assignment (organisation_id, role_id) where status = 'active';
call koers.wall('koers.assignment', 'select, insert, update');

create table koers.capacity_agreement (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    team_id uuid not null,
    hours_per_week bigint not null,
    from_date date not null,
    until_date date not null,
    pledged_by_id uuid not null,
    confirmed_by_id uuid,
    status text not null default 'proposed',
    constraint capacity_agreement_pkey primary key (organisation_id, id),
    constraint capacity_agreement_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint capacity_agreement_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint capacity_agreement_team_id_fkey
        foreign key (organisation_id, team_id) references koers.team (organisation_id, id),
    constraint capacity_agreement_pledged_by_id_fkey
        foreign key (organisation_id, pledged_by_id) references koers.person (organisation_id, id),
    constraint capacity_agreement_confirmed_by_id_fkey
        foreign key (organisation_id, confirmed_by_id) references koers.person (organisation_id, id),
    -- the default order
    constraint capacity_agreement_programme_unique unique (organisation_id, programme_id, id),
    constraint capacity_agreement_status_known check (status in ('proposed', 'confirmed', 'withdrawn')),
    constraint capacity_agreement_hours_per_week_range check (hours_per_week between 1 and 10000),
    constraint capacity_agreement_dates_ordered check (until_date >= from_date),
    constraint capacity_agreement_confirmed_by_someone check (status <> 'confirmed' or confirmed_by_id is not null)
);
-- sort=fromDate, untilDate, hoursPerWeek, createdAt and updatedAt, within a programme
create index capacity_agreement_from_date on koers.capacity_agreement (organisation_id, programme_id, from_date, id);
create index capacity_agreement_until_date on koers.capacity_agreement (organisation_id, programme_id, until_date, id);
create index capacity_agreement_hours_per_week on koers.capacity_agreement (
    organisation_id, programme_id, hours_per_week, id);
create index capacity_agreement_created_at on koers.capacity_agreement (organisation_id, programme_id, created_at, id);
create index capacity_agreement_updated_at on koers.capacity_agreement (organisation_id, programme_id, updated_at, id);
-- teamId= and status=, also STA-01; pledgedById= and confirmedById=
create index capacity_agreement_team_id on koers.capacity_agreement (organisation_id, programme_id, team_id);
create index capacity_agreement_status on koers.capacity_agreement (organisation_id, programme_id, status);
create index capacity_agreement_pledged_by_id on koers.capacity_agreement (
    organisation_id, programme_id, pledged_by_id);
create index capacity_agreement_confirmed_by_id on koers.capacity_agreement (
    organisation_id, programme_id, confirmed_by_id);
call koers.wall('koers.capacity_agreement', 'select, insert, update');
