create view api.journal with (security_invoker = true) as
select j.organisation_id, j.sequence, j.occurred_at as "occurredAt", j.effective_at as "effectiveAt", j.type,
    j.subject, j.programme_id as "programmeId", j.actor_id as "actorId", j.client_id as "clientId",
    j.operation_id as "operationId", j.request_id as "requestId", j.reason, j.decision_id as "decisionId",
    case koers.language() when 'en' then j.findings_en else j.findings_nl end as findings, d.data,
    encode(j.previous_hash, 'hex') as "previousHash", encode(j.hash, 'hex') as hash
from koers.journal j
left join koers.journal_data d on d.organisation_id = j.organisation_id and d.sequence = j.sequence;
