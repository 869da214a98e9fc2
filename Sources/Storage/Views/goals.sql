create view api.goal with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", kind, parent_id as "parentId", text, description, target_group as "targetGroup",
    policy_field as "policyField", owner_role_id as "ownerRoleId", ended_at as "endedAt",
    successor_ids as "successorIds", predecessor_ids as "predecessorIds", external_ids as "externalIds"
from koers.goal;

-- Decimals are texts, so that no reader rounds them.
create view api.indicator with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", goal_id as "goalId", name, description, source, unit, direction,
    baseline::text as baseline, baseline_date as "baselineDate", target::text as target,
    target_date as "targetDate", external_ids as "externalIds"
from koers.indicator;

create view api.measurement with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", indicator_id as "indicatorId", value::text as value,
    measured_date as "measuredDate", note, final, status, entered_by_id as "enteredById",
    approved_by_id as "approvedById", approved_at as "approvedAt", external_ids as "externalIds"
from koers.measurement;

create view api.effort with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", kind, name, description, team_id as "teamId", leader_role_id as "leaderRoleId",
    influence, start_date as "startDate", end_date as "endDate", status, contributions,
    external_ids as "externalIds"
from koers.effort;
