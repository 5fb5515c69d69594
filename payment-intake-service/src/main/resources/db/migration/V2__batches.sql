-- Whether single payments of a larger batch may be released ahead of it.
alter table account
    add partial_release boolean not null default false;

-- What a command leads to is shown until the orchestrator has answered it: coalesce(asked_status, status).
-- Expected and current totals are this service's own: written by its commands, under the batch's lock.
alter table payment_batch
    add asked_status       text,
    add asked_command      text,
    add payments_by_status jsonb  not null default '{}',
    add contributors       text[] not null default '{}',
    add started_at         timestamptz,
    add started_by         text,
    add released_at        timestamptz,
    add released_by        bytea,
    add released_by_key    text,
    add cancelled_at       timestamptz;
comment on column payment_batch.contributors is 'public ids of the keys that put payments in';
comment on column payment_batch.released_by is 'the person, sealed for tenant|batch|batchId';

-- removed: no longer of its batch and its totals; it keeps its reference.
-- released_command: the payer_command that released it by name, null where its whole batch was released.
alter table payment
    add asked_status     text,
    add asked_command    text,
    add added_by         text,
    add released_at      timestamptz,
    add released_command text,
    add removed          boolean not null default false;

alter table payment_claim
    add check_number text;

-- What payers asked for, and whether it was answered. person: sealed for tenant|batch|batchId.
create table payer_command (
    command_id   text primary key,
    tenant_id    uuid        not null,
    batch_id     text        not null references payment_batch,
    payment_id   text references payment,
    command_type text        not null,
    key_id       text        not null,
    person       bytea,
    at           timestamptz not null,
    answered_at  timestamptz,
    outcome      text,
    -- of an amendment: the control totals before it
    former_total    bigint,
    former_payments bigint
);
comment on column payer_command.outcome is 'TAKEN or REJECTED, null until it is answered';
create index payer_command_by_batch on payer_command (batch_id, at);
create index payer_command_by_payment on payer_command (payment_id, at) where payment_id is not null;

-- A payment as it was before a replacement or removal that is not answered yet: what comes back if that loses.
create table replaced_payment (
    place      bigint generated always as identity primary key,
    command_id text  not null unique references payer_command,
    payment_id text  not null references payment,
    payment    jsonb not null,
    claims     jsonb not null,
    sealed     bytea not null
);
create index replaced_payment_by_payment on replaced_payment (payment_id, place);

-- Many payments may refuse one command.
alter table rejected_command drop constraint rejected_command_pkey;
alter table rejected_command add rejection_id bigint generated always as identity primary key;

-- The first answers to commands that bear a key: scope is the hash of tenant, method, path and key.
create table idempotent_answer (
    scope       bytea primary key,
    body_hash   bytea       not null,
    status      int         not null,
    location    text,
    body        bytea       not null,
    answered_at timestamptz not null
);
create index idempotent_answer_by_age on idempotent_answer (answered_at);
