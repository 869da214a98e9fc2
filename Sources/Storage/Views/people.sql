create view api.team with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", name,
    policy_field as "policyField", description, external_ids as "externalIds"
from koers.team;

create view api.person with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    display_name as "displayName", function, team_id as "teamId",
    contract_hours_per_week as "contractHoursPerWeek", subject, email, active, acts_for as "actsFor",
    external_ids as "externalIds"
from koers.person;

create view api.partner with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", name, kind,
    kvk_number as "kvkNumber", predecessor_ids as "predecessorIds", active, external_ids as "externalIds"
from koers.partner;
