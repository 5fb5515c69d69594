-- Checks of what is confirmed never stand before what has still to be posted, however many are due in a night.
drop index posting_due;
create index posting_due on posting (due_at) where due_at is not null and state <> 'CONFIRMED';
create index posting_check_due on posting (due_at) where due_at is not null and state = 'CONFIRMED';

-- The newest of what nobody knows, which is what operators look at.
create index webhook_receipt_stray on webhook_receipt (received_at) where matched_at is null and verdict <> 'OTHER';
