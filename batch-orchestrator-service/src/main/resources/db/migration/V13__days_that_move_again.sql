-- Whether anything of a day has moved since it was reconciled is read from the index alone. Steps change other indexes, too:
-- that this one holds them costs no update more.
drop index payment_by_acceptance;
create index payment_by_acceptance on payment (accepted_at, payment_id) include (last_step_at);
