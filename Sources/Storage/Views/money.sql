create view api.task_field with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code, name,
    from_year as "fromYear", until_year as "untilYear", successors, external_ids as "externalIds"
from koers.task_field;

create view api.fiscal_year with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", year, status,
    adopted_date as "adoptedDate", adoption_decision_id as "adoptionDecisionId",
    carry_over_decision_id as "carryOverDecisionId", external_ids as "externalIds"
from koers.fiscal_year;

create view api.budget_line with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", fiscal_year as "fiscalYear", task_field as "taskField",
    budget_programme as "budgetProgramme", policy_field as "policyField", direction, nature, description,
    budget_holder_role_id as "budgetHolderRoleId", authorised_cents as "authorisedCents",
    committed_cents as "committedCents", realised_cents as "realisedCents", free_cents as "freeCents",
    unfunded_cents as "unfundedCents", external_ids as "externalIds"
from koers.budget_line;

create view api.budget_entry with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", budget_line_id as "budgetLineId", kind, amount_cents as "amountCents", description,
    commitment_id as "commitmentId", budget_transfer_id as "budgetTransferId",
    budget_amendment_id as "budgetAmendmentId", entered_by_id as "enteredById", external_ids as "externalIds"
from koers.budget_entry;

create view api.commitment with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", code, kind, subject, partner_id as "partnerId", effort_id as "effortId",
    decision_id as "decisionId", lines, status, amount_cents as "amountCents", realised_cents as "realisedCents",
    released_cents as "releasedCents", outstanding_cents as "outstandingCents", engaged_by_id as "engagedById",
    external_ids as "externalIds"
from koers.commitment;

create view api.realisation with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", commitment_id as "commitmentId", budget_line_id as "budgetLineId",
    amount_cents as "amountCents", performed_date as "performedDate", note, confirmed_by_id as "confirmedById",
    external_ids as "externalIds"
from koers.realisation;

create view api.budget_transfer with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", description, lines,
    decision_id as "decisionId", status, proposed_by_id as "proposedById", booked_at as "bookedAt",
    external_ids as "externalIds"
from koers.budget_transfer;

create view api.budget_amendment with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    budget_line_id as "budgetLineId", amount_cents as "amountCents", decision_id as "decisionId", description,
    entered_by_id as "enteredById", external_ids as "externalIds"
from koers.budget_amendment;
