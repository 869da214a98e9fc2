-- What a programme sees coming and how it steers: risks, steering reviews and opportunities.

create table koers.risk (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    description text not null,
    probability bigint not null,
    impact bigint not null,
    score bigint not null generated always as (probability * impact) stored,
    response text,
    owner_role_id uuid,
    status text not null default 'open',
    constraint risk_pkey primary key (organisation_id, id),
    constraint risk_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint risk_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint risk_owner_role_id_fkey
        foreign key (organisation_id, programme_id, owner_role_id)
        references koers.role (organisation_id, place_id, id),
    -- the default order
    constraint risk_programme_unique unique (organisation_id, programme_id, id),
    constraint risk_status_known check (status in ('open', 'mitigated', 'occurred', 'closed')),
    constraint risk_probability_range check (probability between 1 and 5),
    constraint risk_impact_range check (impact between 1 and 5)
);
-- sort=score, probability, impact, createdAt and updatedAt, within a programme
create index risk_score on koers.risk (organisation_id, programme_id, score, id);
create index risk_probability on koers.risk (organisation_id, programme_id, probability, id);
create index risk_impact on koers.risk (organisation_id, programme_id, impact, id);
create index risk_created_at on koers.risk (organisation_id, programme_id, created_at, id);
create index risk_updated_at on koers.risk (organisation_id, programme_id, updated_at, id);
-- status= and ownerRoleId=
create index risk_status on koers.risk (organisation_id, programme_id, status);
create index risk_owner_role_id on koers.risk (organisation_id, programme_id, owner_role_id);
call koers.wall('koers.risk', 'select, insert, update');

create table koers.steering_review (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    pace bigint not null,
    feasibility bigint not null,
    efficiency bigint not null,
    flexibility bigint not null,
    goal_orientation bigint not null,
    note text,
    reviewed_date date not null,
    reviewed_by_id uuid not null,
    constraint steering_review_pkey primary key (organisation_id, id),
    constraint steering_review_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint steering_review_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint steering_review_reviewed_by_id_fkey
        foreign key (organisation_id, reviewed_by_id) references koers.person (organisation_id, id),
    -- the default order
    constraint steering_review_programme_unique unique (organisation_id, programme_id, id),
    constraint steering_review_pace_range check (pace between 1 and 5),
    constraint steering_review_feasibility_range check (feasibility between 1 and 5),
    constraint steering_review_efficiency_range check (efficiency between 1 and 5),
    constraint steering_review_flexibility_range check (flexibility between 1 and 5),
    constraint steering_review_goal_orientation_range check (goal_orientation between 1 and 5)
);
-- sort=reviewedDate, createdAt and updatedAt, within a programme
create index steering_review_reviewed_date on koers.steering_review (
    organisation_id, programme_id, reviewed_date, id);
create index steering_review_created_at on koers.steering_review (organisation_id, programme_id, created_at, id);
create index steering_review_updated_at on koers.steering_review (organisation_id, programme_id, updated_at, id);
-- reviewedById=
create index steering_review_reviewed_by_id on koers.steering_review (organisation_id, programme_id, reviewed_by_id);
call koers.wall('koers.steering_review', 'select, insert, update');

-- CRS-06: whether an opportunity that its row has unanswered has expired, because the last day to answer it has passed.
create function koers.opportunity_due(status text, decide_by_date date) returns boolean
    language sql stable parallel safe
    return status in ('signalled', 'assessed') and decide_by_date < koers.today();

create table koers.opportunity (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    signal text not null,
    signalled_by_id uuid not null,
    goal_ids uuid[] not null,
    decide_by_date date not null,
    status text not null default 'signalled',
    outcome text,
    effort_ids uuid[] not null default '{}',
    deadlines_passed bigint not null default 0,
    constraint opportunity_pkey primary key (organisation_id, id),
    constraint opportunity_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint opportunity_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint opportunity_signalled_by_id_fkey
        foreign key (organisation_id, signalled_by_id) references koers.person (organisation_id, id),
    -- the default order
    constraint opportunity_programme_unique unique (organisation_id, programme_id, id),
    constraint opportunity_status_known check (
        status in ('signalled', 'assessed', 'seized', 'parked', 'rejected', 'expired')),
    -- CRS-06
    constraint opportunity_serves_a_goal check (cardinality(goal_ids) > 0),
    constraint opportunity_outcome_when_seized check ((status = 'seized') = (outcome is not null))
);
-- sort=decideByDate, createdAt and updatedAt, within a programme
create index opportunity_decide_by_date on koers.opportunity (organisation_id, programme_id, decide_by_date, id);
create index opportunity_created_at on koers.opportunity (organisation_id, programme_id, created_at, id);
create index opportunity_updated_at on koers.opportunity (organisation_id, programme_id, updated_at, id);
-- status= and signalledById=
create index opportunity_status on koers.opportunity (organisation_id, programme_id, status);
create index opportunity_signalled_by_id on koers.opportunity (organisation_id, programme_id, signalled_by_id);
-- The calendar's look-out: an opportunity whose day may pass.
create index opportunity_expires on koers.opportunity (organisation_id, decide_by_date)
    where status in ('signalled', 'assessed');
call koers.wall('koers.opportunity', 'select, insert, update');
