-- Who may decide what on whose behalf: mandates; what was decided under them: decisions.

-- AUT-08: whether a mandate that its row has in force has expired, because its last day has passed.
create function koers.mandate_due(status text, until_date date) returns boolean
    language sql stable parallel safe
    return status = 'in_force' and until_date < koers.today();

create table koers.mandate (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    code text,
    kind text not null,
    body text not null,
    parent_id uuid,
    mandatary_role_id uuid,
    mandatary_person_id uuid,
    programme_id uuid,
    powers text[] not null,
    ceiling_cents bigint,
    one_case text,
    sub_mandate_allowed boolean not null default false,
    max_depth bigint not null default 1,
    instructions text,
    founding_decision text,
    external boolean not null default false,
    has_employer boolean not null default true,
    mandatary_consent_date date,
    employer_consent_date date,
    from_date date not null,
    until_date date,
    status text not null default 'draft',
    in_force_at timestamptz,
    revoked_at timestamptz,
    deadlines_passed bigint not null default 0,
    constraint mandate_pkey primary key (organisation_id, id),
    constraint mandate_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    -- what a sub-mandate refers to, so that it is of the same kind and the same body
    constraint mandate_kind_unique unique (organisation_id, id, kind, body),
    constraint mandate_parent_id_fkey foreign key (organisation_id, parent_id, kind, body)
        references koers.mandate (organisation_id, id, kind, body),
    constraint mandate_mandatary_role_id_fkey
        foreign key (organisation_id, mandatary_role_id) references koers.role (organisation_id, id),
    constraint mandate_mandatary_person_id_fkey
        foreign key (organisation_id, mandatary_person_id) references koers.person (organisation_id, id),
    constraint mandate_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint mandate_code_unique unique (organisation_id, code),
    constraint mandate_kind_known check (kind in ('mandate', 'power_of_attorney', 'authorisation')),
    constraint mandate_body_known check (body in ('council', 'college', 'mayor')),
    constraint mandate_status_known check (status in ('draft', 'in_force', 'revoked', 'expired')),
    constraint mandate_one_mandatary check (num_nonnulls(mandatary_role_id, mandatary_person_id) = 1),
    constraint mandate_parent_is_another check (parent_id <> id),
    constraint mandate_dates_ordered check (until_date >= from_date),
    constraint mandate_ceiling_cents_range check (ceiling_cents between 0 and 1000000000000),
    constraint mandate_max_depth_range check (max_depth between 0 and 10),
    -- AUT-02
    constraint mandate_carries_what_it_may check (
        cardinality(powers) > 0 and not 'amend_budget' = any(powers)
        and (body <> 'council' or not 'transfer_budget' = any(powers))
        and (kind <> 'power_of_attorney' or powers <@ array['award_contract', 'engage_commitment', 'other'])
        and (kind <> 'authorisation' or powers <@ array['other'])),
    -- AUT-04
    constraint mandate_in_force_with_consents check (
        status = 'draft' or not external
        or mandatary_consent_date is not null and (not has_employer or employer_consent_date is not null)),
    -- AUT-05
    constraint mandate_in_force_is_founded check (
        status = 'draft' or one_case is not null or founding_decision is not null),
    constraint mandate_in_force_since check ((status = 'draft') = (in_force_at is null)),
    -- AUT-08
    constraint mandate_revoked_since check (
        (status = 'revoked') = (revoked_at is not null) and revoked_at >= in_force_at)
);
-- sort=fromDate, untilDate, ceilingCents, createdAt and updatedAt; the constraint on code serves code=
create index mandate_from_date on koers.mandate (organisation_id, from_date, id);
create index mandate_until_date on koers.mandate (
    organisation_id, (case when until_date is null then 'infinity'::date else until_date end), id);
create index mandate_ceiling_cents on koers.mandate (
    organisation_id, (case when ceiling_cents is null then 9223372036854775807 else ceiling_cents end), id);
create index mandate_created_at on koers.mandate (organisation_id, created_at, id);
create index mandate_updated_at on koers.mandate (organisation_id, updated_at, id);
-- parentId=, mandataryRoleId=, mandataryPersonId=, programmeId= and status=
create index mandate_parent_id on koers.mandate (organisation_id, parent_id);
create index mandate_mandatary_role_id on koers.mandate (organisation_id, mandatary_role_id);
create index mandate_mandatary_person_id on koers.mandate (organisation_id, mandatary_person_id);
create index mandate_programme_id on koers.mandate (organisation_id, programme_id);
create index mandate_status on koers.mandate (organisation_id, status);
-- The calendar's look-out: a mandate whose last day may pass.
create index mandate_expires on koers.mandate (organisation_id, until_date) where status = 'in_force';
call koers.wall('koers.mandate', 'select, insert, update');

-- Who acts for a body is few among many, and is asked for whenever someone decides.
alter table koers.person add column acts boolean not null generated always as (acts_for::text <> '[]') stored;
create index person_acts on koers.person (organisation_id) where acts;

