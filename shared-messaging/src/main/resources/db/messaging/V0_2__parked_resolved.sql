-- What was decided of a record that was set aside; nothing is ever deleted.
alter table parked_event
    add column resolved_at timestamptz,
    add column resolution  text,
    add column resolved_by text,
    add column reason      text,
    add check ((resolved_at is null) = (resolution is null));
create index parked_event_open on parked_event (id) where resolved_at is null;
