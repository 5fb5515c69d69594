-- Tenants, accounts and keys are administered over REST, each change on record in audit_entry.
alter table tenant add created_at timestamptz not null default now();

-- revision: whoever changes a policy says which one it was that they saw.
alter table account add revision bigint not null default 1;
create index account_by_tenant on account (tenant_id, account_id);

alter table api_key
    add place               bigint generated always as identity,
    add label               text not null default '',
    add last_used_on        date,
    add requests_per_minute int;
comment on column api_key.label is 'the system that uses it: two active keys at most, so that one can replace the other';
comment on column api_key.requests_per_minute is 'null: as many as the configuration says';
update api_key set label = key_id;
create unique index api_key_by_place on api_key (tenant_id, place);
