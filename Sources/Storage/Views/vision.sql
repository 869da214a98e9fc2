create view api.stakeholder with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", name, category, partner_id as "partnerId",
    representative_id as "representativeId", required, ended_at as "endedAt", removal, external_ids as "externalIds"
from koers.stakeholder;

create view api.vision with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", number, statement, intended_reality as "intendedReality", digest, status,
    adopted_at as "adoptedAt", superseded_at as "supersededAt", external_ids as "externalIds"
from koers.vision;

create view api.endorsement with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", vision_id as "visionId", stakeholder_id as "stakeholderId", stance, note,
    given_by_id as "givenById", given_at as "givenAt", external_ids as "externalIds"
from koers.endorsement;
