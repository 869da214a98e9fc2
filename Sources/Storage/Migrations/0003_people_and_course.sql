-- Teams, persons and partners; challenges and programmes.
--
-- An index serves a list: one for each order, which ends in the id that breaks ties and also answers a filter on the same
-- column, and one for each filter that leaves few rows. A filter that leaves many (a state, a yes or no) walks the
-- primary key, which is the order of a list that asks for none. All begin with the organisation, as the wall does.
--
-- A date that can be null is compared by CASE and not by COALESCE: behind row-level security PostgreSQL only lets
-- conditions into an index that it knows to be leakproof, and it does not know that of COALESCE.

create table koers.team (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    name text collate "nl-x-icu" not null,
    policy_field text collate "nl-x-icu" not null,
    description text,
    constraint team_pkey primary key (organisation_id, id),
    constraint team_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id)
);
-- sort=name, policyField, createdAt and updatedAt
create index team_name on koers.team (organisation_id, name, id);
create index team_policy_field on koers.team (organisation_id, policy_field, id);
create index team_created_at on koers.team (organisation_id, created_at, id);
create index team_updated_at on koers.team (organisation_id, updated_at, id);
call koers.wall('koers.team', 'select, insert, update');

create table koers.person (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    display_name text collate "nl-x-icu" not null,
    function text,
    team_id uuid,
    contract_hours_per_week bigint,
    subject text,
    email text,
    active boolean not null default true,
    acts_for json not null default '[]',
    constraint person_pkey primary key (organisation_id, id),
    constraint person_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint person_team_id_fkey foreign key (organisation_id, team_id) references koers.team (organisation_id, id),
    constraint person_subject_unique unique (organisation_id, subject),
    constraint person_contract_hours_per_week_range check (contract_hours_per_week between 0 and 168)
);
-- sort=displayName, createdAt and updatedAt
create index person_display_name on koers.person (organisation_id, display_name, id);
create index person_created_at on koers.person (organisation_id, created_at, id);
create index person_updated_at on koers.person (organisation_id, updated_at, id);
-- teamId=; the constraint on subject serves subject=
create index person_team_id on koers.person (organisation_id, team_id);
call koers.wall('koers.person', 'select, insert, update');

alter table koers.api_key add constraint api_key_person_id_fkey
    foreign key (organisation_id, person_id) references koers.person (organisation_id, id);

create table koers.partner (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    name text collate "nl-x-icu" not null,
    kind text not null,
    kvk_number text,
    predecessor_ids uuid[] not null default '{}',
    active boolean not null default true,
    constraint partner_pkey primary key (organisation_id, id),
    constraint partner_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint partner_kind_known check (
        kind in ('welfare', 'youth_work', 'care', 'education', 'housing', 'employment', 'sports', 'association',
            'other'))
);
-- sort=name, kind, createdAt and updatedAt
create index partner_name on koers.partner (organisation_id, name, id);
create index partner_kind on koers.partner (organisation_id, kind, id);
create index partner_created_at on koers.partner (organisation_id, created_at, id);
create index partner_updated_at on koers.partner (organisation_id, updated_at, id);
-- kvkNumber=
create index partner_kvk_number on koers.partner (organisation_id, kvk_number);
call koers.wall('koers.partner', 'select, insert, update');

create table koers.challenge (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    name text collate "nl-x-icu" not null,
    description text,
    predictability bigint not null,
    strategic_goal_set boolean not null,
    structural_effort boolean not null,
    steering_parties bigint not null,
    chosen_method text,
    motivation text,
    constraint challenge_pkey primary key (organisation_id, id),
    constraint challenge_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint challenge_predictability_percentage check (predictability between 0 and 100),
    constraint challenge_steering_parties_counted check (steering_parties >= 0),
    constraint challenge_chosen_method_known check (
        chosen_method in ('routine', 'project', 'process', 'programme', 'improvisation'))
);
-- sort=name, predictability, createdAt and updatedAt
create index challenge_name on koers.challenge (organisation_id, name, id);
create index challenge_predictability on koers.challenge (organisation_id, predictability, id);
create index challenge_created_at on koers.challenge (organisation_id, created_at, id);
create index challenge_updated_at on koers.challenge (organisation_id, updated_at, id);
-- chosenMethod=
create index challenge_chosen_method on koers.challenge (organisation_id, chosen_method);
call koers.wall('koers.challenge', 'select, insert, update');

create table koers.programme (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    code text not null,
    name text collate "nl-x-icu" not null,
    description text,
    challenge_id uuid not null,
    phase text not null default 'exploration',
    support_status text not null default 'none',
    support_deadline_date date,
    political_sponsor_id uuid,
    official_sponsor_id uuid,
    commission text,
    governance text,
    decision_kinds text[] not null default '{engage_commitment}',
    start_date date,
    end_date date,
    main_goal_id uuid,
    vision_id uuid,
    constraint programme_pkey primary key (organisation_id, id),
    constraint programme_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint programme_challenge_id_fkey
        foreign key (organisation_id, challenge_id) references koers.challenge (organisation_id, id),
    constraint programme_political_sponsor_id_fkey
        foreign key (organisation_id, political_sponsor_id) references koers.person (organisation_id, id),
    constraint programme_official_sponsor_id_fkey
        foreign key (organisation_id, official_sponsor_id) references koers.person (organisation_id, id),
    constraint programme_code_unique unique (organisation_id, code),
    constraint programme_phase_known check (
        phase in ('exploration', 'formation', 'execution', 'reconsideration', 'wind_down', 'closed', 'rejected')),
    constraint programme_support_status_known check (support_status in ('none', 'carried', 'eroded')),
    constraint programme_dates_ordered check (end_date >= start_date)
);
-- sort=name, startDate, createdAt and updatedAt; the constraint on code serves sort=code and code=
create index programme_name on koers.programme (organisation_id, name, id);
create index programme_start_date on koers.programme (
    organisation_id, (case when start_date is null then 'infinity'::date else start_date end), id);
create index programme_created_at on koers.programme (organisation_id, created_at, id);
create index programme_updated_at on koers.programme (organisation_id, updated_at, id);
-- endDateFrom and endDateUntil, challengeId=, politicalSponsorId= and officialSponsorId=, phase=
create index programme_end_date on koers.programme (
    organisation_id, (case when end_date is null then 'infinity'::date else end_date end));
create index programme_challenge_id on koers.programme (organisation_id, challenge_id);
create index programme_political_sponsor_id on koers.programme (organisation_id, political_sponsor_id);
create index programme_official_sponsor_id on koers.programme (organisation_id, official_sponsor_id);
create index programme_phase on koers.programme (organisation_id, phase);
call koers.wall('koers.programme', 'select, insert, update');
