-- Stakeholders, visions and endorsements; the calendar of a programme's support.

-- Today in the Netherlands, at the moment of the request.
create function koers.today() returns date
    language sql stable parallel safe
    return (koers.moment() at time zone 'Europe/Amsterdam')::date;

-- The first moment of a date in the Netherlands.
create function koers.midnight(day date) returns timestamptz
    language sql immutable parallel safe
    return day::timestamp at time zone 'Europe/Amsterdam';

-- The deadlines of a row that have passed and left their mark in it; entity tags count them with the version.
alter table koers.programme add column deadlines_passed bigint not null default 0;
alter table koers.idempotency_key add column deadlines_passed bigint not null default 0;

-- VIS-06: whether a programme that its row has in execution is in reconsideration, because the deadline for its support
-- has passed.
create function koers.reconsideration_due(phase text, support_status text, support_deadline_date date) returns boolean
    language sql stable parallel safe
    return phase = 'execution' and support_status = 'eroded' and support_deadline_date < koers.today();

-- The phase of a programme as it is today, whatever its row still says.
create function koers.programme_phase(phase text, support_status text, support_deadline_date date) returns text
    language sql stable parallel safe
    return case
        when koers.reconsideration_due(phase, support_status, support_deadline_date) then 'reconsideration'
        else phase end;

-- The calendar's look-out: a programme whose deadline may pass.
create index programme_support_deadline_date on koers.programme (organisation_id, support_deadline_date)
    where support_status = 'eroded';

create table koers.stakeholder (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    name text collate "nl-x-icu" not null,
    category text not null,
    partner_id uuid,
    representative_id uuid not null,
    required boolean not null default true,
    ended_at timestamptz,
    removal json,
    constraint stakeholder_pkey primary key (organisation_id, id),
    constraint stakeholder_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint stakeholder_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint stakeholder_partner_id_fkey
        foreign key (organisation_id, partner_id) references koers.partner (organisation_id, id),
    constraint stakeholder_representative_id_fkey
        foreign key (organisation_id, representative_id) references koers.person (organisation_id, id),
    -- what an endorsement refers to, so that both are of one programme
    constraint stakeholder_programme_unique unique (organisation_id, programme_id, id),
    constraint stakeholder_category_known check (category in ('executive', 'director', 'social_partner', 'residents')),
    -- VIS-07: whoever ended is required no more
    constraint stakeholder_ended_not_required check (ended_at is null or not required)
);
-- sort=name, category, createdAt and updatedAt, within a programme
create index stakeholder_name on koers.stakeholder (organisation_id, programme_id, name, id);
create index stakeholder_category on koers.stakeholder (organisation_id, programme_id, category, id);
create index stakeholder_created_at on koers.stakeholder (organisation_id, programme_id, created_at, id);
create index stakeholder_updated_at on koers.stakeholder (organisation_id, programme_id, updated_at, id);
call koers.wall('koers.stakeholder', 'select, insert, update');

-- The hash by which two texts are told to be the same. Immutable, because the encoding of the database is UTF-8 for its
-- whole life; PostgreSQL calls convert_to stable because elsewhere it need not be.
create function koers.digest(statement text, intended_reality text) returns text
    language sql immutable parallel safe
    return encode(
        sha256(convert_to(normalize(statement || E'\n\n' || intended_reality, nfc), 'UTF8')), 'hex');

create table koers.vision (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    number bigint not null,
    statement text not null,
    intended_reality text not null,
    digest text not null generated always as (koers.digest(statement, intended_reality)) stored,
    status text not null default 'draft',
    adopted_at timestamptz,
    superseded_at timestamptz,
    constraint vision_pkey primary key (organisation_id, id),
    constraint vision_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint vision_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint vision_programme_unique unique (organisation_id, programme_id, id),
    constraint vision_status_known check (status in ('draft', 'seeking_support', 'adopted', 'superseded')),
    constraint vision_number_counted check (number >= 1)
);
-- sort=number, createdAt and updatedAt, within a programme
create unique index vision_number_unique on koers.vision (organisation_id, programme_id, number);
create index vision_created_at on koers.vision (organisation_id, programme_id, created_at, id);
create index vision_updated_at on koers.vision (organisation_id, programme_id, updated_at, id);
-- VIS-03
create unique index vision_adopted_unique on koers.vision (organisation_id, programme_id) where status = 'adopted';
call koers.wall('koers.vision', 'select, insert, update');

alter table koers.programme add constraint programme_vision_id_fkey
    foreign key (organisation_id, id, vision_id) references koers.vision (organisation_id, programme_id, id);
-- VIS-05: whoever has a state of support has a vision, and a deadline only while it is eroded.
alter table koers.programme add constraint programme_support_of_vision
    check ((support_status = 'none') = (vision_id is null));
alter table koers.programme add constraint programme_deadline_while_eroded
    check ((support_status = 'eroded') = (support_deadline_date is not null));

-- Append-only by privilege: the app role has no UPDATE and no DELETE.
create table koers.endorsement (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    programme_id uuid not null,
    vision_id uuid not null,
    stakeholder_id uuid not null,
    stance text not null,
    note text,
    given_by_id uuid not null,
    given_at timestamptz not null,
    constraint endorsement_pkey primary key (organisation_id, id),
    constraint endorsement_organisation_fkey
        foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint endorsement_vision_id_fkey
        foreign key (organisation_id, programme_id, vision_id)
        references koers.vision (organisation_id, programme_id, id),
    constraint endorsement_stakeholder_id_fkey
        foreign key (organisation_id, programme_id, stakeholder_id)
        references koers.stakeholder (organisation_id, programme_id, id),
    constraint endorsement_given_by_id_fkey
        foreign key (organisation_id, given_by_id) references koers.person (organisation_id, id),
    -- the latest stance is never in doubt
    constraint endorsement_given_at_unique unique (organisation_id, vision_id, stakeholder_id, given_at),
    constraint endorsement_stance_known check (stance in ('endorsed', 'reservation', 'refused', 'withdrawn'))
);
-- sort=givenAt and the default order, within a vision
create index endorsement_given_at on koers.endorsement (organisation_id, vision_id, given_at, id);
create index endorsement_stakeholder_id on koers.endorsement (organisation_id, stakeholder_id);
call koers.wall('koers.endorsement', 'select, insert');
