-- PPL-05: a personal mandate ends with the last day on which its mandatary has a role. That day is kept in the row of the
-- mandate, by whatever changes it under the lock of the person: whoever has locked the mandate has locked its end.

alter table koers.mandate add column mandatary_until_date date;
alter table koers.mandate add constraint mandate_mandatary_until_date_of_a_person check (
    mandatary_until_date is null or mandatary_person_id is not null);
-- Behind row-level security the owner would find no row.
alter table koers.mandate no force row level security;
alter table koers.mandate disable row level security;
alter table koers.assignment no force row level security;
alter table koers.assignment disable row level security;
update koers.mandate m set mandatary_until_date = l.last_day
from (
    select m.organisation_id, m.id, max(a.until_date) as last_day
    from koers.mandate m
    join koers.assignment a on a.organisation_id = m.organisation_id and a.person_id = m.mandatary_person_id
        and a.status = 'active' and (m.programme_id is null or a.programme_id = m.programme_id)
        and (a.until_date is null
            or a.until_date >= greatest(m.from_date, (m.in_force_at at time zone 'Europe/Amsterdam')::date))
    where m.status = 'in_force'
    group by m.organisation_id, m.id
    having bool_and(a.until_date is not null)) l
where m.organisation_id = l.organisation_id and m.id = l.id;
alter table koers.assignment enable row level security;
alter table koers.assignment force row level security;
alter table koers.mandate enable row level security;
alter table koers.mandate force row level security;

-- The same as before, whichever of the two days comes first. The server before this one asks without the second.
create function koers.mandate_due(status text, until_date date, mandatary_until_date date) returns boolean
    language sql stable parallel safe
    return koers.mandate_due(status, least(until_date, mandatary_until_date));

-- The calendar's look-out, and status=expired
drop index koers.mandate_expires;
create index mandate_expires on koers.mandate (organisation_id, (least(until_date, mandatary_until_date)))
    where status = 'in_force';
