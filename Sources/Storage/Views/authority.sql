create view api.mandate with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code, kind, body,
    parent_id as "parentId", mandatary_role_id as "mandataryRoleId", mandatary_person_id as "mandataryPersonId",
    programme_id as "programmeId", powers, ceiling_cents as "ceilingCents", one_case as "case",
    sub_mandate_allowed as "subMandateAllowed", max_depth as "maxDepth", instructions,
    founding_decision as "foundingDecision", external, has_employer as "hasEmployer",
    mandatary_consent_date as "mandataryConsentDate", employer_consent_date as "employerConsentDate",
    from_date as "fromDate", until_date as "untilDate", mandatary_until_date as "mandataryUntilDate",
    case when koers.mandate_due(status, until_date, mandatary_until_date) then 'expired' else status end as status,
    in_force_at as "inForceAt", revoked_at as "revokedAt", external_ids as "externalIds", status as stored_status,
    case when koers.mandate_due(status, until_date, mandatary_until_date) then deadlines_passed + 1
        else deadlines_passed end as deadlines_passed
from koers.mandate;

create view api.decision with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code,
    programme_id as "programmeId", kind, subject, amount_cents as "amountCents", partner_id as "partnerId", body,
    mandate_id as "mandateId", resolution, motivation, proposed_by_id as "proposedById", proposed_at as "proposedAt",
    status, taken_by_id as "takenById", taken_at as "takenAt", until_date as "untilDate", chain,
    instructions_acknowledged as "instructionsAcknowledged", findings, without_authority as "withoutAuthority",
    ratifies_id as "ratifiesId", ratified_by_id as "ratifiedById", objection_to_id as "objectionToId",
    external_ids as "externalIds"
from koers.decision;
