-- The partner's own id of each time that it was sent, where its answer gave one: under one reference it may know several.
alter table posting_attempt add column partner_id text;
