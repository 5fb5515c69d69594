alter table batch
    add column account_short_code     text,
    add column sub_account_short_code text;

-- Where it is posted, and what the ledger shows where that is not what was posted.
alter table posting
    add column subdomain     text,
    add column location_id   text,
    add column ledger_amount bigint;

-- A day's payments are looked at together.
create index payment_by_acceptance on payment (accepted_at, payment_id);

-- Each time that a day was reconciled; at night once, whoever is first.
create table reconciliation (
    id     bigint      generated always as identity primary key,
    day    date        not null,
    run_at timestamptz not null,
    run_by text        not null,
    breaks bigint      not null
);
create index reconciliation_by_day on reconciliation (day, id);
create unique index reconciliation_at_night on reconciliation (day) where run_by = 'night';
