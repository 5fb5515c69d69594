-- The account of its batch, so that payments are found by it without a join.
alter table payment add account_id uuid references account;
update payment p set account_id = b.account_id from payment_batch b where b.batch_id = p.batch_id;
alter table payment alter account_id set not null;

-- Lists: the tenant, what is asked for, then the id. Ids are UUIDv7: their order is that of creation, and needs no sort.
create index payment_by_tenant on payment (tenant_id, payment_id);
create index payment_by_status on payment (tenant_id, (coalesce(asked_status, status)), payment_id);
create index payment_by_account on payment (tenant_id, account_id, payment_id);
create index payment_by_payment_date on payment (tenant_id, payment_date, payment_id);
create index payment_by_issuer_payment_id on payment (tenant_id, issuer_payment_id, payment_id)
    where issuer_payment_id is not null;
drop index payment_by_batch;
create index payment_by_batch on payment (batch_id, payment_id);

create index payment_batch_by_tenant on payment_batch (tenant_id, batch_id);
create index payment_batch_by_status on payment_batch (tenant_id, (coalesce(asked_status, status)), batch_id);
create index payment_batch_by_account on payment_batch (tenant_id, account_id, batch_id);

create index payer_command_pending on payer_command (batch_id, at) where answered_at is null;

-- Traces: what partners call a claim by. Their names know no tenant; the payment's row does.
create index payment_claim_by_ticket on payment_claim (ticket_id, payment_id) where ticket_id is not null;
create index payment_claim_by_check on payment_claim (check_number, payment_id) where check_number is not null;
create index payment_claim_by_transaction on payment_claim (transaction_id, payment_id)
    where transaction_id is not null;
