create view api.partner_relation with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", partner_id as "partnerId", provision, form, status,
    subsidy_since_year as "subsidySinceYear", announced_date as "announcedDate", end_date as "endDate",
    wind_down_motivation as "windDownMotivation", external_ids as "externalIds"
from koers.partner_relation;

create view api.agreement with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", partner_relation_id as "partnerRelationId", kind, subject,
    amount_cents as "amountCents", from_date as "fromDate", until_date as "untilDate", external_ids as "externalIds"
from koers.agreement;

create view api.position with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", partner_relation_id as "partnerRelationId", influence, dependence,
    alternative_if_lost as "alternativeIfLost", rationale, assessed_date as "assessedDate",
    assessor_id as "assessorId", external_ids as "externalIds"
from koers.position;

create view api.direction with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", partner_relation_id as "partnerRelationId", vertical, horizontal, rationale,
    participant_ids as "participantIds", status, reassess, external_ids as "externalIds"
from koers.direction;

create view api.action with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", partner_relation_id as "partnerRelationId", direction_id as "directionId",
    description, owner_role_id as "ownerRoleId", due_date as "dueDate", status, external_ids as "externalIds"
from koers.action;
