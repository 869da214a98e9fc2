-- The course of a programme: its goal tree, indicators and measurements, efforts and what they contribute to.

-- The same for texts that people read as the same: without white space around them, whatever the case. A hash, because
-- an index takes no text of any length. Immutable for the reason that koers.digest gives.
create function koers.text_key(value text) returns text
    language sql immutable parallel safe
    return encode(
        sha256(
            convert_to(
                normalize(lower(regexp_replace(value collate "nl-x-icu", '^\s+|\s+$', '', 'g')), nfc), 'UTF8')),
        'hex');

create table koers.goal (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    kind text not null,
    parent_id uuid,
    text text collate "nl-x-icu" not null,
    description text,
    target_group text,
    policy_field text collate "nl-x-icu",
    owner_role_id uuid,
    ended_at timestamptz,
    successor_ids uuid[] not null default '{}',
    predecessor_ids uuid[] not null default '{}',
    -- CRS-03
    text_key text not null generated always as (koers.text_key(text)) stored,
    constraint goal_pkey primary key (organisation_id, id),
    constraint goal_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint goal_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint goal_kind_known check (kind in ('main_goal', 'effect', 'goal')),
    -- CRS-01: the main goal is the root, and nothing else is
    constraint goal_root_is_main check ((kind = 'main_goal') = (parent_id is null)),
    constraint goal_parent_is_another check (parent_id <> id)
);
-- CRS-01
create unique index goal_main_unique on koers.goal (organisation_id, programme_id)
    where kind = 'main_goal' and ended_at is null;
-- sort=text, kind, createdAt and updatedAt, within a programme
create index goal_text on koers.goal (organisation_id, programme_id, text, id);
create index goal_kind on koers.goal (organisation_id, programme_id, kind, id);
create index goal_created_at on koers.goal (organisation_id, programme_id, created_at, id);
create index goal_updated_at on koers.goal (organisation_id, programme_id, updated_at, id);
-- parentId=, also from a goal to its children; policyField=, ownerRoleId=; CRS-03
create index goal_parent_id on koers.goal (organisation_id, programme_id, parent_id);
create index goal_policy_field on koers.goal (organisation_id, programme_id, policy_field);
create index goal_owner_role_id on koers.goal (organisation_id, programme_id, owner_role_id);
create index goal_text_key on koers.goal (organisation_id, programme_id, text_key);
-- What a child, an indicator and a contribution refer to, so that all are of one programme; also the default order. The last
-- of the indexes, because of those that seem to cost the same PostgreSQL takes the youngest: while it has no statistics
-- yet, the thousands of goals of an import would else be looked up one by one.
alter table koers.goal add constraint goal_programme_unique unique (organisation_id, programme_id, id);
alter table koers.goal add constraint goal_parent_id_fkey
    foreign key (organisation_id, programme_id, parent_id) references koers.goal (organisation_id, programme_id, id);
call koers.wall('koers.goal', 'select, insert, update');

alter table koers.programme add constraint programme_main_goal_id_fkey
    foreign key (organisation_id, id, main_goal_id) references koers.goal (organisation_id, programme_id, id);

create table koers.indicator (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    goal_id uuid not null,
    name text collate "nl-x-icu" not null,
    description text,
    source text,
    unit text not null,
    direction text not null,
    baseline numeric,
    baseline_date date,
    target numeric,
    target_date date,
    constraint indicator_pkey primary key (organisation_id, id),
    constraint indicator_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint indicator_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint indicator_programme_unique unique (organisation_id, programme_id, id),
    constraint indicator_goal_id_fkey
        foreign key (organisation_id, programme_id, goal_id)
        references koers.goal (organisation_id, programme_id, id),
    constraint indicator_direction_known check (direction in ('increase', 'decrease')),
    constraint indicator_baseline_dated check ((baseline is null) = (baseline_date is null)),
    constraint indicator_target_dated check ((target is null) = (target_date is null)),
    constraint indicator_target_beyond_baseline check (
        case direction when 'increase' then target > baseline else target < baseline end),
    constraint indicator_target_after_baseline check (target_date > baseline_date)
);
-- sort=name, targetDate, createdAt and updatedAt, within a programme
create index indicator_name on koers.indicator (organisation_id, programme_id, name, id);
create index indicator_target_date on koers.indicator (
    organisation_id, programme_id, (case when target_date is null then 'infinity'::date else target_date end), id);
create index indicator_created_at on koers.indicator (organisation_id, programme_id, created_at, id);
create index indicator_updated_at on koers.indicator (organisation_id, programme_id, updated_at, id);
-- goalId=, also from a goal to its indicators
create index indicator_goal_id on koers.indicator (organisation_id, programme_id, goal_id);
call koers.wall('koers.indicator', 'select, insert, update');

