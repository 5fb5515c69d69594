-- What an operator asks to be looked at again, and has not been told of since, is no check of the night: it is worked off with
-- what has still to be posted. What a replica of the release before leases is found by this index, too.
create index posting_live_due on posting (due_at)
    where due_at is not null and (state <> 'CONFIRMED' or reason is not null and reported_reason is null);
drop index posting_due;
