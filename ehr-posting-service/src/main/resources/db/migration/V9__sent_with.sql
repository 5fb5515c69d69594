-- The registration that each was sent with, where the claim has been registered anew since: what undoes it goes to the same
-- patient. Null while it is today's.
alter table posting_request
    add column payment_registration bytea,
    add column charge_registration  bytea;
