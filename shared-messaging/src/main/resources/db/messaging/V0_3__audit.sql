-- What people did, written with what they did. Nobody changes or removes a line, whoever asks.
create table audit_entry (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    tenant   text,
    subject  text,
    note     text,
    evidence text,
    trace    text
);
create index audit_entry_by_subject on audit_entry (subject, id);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_entry is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_is_append_only();
