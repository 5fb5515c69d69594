-- One question to the clearinghouse about one claim. Open while in one of three states; due_at is set exactly then.
create table ticket (
    id                  text primary key,
    tenant_id           text        not null,
    claim_key           text        not null,
    -- what the claim was billed, cents: tells a line's amount from the claim's in an answer
    charge_amount       bigint      not null,
    state               text        not null check (state in
        ('Queued', 'Submitting', 'Polling', 'Completed', 'Rejected', 'Expired', 'Failed', 'Cancelled')),
    reason              text        not null,
    generation          int         not null default 1,
    attempt             int         not null default 0,
    rechecks            int         not null default 0,
    integrex_id         text,
    expires_at          timestamptz,
    category            text,
    credential_reported boolean     not null default false,
    sealed_refusal      bytea,
    due_at              timestamptz,
    lease_until         timestamptz,
    lease_epoch         bigint      not null default 0,
    cause_id            text,
    traceparent         text,
    opened_at           timestamptz not null default now(),
    closed_at           timestamptz,
    check ((due_at is not null) = (state in ('Queued', 'Submitting', 'Polling')))
);

create unique index ticket_open_of_claim on ticket (tenant_id, claim_key)
    where state in ('Queued', 'Submitting', 'Polling');
-- what a tick reads: closed tickets cost it nothing, those that wait are behind the end of its range
create index ticket_due on ticket (due_at)
    where state in ('Queued', 'Submitting', 'Polling');

-- Whose payments wait for the answer. Sealed parts are dropped when the ticket ends.
create table subscriber (
    ticket_id           text        not null references ticket (id),
    payment_id          text        not null,
    claim_index         int         not null,
    issuance            int         not null,
    cause_id            text,
    traceparent         text,
    sealed_registration bytea,
    sealed_claim        bytea,
    joined_at           timestamptz not null default clock_timestamp(),
    primary key (ticket_id, payment_id, claim_index)
);

-- What became of a ticket, for operators. No patient data.
create table ticket_change (
    id          bigint generated always as identity primary key,
    ticket_id   text        not null references ticket (id),
    at          timestamptz not null default clock_timestamp(),
    from_state  text,
    to_state    text        not null,
    reason      text        not null,
    http_status int
);

create index ticket_change_of_ticket on ticket_change (ticket_id, id);
