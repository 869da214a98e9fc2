create view api.task_field with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code, name,
    from_year as "fromYear", until_year as "untilYear", successors, external_ids as "externalIds"
from koers.task_field;

create view api.fiscal_year with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", year, status,
    external_ids as "externalIds"
from koers.fiscal_year;

create view api.budget_line with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", fiscal_year as "fiscalYear", task_field as "taskField",
    budget_programme as "budgetProgramme", policy_field as "policyField", direction, nature, description,
    budget_holder_role_id as "budgetHolderRoleId", authorised_cents as "authorisedCents",
    committed_cents as "committedCents", realised_cents as "realisedCents", free_cents as "freeCents",
    external_ids as "externalIds"
from koers.budget_line;

create view api.budget_entry with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt",
    programme_id as "programmeId", budget_line_id as "budgetLineId", kind, amount_cents as "amountCents", description,
    entered_by_id as "enteredById", external_ids as "externalIds"
from koers.budget_entry;
