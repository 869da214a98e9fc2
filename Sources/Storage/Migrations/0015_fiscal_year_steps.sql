-- The decisions of the council that the steps of a fiscal year rest on.
alter table koers.fiscal_year add column adoption_decision_id uuid;
alter table koers.fiscal_year add constraint fiscal_year_adoption_decision_id_fkey
    foreign key (organisation_id, adoption_decision_id) references koers.decision (organisation_id, id);
alter table koers.fiscal_year add column carry_over_decision_id uuid;
alter table koers.fiscal_year add constraint fiscal_year_carry_over_decision_id_fkey
    foreign key (organisation_id, carry_over_decision_id) references koers.decision (organisation_id, id);
