-- What was asked for each claim of each issuance. Patients' data only in the sealed columns.
create table posting_request (
    payment_id          text    not null,
    claim_index         int     not null,
    issuance            int     not null,
    tenant_id           text    not null,
    claim_key           text    not null,
    claim_status_code   text    not null,
    payment_date        date,
    paid_amount         bigint  not null,
    patient_share       bigint  not null,
    balanced            boolean not null,
    review              boolean not null,
    approved            boolean not null,
    sealed_registration bytea   not null,
    sealed_claim        bytea   not null,
    primary key (payment_id, claim_index, issuance)
);

-- A reversal came: nothing of the issuance is posted after it. Also where nothing had been asked for yet.
create table posting_fence (
    payment_id  text        not null,
    claim_index int         not null,
    issuance    int         not null,
    cause_id    text,
    traceparent text,
    fenced_at   timestamptz not null default now(),
    primary key (payment_id, claim_index, issuance)
);

-- One effect at a partner. Amounts in cents, positive; what undoes something says so by its purpose.
create table posting (
    id               text primary key,
    payment_id       text    not null,
    claim_index      int     not null,
    issuance         int     not null,
    purpose          text    not null,
    tenant_id        text    not null,
    amount           bigint  not null,
    state            text    not null,
    reason           text,
    attempts         int     not null,
    lookups          int     not null,
    retried          boolean not null,
    attempted_at     timestamptz,
    due_at           timestamptz,
    transaction_id   text,
    subdomain        text,
    location_id      text,
    partner_id       text,
    reported         text,
    reported_reason  text,
    approved         boolean not null,
    cause_id         text,
    traceparent      text,
    lease_epoch      bigint  not null default 0,
    leased_until     timestamptz,
    changed_at       timestamptz not null,
    unique (payment_id, claim_index, issuance, purpose)
);
create unique index posting_by_transaction on posting (transaction_id);
create index posting_due on posting (due_at) where due_at is not null;

-- How each posting came to stand where it stands.
create table posting_change (
    id         bigint generated always as identity primary key,
    posting_id text        not null references posting,
    from_state text,
    to_state   text        not null,
    reason     text,
    at         timestamptz not null
);
create index posting_change_by_posting on posting_change (posting_id, id);

-- Every notice a partner sent, once: the few fields that say something, never its body.
create table webhook_receipt (
    partner        text        not null,
    notice_id      text        not null,
    transaction_id text,
    partner_id     text,
    verdict        text        not null,
    received_at    timestamptz not null default now(),
    matched_at     timestamptz,
    primary key (partner, notice_id)
);
create index webhook_receipt_unmatched on webhook_receipt (transaction_id) where matched_at is null;

-- Where our webhook is known: the partner's endpoint, and the practices that report to it.
create table webhook_subscription (
    endpoint_id   text        not null,
    subdomain     text        not null,
    subscribed_at timestamptz not null default now(),
    primary key (endpoint_id, subdomain)
);

-- What differs from the defaults, by location.
create table location_setting (
    subdomain              text not null,
    location_id            text not null,
    mode                   text not null default 'ALL',
    insurance_payment_type text,
    transaction_prefix     text,
    primary key (subdomain, location_id)
);
