create view api.competence with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code, name, description,
    external_ids as "externalIds"
from koers.competence;

-- place_id is for the house: a role or an assignment lies in a programme or directly under the organisation.
create view api.role with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", kind, name, critical, required_competences as "requiredCompetences",
    deputy_person_id as "deputyPersonId", external_ids as "externalIds", place_id
from koers.role;

create view api.assignment with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", role_id as "roleId", person_id as "personId", hours_per_week as "hoursPerWeek",
    from_date as "fromDate", until_date as "untilDate", assessment, status,
    exception_decision_id as "exceptionDecisionId", activated_at as "activatedAt", external_ids as "externalIds", place_id
from koers.assignment;

create view api.capacity_agreement with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", team_id as "teamId", hours_per_week as "hoursPerWeek", from_date as "fromDate",
    until_date as "untilDate", pledged_by_id as "pledgedById", confirmed_by_id as "confirmedById", status,
    external_ids as "externalIds"
from koers.capacity_agreement;
