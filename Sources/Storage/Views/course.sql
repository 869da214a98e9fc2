create view api.challenge with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", name, description,
    predictability, strategic_goal_set as "strategicGoalSet", structural_effort as "structuralEffort",
    steering_parties as "steeringParties", chosen_method as "chosenMethod", motivation,
    external_ids as "externalIds"
from koers.challenge;

-- A column with an underscore is for the house and not for the JSON.
create view api.programme with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code, name, description,
    challenge_id as "challengeId",
    koers.programme_phase(phase, support_status, support_deadline_date) as phase,
    support_status as "supportStatus", support_deadline_date as "supportDeadlineDate",
    political_sponsor_id as "politicalSponsorId", official_sponsor_id as "officialSponsorId", commission, governance,
    decision_kinds as "decisionKinds", start_date as "startDate", end_date as "endDate", main_goal_id as "mainGoalId",
    vision_id as "visionId", external_ids as "externalIds", phase as stored_status,
    case when koers.reconsideration_due(phase, support_status, support_deadline_date) then deadlines_passed + 1
        else deadlines_passed end as deadlines_passed
from koers.programme;
