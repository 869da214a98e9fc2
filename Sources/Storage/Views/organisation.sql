create view api.organisation with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", name, oin,
    (
        '{"predictabilityThreshold":' || predictability_threshold::text
        || ',"supportRecoveryDays":' || support_recovery_days::text
        || ',"vacancyWorkingDays":' || vacancy_working_days::text
        || ',"exceptionMaxMonths":' || exception_max_months::text
        || ',"splittingWindowDays":' || splitting_window_days::text
        || ',"minimumDirectionParticipants":' || minimum_direction_participants::text
        || ',"windDownTermMonths":' || wind_down_term_months::text || '}'
    )::json as settings,
    external_ids as "externalIds"
from koers.organisation;
