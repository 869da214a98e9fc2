create view api.organisation with (security_invoker = true) as
select organisation_id, id, version, created_at as "createdAt", updated_at as "updatedAt", name, oin,
    format(
        '{"predictabilityThreshold":%s,"supportRecoveryDays":%s,"vacancyWorkingDays":%s,"exceptionMaxMonths":%s,'
        '"splittingWindowDays":%s,"minimumDirectionParticipants":%s,"windDownTermMonths":%s}',
        predictability_threshold, support_recovery_days, vacancy_working_days, exception_max_months,
        splitting_window_days, minimum_direction_participants, wind_down_term_months)::json as settings,
    external_ids as "externalIds"
from koers.organisation;
