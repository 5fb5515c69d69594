-- The registration that each was sent with, sealed as it came, where the posting was sent with another one since: under that
-- reference it is looked for there, and undone there. Null while it is what the posting was sent with last.
alter table posting_attempt add column registration bytea;
