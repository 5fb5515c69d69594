-- Credentials that the clearinghouse refuses: a row is an open circuit. Nothing is asked with one, but for a probe.
create table refused_credential (
    credential  text primary key,
    http_status int,
    refused_at  timestamptz not null default now(),
    probe_at    timestamptz not null
);

-- whoever opens the circuit tells, and nobody else
alter table ticket drop column credential_reported;
