-- Fills an organisation, as the owner of the schema: variables organisation, programmes, challenges (an even number),
-- lines and decisions.
--
-- Ids are counted, so that a load can name any row by a number. The first half of the challenges has only programmes in
-- exploration or rejected, so that their facts are not frozen; the other half has the rest. Rows have no journal and no
-- search words of their own: what is measured reads neither.
\set ON_ERROR_STOP on
begin;
set local koers.organisation_id = :'organisation';
set local koers.moment = '2026-01-01T00:00:00Z';

insert into koers.challenge (
    organisation_id, id, created_at, updated_at, name, description, predictability, strategic_goal_set,
    structural_effort, steering_parties, chosen_method, motivation)
select :'organisation', ('01890000-0000-7000-8001-' || 100000000000 + n)::uuid, moment, moment, 'Opgave ' || n,
    'Een opgave in de samenleving die geen afdeling van de gemeente alleen kan oplossen.', 1 + n % 79, true, true,
    2 + n % 5, 'process', 'De partijen kennen elkaar nog niet en beginnen met een verkenning.'
from (
    select n, timestamptz '2025-01-01 00:00:00Z' + n * interval '1 minute' as moment
    from generate_series(1, :challenges) n
) numbered;

insert into koers.programme (
    organisation_id, id, created_at, updated_at, code, name, description, challenge_id, phase, commission, governance,
    start_date, end_date)
select :'organisation', ('01890000-0000-7000-8000-' || 100000000000 + n)::uuid, moment, moment,
    'P-' || lpad(n::text, 8, '0'), 'Programma ' || md5(n::text),
    'Bewoners, instellingen en gemeente werken samen aan een wijk waarin iedereen meetelt en meedoet, met ruimte voor'
        || ' eigen initiatief en hulp waar die nodig is.',
    ('01890000-0000-7000-8001-' || 100000000000 + 1 + (n / 10) % (:challenges / 2)
        + case when phase in ('exploration', 'rejected') then 0 else :challenges / 2 end)::uuid,
    phase, 'Breng de partijen bij elkaar en kom met een voorstel.', 'Stuurgroep, programmateam en klankbordgroep.',
    start_date, start_date + 1460
from (
    select n, timestamptz '2025-01-01 00:00:00Z' + n * interval '1 minute' as moment,
        -- The days of ten years. A number that ten divides would give all programmes of a day one phase.
        date '2020-01-01' + (n * 7919 % 3653)::int as start_date,
        (array['exploration', 'rejected', 'formation', 'formation', 'execution', 'execution', 'execution', 'execution',
            'wind_down', 'closed'])[1 + n % 10] as phase
    from generate_series(1::bigint, :programmes) n
) numbered;