create table koers.decision (
    organisation_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    external_ids json not null default '{}',
    code text,
    programme_id uuid not null,
    kind text not null,
    subject text not null,
    -- AUT-07
    subject_key text not null generated always as (koers.text_key(subject)) stored,
    amount_cents bigint,
    partner_id uuid,
    body text not null,
    mandate_id uuid,
    resolution text,
    motivation text,
    proposed_by_id uuid not null,
    proposed_at timestamptz,
    status text not null default 'draft',
    taken_by_id uuid,
    taken_at timestamptz,
    until_date date,
    chain json not null default '[]',
    instructions_acknowledged boolean not null default false,
    findings json not null default '[]',
    without_authority boolean not null default false,
    ratifies_id uuid,
    ratified_by_id uuid,
    objection_to_id uuid,
    constraint decision_pkey primary key (organisation_id, id),
    constraint decision_organisation_fkey foreign key (organisation_id) references koers.organisation (organisation_id),
    constraint decision_programme_id_fkey
        foreign key (organisation_id, programme_id) references koers.programme (organisation_id, id),
    constraint decision_partner_id_fkey
        foreign key (organisation_id, partner_id) references koers.partner (organisation_id, id),
    constraint decision_mandate_id_fkey
        foreign key (organisation_id, mandate_id) references koers.mandate (organisation_id, id),
    constraint decision_proposed_by_id_fkey
        foreign key (organisation_id, proposed_by_id) references koers.person (organisation_id, id),
    constraint decision_taken_by_id_fkey
        foreign key (organisation_id, taken_by_id) references koers.person (organisation_id, id),
    constraint decision_ratifies_id_fkey
        foreign key (organisation_id, ratifies_id) references koers.decision (organisation_id, id),
    constraint decision_ratified_by_id_fkey
        foreign key (organisation_id, ratified_by_id) references koers.decision (organisation_id, id),
    constraint decision_objection_to_id_fkey
        foreign key (organisation_id, objection_to_id) references koers.decision (organisation_id, id),
    -- what rests on a decision of its own programme refers to this
    constraint decision_programme_unique unique (organisation_id, programme_id, id),
    constraint decision_code_unique unique (organisation_id, code),
    constraint decision_kind_known check (
        kind in ('grant_subsidy', 'award_contract', 'engage_commitment', 'transfer_budget', 'amend_budget',
            'start_programme', 'end_programme', 'assign_role', 'grant_exception', 'end_partner_relation',
            'decide_objection', 'other')),
    constraint decision_body_known check (body in ('council', 'college', 'mayor')),
    constraint decision_status_known check (
        status in ('draft', 'proposed', 'taken', 'rejected', 'withheld', 'withdrawn', 'unauthorised')),
    constraint decision_amount_cents_range check (amount_cents between 0 and 1000000000000),
    constraint decision_proposed_since check (status not in ('proposed', 'withheld') or proposed_at is not null),
    constraint decision_taken_by_someone check (
        (status in ('taken', 'withdrawn')) = (taken_by_id is not null)
        and (taken_by_id is null) = (taken_at is null)),
    -- AUT-01
    constraint decision_taken_under_authority check (
        taken_by_id is null or mandate_id is not null or resolution is not null or ratified_by_id is not null),
    -- AUT-02
    constraint decision_budget_of_the_council check (
        taken_by_id is null or kind <> 'amend_budget' or body = 'council' and mandate_id is null),
    -- AUT-10
    constraint decision_ratified_or_without_effect check (
        not without_authority or (status = 'unauthorised') = (ratified_by_id is null)),
    -- AUT-11
    constraint decision_decided_by_another check (without_authority or taken_by_id <> proposed_by_id)
);
-- sort=proposedAt, takenAt, amountCents, createdAt and updatedAt; the constraint on code serves code=
create index decision_proposed_at on koers.decision (
    organisation_id, (case when proposed_at is null then 'infinity'::timestamptz else proposed_at end), id);
create index decision_taken_at on koers.decision (
    organisation_id, (case when taken_at is null then 'infinity'::timestamptz else taken_at end), id);
create index decision_amount_cents on koers.decision (
    organisation_id, (case when amount_cents is null then 9223372036854775807 else amount_cents end), id);
create index decision_created_at on koers.decision (organisation_id, created_at, id);
create index decision_updated_at on koers.decision (organisation_id, updated_at, id);
-- kind=, status=, partnerId=, mandateId=, proposedById=, takenById=, ratifiesId= and objectionToId=
create index decision_kind on koers.decision (organisation_id, kind, id);
create index decision_status on koers.decision (organisation_id, status);
create index decision_partner_id on koers.decision (organisation_id, partner_id);
create index decision_mandate_id on koers.decision (organisation_id, mandate_id);
create index decision_proposed_by_id on koers.decision (organisation_id, proposed_by_id);
create index decision_taken_by_id on koers.decision (organisation_id, taken_by_id);
create index decision_objection_to_id on koers.decision (organisation_id, objection_to_id);
create index decision_ratifies_id on koers.decision (organisation_id, ratifies_id);
-- AUT-07: the same in parts
create index decision_subject_key on koers.decision (organisation_id, subject_key, kind)
    where status in ('proposed', 'taken');
-- AUT-10: nothing is ratified twice
create unique index decision_ratifies_id_unique on koers.decision (organisation_id, ratifies_id)
    where status = 'taken';
call koers.wall('koers.decision', 'select, insert, update');

-- Which mandates a taken decision rested on, besides the snapshot of each in its row.
create table koers.decision_mandate (
    organisation_id uuid not null,
    decision_id uuid not null,
    mandate_id uuid not null,
    constraint decision_mandate_pkey primary key (organisation_id, decision_id, mandate_id),
    constraint decision_mandate_decision_id_fkey
        foreign key (organisation_id, decision_id) references koers.decision (organisation_id, id),
    constraint decision_mandate_mandate_id_fkey
        foreign key (organisation_id, mandate_id) references koers.mandate (organisation_id, id)
);
-- restsOnMandateId=
create index decision_mandate_mandate_id on koers.decision_mandate (organisation_id, mandate_id);
call koers.wall('koers.decision_mandate', 'select, insert, delete');
