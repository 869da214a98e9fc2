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
