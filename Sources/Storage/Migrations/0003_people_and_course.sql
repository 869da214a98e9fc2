-- Teams, persons and partners; challenges and programmes.

create table koers.team (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    name text collate "nl-x-icu" not null,
    policy_field text,
    description text,
    constraint team_pkey primary key (organisation_id, id),
    constraint team_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id)
);
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
create index programme_challenge_id on koers.programme (organisation_id, challenge_id);
call koers.wall('koers.programme', 'select, insert, update');
