-- Since when a ticket has been due that the budget of calls put off, however often: due_at is when it has its next chance.
alter table ticket add column late_since timestamptz;
create index ticket_late on ticket (late_since)
    where state in ('Queued', 'Submitting', 'Polling') and late_since is not null;
