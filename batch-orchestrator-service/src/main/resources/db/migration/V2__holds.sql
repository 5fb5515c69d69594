-- Rules that hold payments, and what earlier payments say of new ones; payments that are replaced or removed.
alter table batch
    add column hold_rules jsonb not null default '[]',
    add column held_sla   bigint;

alter table payment
    add column hold_rules  jsonb   not null default '[]',
    add column held_sla    bigint,
    add column payee_key   text,
    add column accepted_at timestamptz,
    add column duplicate   boolean not null default false,
    add column new_payee   boolean not null default false,
    -- When it has been held for too long, on this clock; set once, by a statement of its own.
    add column held_due_at timestamptz,
    add column overdue     boolean not null default false,
    add column end_reason  text;
create index payment_held_due on payment (held_due_at) where status = 'HELD' and not overdue;

alter table claim add column check_number text;
-- Who else asks for the claim, and for how much: a look at other payments of the one claim, however many there are.
create index claim_by_key on claim (tenant_id, claim_key, paid_amount) include (payment_id);

-- Whom something was released to: a row a payee, written with the first release.
create table payee (
    tenant_id text not null,
    payee_key text not null,
    primary key (tenant_id, payee_key)
);
