-- Payers, how they are to be treated, and the keys that prove who asks.
create table tenant (
    tenant_id uuid primary key,
    name      text not null unique
);

create table account (
    account_id       uuid primary key,
    tenant_id        uuid    not null references tenant,
    short_code       text    not null,
    sub_short_code   text    not null,
    hold             boolean not null default false,
    balance_policy   text    not null default 'WARN',
    control_totals   text    not null default 'ENFORCE',
    post_when        text    not null default 'CLAIM_FINAL',
    dual_control     boolean not null default false,
    auto_post        text    not null default 'AUTO',
    held_sla_seconds bigint,
    hold_rules       jsonb   not null default '[]',
    unique (tenant_id, short_code, sub_short_code)
);

-- hash: SHA-256 of the key, in hex. The key itself is shown once and never kept.
create table api_key (
    key_id     text primary key,
    tenant_id  uuid        not null references tenant,
    hash       text        not null unique,
    scopes     text[]      not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

-- What was asked for is written here first; what the orchestrator says of it is projected into the same rows.
create table payment_batch (
    batch_id          text primary key,
    tenant_id         uuid        not null,
    account_id        uuid        not null references account,
    client_request_id text        not null,
    single            boolean     not null,
    expected_total    bigint      not null,
    expected_payments bigint      not null,
    current_total     bigint      not null,
    current_payments  bigint      not null,
    status            text        not null,
    reason_code       text,
    revision          bigint      not null default 1,
    created_by        text        not null,
    created_at        timestamptz not null,
    constraint client_request_id_once unique (tenant_id, client_request_id)
);

create table payment (
    payment_id          text primary key,
    tenant_id           uuid        not null,
    batch_id            text        not null references payment_batch,
    issuer_reference_id text        not null,
    issuer_payment_id   text,
    payment_date        date,
    amount              bigint      not null,
    remit_method        text,
    payee_key           text        not null,
    findings            jsonb       not null,
    status              text        not null,
    available_balance   bigint      not null,
    issuance            int         not null,
    hold_reasons        text[]      not null,
    revision            bigint      not null default 1,
    created_at          timestamptz not null,
    constraint issuer_reference_id_once unique (tenant_id, issuer_reference_id)
);
create index payment_by_batch on payment (batch_id);

-- The request as it came, sealed: nothing of a remittance is lost.
create table payment_request (
    payment_id text primary key references payment,
    sealed     bytea not null
);

create table payment_claim (
    payment_id             text   not null references payment,
    claim_index            int    not null,
    claim_key              text   not null,
    status_code            text   not null,
    charge                 bigint not null,
    paid                   bigint not null,
    patient_responsibility bigint not null,
    ticket_id              text,
    category               text,
    transaction_id         text,
    outcome                text,
    charge_outcome         text,
    primary key (payment_id, claim_index)
);

-- Every step since Created, which is the payment's own row.
create table payment_step (
    step_id     bigint generated always as identity primary key,
    payment_id  text        not null references payment,
    status      text        not null,
    reason_code text,
    actor_kind  text        not null,
    cause       text,
    at          timestamptz not null
);
create index payment_step_by_payment on payment_step (payment_id, step_id);

create table payment_exception (
    exception_id text primary key,
    payment_id   text        not null references payment,
    causes       jsonb       not null,
    opened_at    timestamptz not null,
    resolved_at  timestamptz,
    resolution   text
);
create index payment_exception_by_payment on payment_exception (payment_id);

-- Commands that were accepted for later and lost a race.
create table rejected_command (
    command_id   text primary key,
    batch_id     text        not null,
    payment_id   text,
    command_type text        not null,
    code         text        not null,
    status       text        not null,
    at           timestamptz not null
);
create index rejected_command_by_payment on rejected_command (payment_id);
create index rejected_command_by_batch on rejected_command (batch_id);

-- Which claims the practices have registered, by name only: the registrations themselves travel sealed.
create table claim_registration (
    tenant_id     uuid        not null,
    claim_key     text        not null,
    revision      bigint      not null,
    fingerprint   bytea       not null,
    registered_at timestamptz not null,
    primary key (tenant_id, claim_key)
);
