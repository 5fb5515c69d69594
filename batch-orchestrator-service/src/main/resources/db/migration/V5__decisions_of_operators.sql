-- Who decided, why and on what evidence is in audit_entry, with all else that people do.
drop table operator_decision;

alter table batch add column dual_control boolean not null default false;
alter table payment
    add column dual_control boolean not null default false,
    -- An operator let pass of the findings what can be let pass.
    add column approved     boolean not null default false;
alter table claim
    add column approved_paid_amount bigint,
    add column answered_by_hand     boolean not null default false;

alter table payment_exception
    add column owner           text,
    -- What the first of two people decided, where four eyes are asked for.
    add column proposed_action text,
    add column proposed_by     text,
    add column proposed_at     timestamptz;
create index payment_exception_of_batch on payment_exception (batch_id) where resolved_at is null;
