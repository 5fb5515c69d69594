-- What a posting does at the partner, and the claim whose posting it undoes. Amounts are positive, all of them.
alter table posting
    add column effect             text,
    add column undoes_payment_id  text,
    add column undoes_claim_index int,
    add column undoes_issuance    int,
    -- how often it was begun anew after a rejection, each time under a reference of its own
    add column generation         int not null default 0;
update posting
   set effect = case when purpose = 'REVERSAL' or purpose = 'PAYMENT' and amount < 0 then 'DEBIT'
                     when purpose = 'CHARGE_ADJUSTMENT' or purpose = 'CHARGE' and amount < 0 then 'ADJUSTMENT'
                     else purpose end,
       amount = abs(amount);
update posting
   set undoes_payment_id = payment_id, undoes_claim_index = claim_index, undoes_issuance = issuance
 where purpose in ('REVERSAL', 'CHARGE_ADJUSTMENT') and amount > 0;
alter table posting alter column effect set not null;

-- Every posting of a claim, over payments.
create index posting_request_by_claim on posting_request (tenant_id, claim_key);