-- The course of one programme: 5,000 goals, of which 40 effects, 1,000 indicators and 20,000 efforts.
\set course '01890000-0000-7000-8000-100000000007'
insert into koers.person (organisation_id, id, created_at, updated_at, display_name)
select :'organisation', ('01890000-0000-7000-8002-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z', 'Persoon ' || n
from generate_series(1, 2) n;

insert into koers.goal (organisation_id, id, created_at, updated_at, programme_id, kind, parent_id, text)
select :'organisation', ('01890000-0000-7000-8003-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z', :'course',
    case when n = 1 then 'main_goal' when n <= 41 then 'effect' else 'goal' end,
    ('01890000-0000-7000-8003-' || 100000000000
        + case when n = 1 then null when n <= 41 then 1 else 2 + n * 7919 % greatest(40, n / 3) end)::uuid,
    'Inwoners van wijk ' || n || ' doen mee'
from generate_series(1::bigint, 5000) n;

insert into koers.indicator (
    organisation_id, id, created_at, updated_at, programme_id, goal_id, name, unit, direction, baseline, baseline_date,
    target, target_date)
select :'organisation', ('01890000-0000-7000-8004-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z', :'course',
    ('01890000-0000-7000-8003-' || 100000000001 + n)::uuid, 'Eenzame inwoners', '%', 'decrease', 13, '2025-01-01', 10,
    '2029-12-31'
from generate_series(1::bigint, 1000) n;

insert into koers.measurement (
    organisation_id, id, created_at, updated_at, programme_id, indicator_id, value, measured_date, status, entered_by_id,
    approved_by_id, approved_at)
select :'organisation', ('01890000-0000-7000-8005-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z', :'course',
    ('01890000-0000-7000-8004-' || 100000000001 + n % 1000)::uuid, 13 - n % 30 / 10.0, date '2025-01-01' + (n / 10)::int,
    'approved', '01890000-0000-7000-8002-100000000001', '01890000-0000-7000-8002-100000000002', '2025-01-01Z'
from generate_series(1::bigint, 3000) n;

insert into koers.effort (organisation_id, id, created_at, updated_at, programme_id, kind, name, influence, status)
select :'organisation', ('01890000-0000-7000-8006-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z', :'course',
    'project', 'Buurtkamer ' || n, 'shared', 'active'
from generate_series(1::bigint, 20000) n;

-- Without statistics each contribution would look for its effort in any index that begins with the organisation.
analyze koers.goal, koers.effort;
insert into koers.contribution (organisation_id, programme_id, effort_id, goal_id, weight)
select :'organisation', :'course', ('01890000-0000-7000-8006-' || 100000000000 + n)::uuid,
    ('01890000-0000-7000-8003-' || 100000000002 + n * 31 % 4999)::uuid, 'primary'
from generate_series(1::bigint, 20000) n;

-- The money: programmes in execution with a line each, and decisions to promise something on it that the first person
-- may take by a mandate of the third degree, and that the second has proposed.
insert into koers.fiscal_year (organisation_id, id, created_at, updated_at, year, status, adopted_date)
select :'organisation', gen_random_uuid(), '2025-01-01Z', '2025-01-01Z', :year, 'adopted', '2025-01-01';

insert into koers.task_field (organisation_id, id, created_at, updated_at, code, name, from_year)
select :'organisation', gen_random_uuid(), '2025-01-01Z', '2025-01-01Z', '6.1', 'Samenkracht en burgerparticipatie', 2020
on conflict do nothing;

insert into koers.budget_line (
    organisation_id, id, created_at, updated_at, programme_id, fiscal_year, task_field, budget_programme, direction,
    nature, authorised_cents)
select :'organisation', ('01890000-0000-7000-8007-' || 100000000000 + k)::uuid, '2025-01-01Z', '2025-01-01Z',
    ('01890000-0000-7000-8000-' || 100000000004 + 10 * k)::uuid, :year, '6.1', 'Sociaal domein', 'expense',
    'structural', 10000000000
from generate_series(0::bigint, :lines - 1) k;

insert into koers.budget_entry (
    organisation_id, id, created_at, updated_at, programme_id, budget_line_id, kind, amount_cents)
select organisation_id, gen_random_uuid(), '2025-01-01Z', '2025-01-01Z', programme_id, id, 'estimate', authorised_cents
from koers.budget_line where organisation_id = :'organisation';

insert into koers.mandate (
    organisation_id, id, created_at, updated_at, kind, body, parent_id, mandatary_person_id, powers, ceiling_cents,
    sub_mandate_allowed, max_depth, founding_decision, from_date, status, in_force_at)
select :'organisation', ('01890000-0000-7000-8009-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z', 'mandate',
    'college', ('01890000-0000-7000-8009-' || 100000000000 + nullif(n, 1) - 1)::uuid,
    ('01890000-0000-7000-8002-' || 100000000000 + case when n = 3 then 1 else 2 end)::uuid,
    '{grant_subsidy,engage_commitment}', 25000000 / n, n < 3, 3 - n, 'Mandaatbesluit 2025', '2025-01-01', 'in_force',
    '2025-01-01Z'
from generate_series(1, 3) n;

insert into koers.decision (
    organisation_id, id, created_at, updated_at, programme_id, kind, subject, amount_cents, body, mandate_id,
    proposed_by_id, proposed_at, status)
select :'organisation', ('01890000-0000-7000-8008-' || 100000000000 + n)::uuid, '2025-01-01Z', '2025-01-01Z',
    ('01890000-0000-7000-8000-' || 100000000004 + 10 * (n % :lines))::uuid, 'engage_commitment', 'Buurtkamer ' || n,
    100000, 'college', '01890000-0000-7000-8009-100000000003', '01890000-0000-7000-8002-100000000002', '2025-01-01Z',
    'proposed'
from generate_series(1::bigint, :decisions) n;
commit;
