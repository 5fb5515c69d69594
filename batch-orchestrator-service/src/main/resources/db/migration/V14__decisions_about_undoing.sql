-- Whether a proposal is of what undoes a voided issuance; null: of that or not.
alter table payment_exception add column proposed_undoing boolean;