create table koers.measurement (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    indicator_id uuid not null,
    value numeric not null,
    measured_date date not null,
    note text,
    final boolean not null default false,
    status text not null default 'draft',
    entered_by_id uuid not null,
    approved_by_id uuid,
    approved_at timestamptz,
    constraint measurement_pkey primary key (organisation_id, id),
    constraint measurement_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint measurement_indicator_id_fkey
        foreign key (organisation_id, programme_id, indicator_id)
        references koers.indicator (organisation_id, programme_id, id),
    constraint measurement_entered_by_id_fkey
        foreign key (organisation_id, entered_by_id) references koers.person (organisation_id, id),
    constraint measurement_approved_by_id_fkey
        foreign key (organisation_id, approved_by_id) references koers.person (organisation_id, id),
    constraint measurement_status_known check (status in ('draft', 'approved')),
    constraint measurement_approved_at_its_time check ((status = 'approved') = (approved_at is not null)),
    constraint measurement_approved_by_someone check ((status = 'approved') = (approved_by_id is not null)),
    -- AUT-11
    constraint measurement_approved_by_another check (approved_by_id <> entered_by_id)
);
-- sort=measuredDate, createdAt and updatedAt, within an indicator; the first also finds the latest of an indicator
create index measurement_measured_date on koers.measurement (organisation_id, indicator_id, measured_date, id);
create index measurement_created_at on koers.measurement (organisation_id, indicator_id, created_at, id);
create index measurement_updated_at on koers.measurement (organisation_id, indicator_id, updated_at, id);
-- the default order
create index measurement_indicator_id on koers.measurement (organisation_id, indicator_id, id);
-- enteredById= and approvedById=
create index measurement_entered_by_id on koers.measurement (organisation_id, indicator_id, entered_by_id);
create index measurement_approved_by_id on koers.measurement (organisation_id, indicator_id, approved_by_id);
call koers.wall('koers.measurement', 'select, insert, update');

create table koers.effort (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    kind text not null,
    name text collate "nl-x-icu" not null,
    description text,
    team_id uuid,
    leader_role_id uuid,
    influence text not null,
    start_date date,
    end_date date,
    status text not null default 'proposed',
    contributions json not null default '[]',
    -- CRS-03: what may not also be the text of a goal
    name_key text generated always as (
        case when kind in ('statutory_task', 'local_scheme') then koers.text_key(name) end) stored,
    constraint effort_pkey primary key (organisation_id, id),
    constraint effort_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint effort_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    -- what a contribution refers to; also the default order
    constraint effort_programme_unique unique (organisation_id, programme_id, id),
    constraint effort_team_id_fkey foreign key (organisation_id, team_id) references koers.team (organisation_id, id),
    constraint effort_kind_known check (kind in ('project', 'activity', 'statutory_task', 'local_scheme')),
    constraint effort_influence_known check (influence in ('own', 'shared', 'none')),
    constraint effort_status_known check (status in ('proposed', 'active', 'completed', 'stopped')),
    constraint effort_dates_ordered check (end_date >= start_date)
);
-- sort=name, startDate, createdAt and updatedAt, within a programme
create index effort_name on koers.effort (organisation_id, programme_id, name, id);
create index effort_start_date on koers.effort (
    organisation_id, programme_id, (case when start_date is null then 'infinity'::date else start_date end), id);
create index effort_created_at on koers.effort (organisation_id, programme_id, created_at, id);
create index effort_updated_at on koers.effort (organisation_id, programme_id, updated_at, id);
-- endDateFrom and endDateUntil, kind=, status=, teamId=, leaderRoleId=; CRS-03
create index effort_end_date on koers.effort (
    organisation_id, programme_id, (case when end_date is null then 'infinity'::date else end_date end));
create index effort_kind on koers.effort (organisation_id, programme_id, kind, id);
create index effort_status on koers.effort (organisation_id, programme_id, status, id);
create index effort_team_id on koers.effort (organisation_id, programme_id, team_id);
create index effort_leader_role_id on koers.effort (organisation_id, programme_id, leader_role_id);
create index effort_name_key on koers.effort (organisation_id, programme_id, name_key) where name_key is not null;
call koers.wall('koers.effort', 'select, insert, update');

-- The effort's row shows its contributions; this table keeps them to goals of the same programme, each once, and finds
-- the efforts of a goal.
create table koers.contribution (
    organisation_id uuid not null,
    programme_id uuid not null,
    effort_id uuid not null,
    goal_id uuid not null,
    weight text not null,
    constraint contribution_pkey primary key (organisation_id, effort_id, goal_id),
    constraint contribution_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint contribution_effort_id_fkey
        foreign key (organisation_id, programme_id, effort_id)
        references koers.effort (organisation_id, programme_id, id),
    constraint contribution_goal_id_fkey
        foreign key (organisation_id, programme_id, goal_id)
        references koers.goal (organisation_id, programme_id, id),
    constraint contribution_weight_known check (weight in ('primary', 'supporting'))
);
create index contribution_goal_id on koers.contribution (organisation_id, goal_id, effort_id);
create index contribution_programme_id on koers.contribution (organisation_id, programme_id);
call koers.wall('koers.contribution', 'select, insert, delete');
