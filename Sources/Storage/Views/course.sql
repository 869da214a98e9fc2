create view api.challenge with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", name, description,
    predictability, strategic_goal_set as "strategicGoalSet", structural_effort as "structuralEffort",
    steering_parties as "steeringParties", chosen_method as "chosenMethod", motivation,
    external_ids as "externalIds"
from koers.challenge;

create view api.programme with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", code, name, description,
    challenge_id as "challengeId", phase, support_status as "supportStatus",
    support_deadline_date as "supportDeadlineDate", political_sponsor_id as "politicalSponsorId",
    official_sponsor_id as "officialSponsorId", commission, governance, decision_kinds as "decisionKinds",
    start_date as "startDate", end_date as "endDate", main_goal_id as "mainGoalId", vision_id as "visionId",
    external_ids as "externalIds"
from koers.programme;
