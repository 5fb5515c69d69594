alter table payment add column provider_adjustments jsonb not null default '[]';

-- Append-only: balances that remittances carry over for a payee, booked when a payment is loaded, and the other way round
-- when it is voided. What one forwards (-100) and a later one takes back (+100) bears one identifier, and nets to nothing.
create table payee_adjustment (
    id             bigint      generated always as identity primary key,
    tenant_id      text        not null,
    payee_key      text        not null,
    payment_id     text        not null,
    issuance       int         not null,
    reason_code    text        not null,
    identifier_key text,
    amount         bigint      not null,
    at             timestamptz not null
);
create index payee_adjustment_by_payee on payee_adjustment (payee_key, id);
