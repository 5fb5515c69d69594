-- Locks are taken in this order, always: registrations, payments, batches; and within each, by key.

create table batch (
    batch_id          text    primary key,
    tenant_id         text    not null,
    client_request_id text    not null,
    hold              boolean not null,
    balance_policy    text    not null,
    post_when         text    not null,
    auto_post         text    not null,
    status            text    not null,
    released          boolean not null,
    expected_amount   bigint  not null,
    expected_payments bigint  not null,
    current_amount    bigint  not null,
    current_payments  bigint  not null,
    -- How many payments stand in each status: folded from what each transaction changes, never counted.
    payments          jsonb   not null,
    -- When its payments are next to follow what was decided for it, and why; null: all have.
    follow_at         timestamptz,
    follow_actor      text,
    follow_cause      text,
    follow_trace      text
);
create index batch_to_follow on batch (follow_at) where follow_at is not null;

create table payment (
    payment_id          text    primary key,
    tenant_id           text    not null,
    batch_id            text    not null references batch,
    issuer_reference_id text    not null,
    issuer_payment_id   text,
    payment_date        date,
    amount              bigint  not null,
    hold                boolean not null,
    balance_policy      text    not null,
    post_when           text    not null,
    auto_post           text    not null,
    findings            jsonb   not null,
    status              text    not null,
    started             boolean not null,
    released            boolean not null,
    hold_reasons        varchar[]  not null,
    issuance            int     not null,
    settled             bigint  not null,
    voided              bigint  not null,
    check (amount >= settled + voided)
);
create index payment_waiting on payment (batch_id, status, payment_id) where status in ('CREATED', 'HELD');

create table claim (
    payment_id             text    not null references payment,
    claim_index            int     not null,
    tenant_id              text    not null,
    claim_key              text    not null,
    claim_status_code      text    not null,
    charge_amount          bigint  not null,
    paid_amount            bigint  not null,
    patient_responsibility bigint  not null,
    registered             boolean not null,
    status_asked           boolean not null,
    posting_asked          boolean not null,
    ticket_id              text,
    category               text,
    answered_paid_amount   bigint,
    failed_code            text,
    primary key (payment_id, claim_index)
);
create index claim_not_registered on claim (tenant_id, claim_key) where not registered;

-- The claim's part of the remittance: sealed, passed on, never opened here.
create table sealed_claim (
    payment_id  text  not null,
    claim_index int   not null,
    sealed      bytea not null,
    primary key (payment_id, claim_index)
);

create table posting (
    payment_id     text   not null,
    claim_index    int    not null,
    issuance       int    not null,
    purpose        text   not null,
    outcome        text   not null,
    transaction_id text,
    amount         bigint not null,
    reason_code    text,
    primary key (payment_id, claim_index, issuance, purpose),
    foreign key (payment_id, claim_index) references claim
);

-- One row for each claim that a payment names or a practice registered, whichever came first: revision 0 is a place kept.
create table registration (
    tenant_id text   not null,
    claim_key text   not null,
    revision  bigint not null default 0,
    sealed    bytea,
    primary key (tenant_id, claim_key),
    check ((revision = 0) = (sealed is null))
);

-- Append-only: every step of every payment.
create table payment_step (
    id          bigint      generated always as identity primary key,
    payment_id  text        not null,
    status      text        not null,
    reason_code text,
    actor       text        not null,
    cause_id    text,
    at          timestamptz not null
);
create index payment_step_by_payment on payment_step (payment_id, id);

create table payment_exception (
    id          text        primary key,
    tenant_id   text        not null,
    batch_id    text        not null,
    payment_id  text        not null,
    codes       varchar[]      not null,
    causes      jsonb       not null,
    opened_at   timestamptz not null,
    resolved_at timestamptz,
    resolution  text
);
create unique index payment_exception_open on payment_exception (payment_id) where resolved_at is null;
create index payment_exception_worklist on payment_exception (id) where resolved_at is null;
