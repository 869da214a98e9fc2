-- Who is in a role and since when, and the hours of a person over all programmes.

alter table koers.assignment add column activated_at timestamptz;
-- Behind row-level security the owner would find no row.
alter table koers.assignment no force row level security;
alter table koers.assignment disable row level security;
update koers.assignment set activated_at = updated_at where status = 'active';
alter table koers.assignment enable row level security;
alter table koers.assignment force row level security;
alter table koers.assignment add constraint assignment_active_since check (status <> 'active' or activated_at is not null);
-- PPL-02: the decision that lets someone into the role without having every level. One is for one person in one role.
alter table koers.assignment add column exception_decision_id uuid;
alter table koers.assignment add constraint assignment_exception_decision_id_fkey
    foreign key (organisation_id, exception_decision_id) references koers.decision (organisation_id, id);
alter table koers.assignment add constraint assignment_exception_decision_id_unique
    unique (organisation_id, exception_decision_id);
-- PPL-01
alter table koers.assignment add constraint assignment_assessed_by_another
    check (assessment ->> 'assessorId' <> person_id::text);
-- A role has one holder on a day; a successor can be active before the first day.
drop index koers.assignment_role_id_unique;
alter table koers.assignment add constraint assignment_role_id_unique exclude using gist (
    organisation_id with =, role_id with =, daterange(from_date, until_date, '[]') with &&) where (status = 'active');
-- STA-05 and PPL-05: who is or was in the roles of a place
create index assignment_activated on koers.assignment (organisation_id, place_id, from_date)
    where activated_at is not null;

-- PPL-04: what a person has promised on the days from the last change on. It is rewritten from the active assignments,
-- under the lock of the person, by whatever changes them or the contract.
create table koers.person_hours (
    organisation_id uuid not null,
    person_id uuid not null,
    days daterange not null,
    hours_per_week bigint not null,
    contract_hours_per_week bigint not null,
    constraint person_hours_pkey primary key (organisation_id, person_id, days),
    constraint person_hours_person_id_fkey
        foreign key (organisation_id, person_id) references koers.person (organisation_id, id),
    constraint person_hours_within_contract check (hours_per_week <= contract_hours_per_week),
    constraint person_hours_once exclude using gist (organisation_id with =, person_id with =, days with &&)
);
call koers.wall('koers.person_hours', 'select, insert, delete');
