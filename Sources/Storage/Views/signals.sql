create view api.risk with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", description, probability, impact, score, response,
    owner_role_id as "ownerRoleId", status, external_ids as "externalIds"
from koers.risk;

create view api.steering_review with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", pace, feasibility, efficiency, flexibility, goal_orientation as "goalOrientation",
    note, reviewed_date as "reviewedDate", reviewed_by_id as "reviewedById", external_ids as "externalIds"
from koers.steering_review;

create view api.opportunity with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", signal, signalled_by_id as "signalledById", goal_ids as "goalIds",
    decide_by_date as "decideByDate",
    case when koers.opportunity_due(status, decide_by_date) then 'expired' else status end as status,
    outcome, effort_ids as "effortIds", external_ids as "externalIds", status as stored_status,
    case when koers.opportunity_due(status, decide_by_date) then deadlines_passed + 1
        else deadlines_passed end as deadlines_passed
from koers.opportunity;
